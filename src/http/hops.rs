//! Who calls, and how, when there are proxies before this server. Only the entries that the house's own proxies added are believed:
//! what stands before them in a header can be anybody's invention.

use actix_web::HttpRequest;
use actix_web::http::header::HeaderMap;

/// The caller's address: what the outermost of `hops` trusted proxies saw, else the other end of the connection.
pub fn caller(request: &HttpRequest, hops: usize) -> String {
    let forwarded = nth_from_end(request.headers(), "x-forwarded-for", hops);
    forwarded.or_else(|| request.peer_addr().map(|address| address.ip().to_string())).unwrap_or_default()
}

/// Whether the caller came by TLS: to this server, or to the outermost of `hops` trusted proxies.
pub fn is_encrypted(request: &HttpRequest, hops: usize) -> bool {
    let scheme = || {
        let first = nth_from_end(request.headers(), "x-forwarded-proto", hops);
        // Many proxies overwrite this header instead of adding to it.
        first.or_else(|| nth_from_end(request.headers(), "x-forwarded-proto", hops.min(1)))
    };
    request.app_config().secure() || scheme().is_some_and(|scheme| scheme.eq_ignore_ascii_case("https"))
}

/// The entry that the `hops`th proxy from here added.
fn nth_from_end(headers: &HeaderMap, name: &str, hops: usize) -> Option<String> {
    let lines = headers.get_all(name).filter_map(|line| line.to_str().ok());
    let entries: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
    let place = entries.len().checked_sub(hops).filter(|_| hops > 0)?;
    entries.get(place).map(|entry| (*entry).to_owned())
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn only_what_trusted_proxies_say_is_believed() {
        let check = |forwarded: &str, hops: usize, expected: &str| {
            let request = TestRequest::default()
                .peer_addr(([10, 0, 0, 1], 9).into())
                .insert_header(("x-forwarded-for", forwarded))
                .to_http_request();
            assert_eq!(caller(&request, hops), expected, "{forwarded} {hops}");
        };
        check("1.1.1.1, 2.2.2.2", 0, "10.0.0.1");
        check("1.1.1.1, 2.2.2.2", 1, "2.2.2.2");
        check("1.1.1.1, 2.2.2.2", 2, "1.1.1.1");
        check("1.1.1.1", 2, "10.0.0.1");
    }

    #[test]
    fn https_is_known_through_trusted_proxies_alone() {
        let check = |forwarded: &str, hops: usize, expected: bool| {
            let request = TestRequest::default().insert_header(("x-forwarded-proto", forwarded));
            assert_eq!(is_encrypted(&request.to_http_request(), hops), expected, "{forwarded} {hops}");
        };
        check("https", 0, false);
        check("https", 1, true);
        check("https", 2, true);
        check("https, http", 1, false);
        check("http", 1, false);
    }
}
