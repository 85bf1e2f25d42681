//! The address a manifest is for, and the ids made from it.

use std::str::FromStr;

use sha2::{Digest as _, Sha256};

/// An https address, as in `https://vignette.example.com`, without a slash at its end. It has only what stands in host
/// names, ports and paths, so that nothing needs escaping in XML or JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(String);

/// The id under which the server's key was registered in Microsoft's developer portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration(String);

/// Why an address or an id is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongAddress {
    /// Office would not load it.
    #[error("“{0}” is no https address")]
    Address(String),
    /// It cannot be the id of a registration.
    #[error("“{0}” is no id of a registration")]
    Registration(String),
}

impl BaseUrl {
    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host, with the port if it has one.
    pub fn host(&self) -> &str {
        let rest = self.0.trim_start_matches("https://");
        rest.split('/').next().unwrap_or(rest)
    }

    /// An id that is the same for the same address and purpose: a UUID of version 8 (RFC 9562, section 5.8), from SHA-256.
    pub fn id(&self, purpose: &str) -> String {
        let hash = Sha256::digest(format!("vignette manifest 1\n{purpose}\n{}", self.0.to_ascii_lowercase()));
        let mut bytes = [0_u8; 16];
        bytes.copy_from_slice(&hash[..16]);
        bytes[6] = bytes[6] & 0x0f | 0x80;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
    }
}

impl FromStr for BaseUrl {
    type Err = WrongAddress;

    fn from_str(address: &str) -> Result<Self, WrongAddress> {
        let plain = |letter: char| letter.is_ascii_alphanumeric() || "-._:/~".contains(letter);
        let is_one = address.strip_prefix("https://").is_some_and(|rest| {
            rest.starts_with(|first: char| first.is_ascii_alphanumeric()) && rest.chars().all(plain)
        });
        match is_one {
            true => Ok(Self(address.trim_end_matches('/').to_owned())),
            false => Err(WrongAddress::Address(address.to_owned())),
        }
    }
}

impl Registration {
    /// The id as it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Registration {
    type Err = WrongAddress;

    /// Microsoft's schema allows 128 characters; its ids are base 64.
    fn from_str(id: &str) -> Result<Self, WrongAddress> {
        let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_=+/.".contains(letter);
        match (1..=128).contains(&id.len()) && id.chars().all(plain) {
            true => Ok(Self(id.to_owned())),
            false => Err(WrongAddress::Registration(id.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_follow_the_address_and_the_purpose() {
        let id = |address: &str, purpose| address.parse::<BaseUrl>().unwrap().id(purpose);
        let one = id("https://a.example", "office");
        assert_eq!(one, id("https://A.example/", "office"));
        assert_ne!(one, id("https://a.example", "outlook"));
        assert_ne!(one, id("https://b.example", "office"));
        let shape: Vec<_> = one.split('-').map(str::len).collect();
        assert_eq!((shape, &one[14..15]), (vec![8, 4, 4, 4, 12], "8"));
    }

    #[test]
    fn an_address_has_a_host() {
        let check = |address: &str, host: Option<&str>| {
            let read = address.parse::<BaseUrl>().ok();
            assert_eq!(read.as_ref().map(BaseUrl::host), host, "{address}");
        };
        check("https://a.example:8443/vignette/", Some("a.example:8443"));
        check("http://a.example", None);
        check("https://a\"b", None);
        check("https://", None);
    }

    #[test]
    fn a_registration_is_short_and_plain() {
        assert!("Zm9vIyNiYXI=".parse::<Registration>().is_ok());
        assert!("".parse::<Registration>().is_err() && "a\"b".parse::<Registration>().is_err());
    }
}
