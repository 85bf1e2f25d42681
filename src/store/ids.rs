//! Ids: a word that says what it names, then 26 characters that sort by time and cannot be guessed.

use rand::Rng as _;

use super::Millis;

/// Crockford's base 32, lower case: no letters that look like digits, safe in addresses and file names.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// 48 bits of milliseconds, then 80 random bits (the layout of a ULID), after `kind_`.
fn make(kind: &str, now: Millis) -> String {
    let random = u128::from(rand::rng().next_u64()) << 64 | u128::from(rand::rng().next_u64());
    let value = (now.max(0) as u128) << 80 | random >> 48;
    let digits = (0..26).rev().map(|place| DIGITS[(value >> (place * 5)) as usize & 31] as char);
    format!("{kind}_{}", digits.collect::<String>())
}

macro_rules! id {
    ($(#[$comment:meta])* $name:ident, $kind:literal) => {
        $(#[$comment])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, sqlx::Type)]
        #[sqlx(transparent)]
        pub struct $name(String);

        impl $name {
            /// A new id; ids made later sort after it.
            pub fn new(now: Millis) -> Self {
                Self(make($kind, now))
            }

            /// The id as it came from a caller; whether anything has it is the store's to say.
            pub fn from_text(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}

id!(
    /// Names an account, as in `account_01k…`.
    AccountId,
    "account"
);
id!(
    /// Names a token (not the secret itself), as in `token_01k…`.
    TokenId,
    "token"
);
id!(
    /// Names a job, as in `job_01k…`.
    JobId,
    "job"
);
id!(
    /// Names a file, as in `file_01k…`.
    FileId,
    "file"
);

id!(
    /// Names a line of the audit log, as in `audit_01k…`.
    AuditId,
    "audit"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_say_their_kind_and_sort_by_time() {
        let earlier = JobId::new(1_763_932_800_000);
        let later = JobId::new(1_763_932_800_001);
        assert!(earlier.as_str().starts_with("job_"));
        assert_eq!(earlier.as_str().len(), "job_".len() + 26);
        assert!(earlier < later);
    }

    #[test]
    fn ids_of_one_moment_differ() {
        let ids: std::collections::BTreeSet<_> = (0..1_000).map(|_| FileId::new(0)).collect();
        assert_eq!(ids.len(), 1_000);
    }
}
