//! The form of an account token: `vgn_`, 30 random base-62 characters, 6 of their CRC-32.
//!
//! The form is GitHub's (2021): the prefix lets secret scanners find leaked ones, the checksum lets them, and us,
//! tell a real token from a mistyped one without a look-up. 30 characters carry 178 bits.

use rand::RngExt as _;

/// What every token begins with.
pub const PREFIX: &str = "vgn_";

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const RANDOM_CHARS: usize = 30;
const CHECK_CHARS: usize = 6;

/// Characters of a token that may be shown: the prefix and four more.
const VISIBLE_CHARS: usize = 8;

/// A new token.
pub fn generate() -> String {
    let mut random = rand::rng();
    let body: String =
        (0..RANDOM_CHARS).map(|_| char::from(DIGITS[random.random_range(0..DIGITS.len())])).collect();
    format!("{PREFIX}{body}{}", checksum(&body))
}

/// Whether `text` has the form of a token, checksum and all.
pub fn is_well_formed(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(PREFIX) else { return false };
    rest.len() == RANDOM_CHARS + CHECK_CHARS
        && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && checksum(&rest[..RANDOM_CHARS]) == rest[RANDOM_CHARS..]
}

/// The beginning of a token that may be shown.
pub fn visible_prefix(token: &str) -> &str {
    token.get(..VISIBLE_CHARS).unwrap_or(token)
}

/// The last four characters of a token: a part of its checksum.
pub fn last_four(token: &str) -> &str {
    token.get(token.len().saturating_sub(4)..).unwrap_or(token)
}

/// CRC-32 (IEEE 802.3) in six base-62 digits, the largest first; 62^6 is more than 2^32.
fn checksum(body: &str) -> String {
    let crc = u64::from(crc32fast::hash(body.as_bytes()));
    let digit = |place: u32| char::from(DIGITS[(crc / 62_u64.pow(place) % 62) as usize]);
    (0..CHECK_CHARS as u32).rev().map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_token_is_well_formed() {
        let token = generate();
        assert_eq!(token.len(), 40);
        assert!(is_well_formed(&token), "{token}");
        assert_ne!(token, generate());
    }

    #[test]
    fn a_changed_token_is_not() {
        let token = generate();
        for place in PREFIX.len()..token.len() {
            let replacement = if token.as_bytes()[place] == b'x' { "y" } else { "x" };
            let mut changed = token.clone();
            changed.replace_range(place..=place, replacement);
            assert!(!is_well_formed(&changed), "{changed}");
        }
        for text in ["", "vgn_", &token[1..], &token[..39], &format!("{token}0"), "vgn_ééééééééééééééé"]
        {
            assert!(!is_well_formed(text), "{text}");
        }
    }

    #[test]
    fn the_checksum_is_the_published_one() {
        // CRC-32 of "123456789" is 0xCBF43926 (the check value of the catalogue of CRCs): 3421780262 in base 62.
        let mut number = 0;
        for digit in checksum("123456789").bytes() {
            number = number * 62 + DIGITS.iter().position(|known| *known == digit).unwrap() as u64;
        }
        assert_eq!(number, 0xCBF4_3926);
    }

    #[test]
    fn little_of_it_is_shown() {
        let token = generate();
        assert_eq!(visible_prefix(&token), &token[..8]);
        assert_eq!(last_four(&token), &token[36..]);
    }
}
