//! Addresses that documents may link to.

/// What an address may begin with when a tag gives its beginning. No scripts, no files of the reader's machine.
pub(super) const SCHEMES: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];

/// Whether a document may link there.
pub(super) fn is_allowed(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    address.is_empty() || address.starts_with('#') || SCHEMES.iter().any(|scheme| lower.starts_with(scheme))
}

/// Text as a piece of an address (RFC 3986): a whole address keeps its own punctuation.
pub(super) fn encoded(text: &str, is_whole: bool) -> String {
    let keeps = |byte: u8| {
        byte.is_ascii_alphanumeric()
            || b"-._~".contains(&byte)
            || (is_whole && b":/?#[]@!$&'()*+,;=%".contains(&byte))
    };
    text.bytes()
        .map(|byte| if keeps(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// A whole address, its odd characters encoded.
pub(super) fn whole(address: &str) -> String {
    encoded(address, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_cannot_leave_their_piece() {
        assert_eq!(encoded("a b/c?한", false), "a%20b%2Fc%3F%ED%95%9C");
        assert_eq!(encoded("https://a.b/c d?e=1", true), "https://a.b/c%20d?e=1");
        assert!(is_allowed("HTTPS://a") && is_allowed("mailto:a@b") && !is_allowed("javascript:x"));
        assert!(!is_allowed("file:///etc/passwd") && !is_allowed("\\\\host\\share"));
    }
}
