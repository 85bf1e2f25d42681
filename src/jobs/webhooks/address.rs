//! Who may be told: https addresses whose host lies in the public network, and hosts the administrator named.
//!
//! The host is judged twice: its name when work is asked for, its addresses when it is told, after they were looked up and
//! before anything connects, so that a name that changes its mind reaches nothing either (DNS rebinding).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::http::Uri;

/// Hosts that may be told although they lie in the house's own network, by name or address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allowed(Vec<String>);

/// The longest address that is taken.
const LONGEST: usize = 2_000;

/// Why nobody is told at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It is none.
    #[error("it is no address")]
    NoAddress,
    /// It is not https.
    #[error("it must begin with https://")]
    NotHttps,
    /// It has a name or a password in it.
    #[error("it must not hold a name or password")]
    Credentials,
    /// It lies in the house's own network.
    #[error("it lies in a private network")]
    Private,
}

impl Allowed {
    /// These hosts.
    pub fn new(hosts: impl IntoIterator<Item = String>) -> Self {
        Self(hosts.into_iter().map(|host| host.to_lowercase()).collect())
    }

    /// Whether the administrator named this host.
    pub fn names(&self, host: &str) -> bool {
        self.0.iter().any(|allowed| host.eq_ignore_ascii_case(allowed))
    }

    /// Judges an address by what is written in it.
    ///
    /// # Errors
    /// [`AddressError`].
    pub fn check(&self, address: &str) -> Result<(), AddressError> {
        let uri: Uri = address.parse().map_err(|_| AddressError::NoAddress)?;
        let (Some(authority), true) = (uri.authority(), address.len() <= LONGEST) else {
            return Err(AddressError::NoAddress);
        };
        if authority.as_str().contains('@') {
            return Err(AddressError::Credentials);
        }
        let host = authority.host().trim_matches(['[', ']']);
        let is_named = self.names(host);
        match uri.scheme_str() {
            Some("https") => {}
            Some("http") if is_named => {}
            _ => return Err(AddressError::NotHttps),
        }
        let is_local = host.eq_ignore_ascii_case("localhost") || host.to_lowercase().ends_with(".localhost");
        let is_private = host.parse::<IpAddr>().is_ok_and(|address| !is_public(address));
        if (is_local || is_private) && !is_named { Err(AddressError::Private) } else { Ok(()) }
    }
}

/// Whether an address lies in the public network: not among IANA's special-purpose ones (RFC 6890 and its registries).
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    const SPECIAL: [([u8; 4], u32); 15] = [
        ([0, 0, 0, 0], 8),
        ([10, 0, 0, 0], 8),
        ([100, 64, 0, 0], 10),
        ([127, 0, 0, 0], 8),
        ([169, 254, 0, 0], 16),
        ([172, 16, 0, 0], 12),
        ([192, 0, 0, 0], 24),
        ([192, 0, 2, 0], 24),
        ([192, 88, 99, 0], 24),
        ([192, 168, 0, 0], 16),
        ([198, 18, 0, 0], 15),
        ([198, 51, 100, 0], 24),
        ([203, 0, 113, 0], 24),
        ([224, 0, 0, 0], 4),
        ([240, 0, 0, 0], 4),
    ];
    let number = u32::from(address);
    let within = |(start, bits): &([u8; 4], u32)| (number ^ u32::from_be_bytes(*start)) >> (32 - bits) == 0;
    !SPECIAL.iter().any(within)
}

/// Only global unicast (2000::/3) is public, less what of it is special; addresses that carry one of IPv4 are judged by it.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    let embedded = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match parts {
        // Mapped (::ffff:0:0/96) and translated (64:ff9b::/96) ones.
        [0, 0, 0, 0, 0, 0xFFFF, high, low] | [0x64, 0xFF9B, 0, 0, 0, 0, high, low] => embedded(high, low),
        // 6to4 (2002::/16).
        [0x2002, high, low, ..] => embedded(high, low),
        // Protocol assignments with Teredo (2001::/23), documentation (2001:db8::/32, 3fff::/20).
        [0x2001, second, ..] if second < 0x0200 || second == 0x0DB8 => false,
        [0x3FFF, second, ..] if second < 0x1000 => false,
        [first, ..] => first & 0xE000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_public_network_is_public() {
        let check =
            |address: &str, expected| assert_eq!(is_public(address.parse().unwrap()), expected, "{address}");
        for public in
            ["8.8.8.8", "172.32.0.1", "100.128.0.1", "192.1.0.1", "2606:4700::1111", "::ffff:8.8.8.8"]
        {
            check(public, true);
        }
        for private in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::10.0.0.1",
            "2002:7f00:1::",
            "2001::1",
            "2001:db8::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "ff02::1",
        ] {
            check(private, false);
        }
    }

    #[test]
    fn addresses_are_taken_or_refused() {
        let allowed = Allowed::new(["hooks.corp.example".to_owned(), "10.0.0.5".to_owned()]);
        let check = |address: &str, expected| assert_eq!(allowed.check(address), expected, "{address}");
        check("https://example.com/hook?x=1", Ok(()));
        check("http://hooks.corp.example/hook", Ok(()));
        check("http://10.0.0.5:8080/", Ok(()));
        check("http://example.com", Err(AddressError::NotHttps));
        check("ftp://example.com", Err(AddressError::NotHttps));
        check("https://name:word@example.com", Err(AddressError::Credentials));
        check("https://10.0.0.6/", Err(AddressError::Private));
        check("https://[::1]/", Err(AddressError::Private));
        check("https://[::ffff:10.0.0.6]/", Err(AddressError::Private));
        check("https://localhost:8080/", Err(AddressError::Private));
        check("/hook", Err(AddressError::NoAddress));
        check("nonsense", Err(AddressError::NotHttps));
        check("", Err(AddressError::NoAddress));
    }
}
