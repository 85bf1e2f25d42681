//! The installation's signature: Ed25519 (RFC 8032) by a key that is derived from the server's secret, so that a copy of the data
//! folder signs and recognises as the server did.

use std::sync::Arc;

use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};

use super::ServerKey;
use super::key::hex;

/// Signs statements and recognises its own. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Signer(Arc<Ed25519KeyPair>);

impl Signer {
    /// The signer of this installation; `None` only if the library takes no 32 bytes for a key.
    pub fn new(key: &ServerKey) -> Option<Self> {
        Ed25519KeyPair::from_seed_unchecked(&key.derive("vignette statements 1"))
            .ok()
            .map(|pair| Self(Arc::new(pair)))
    }

    /// The signature of `statement`, as hex.
    pub fn sign(&self, statement: &str) -> String {
        hex(self.0.sign(statement.as_bytes()).as_ref())
    }

    /// Whether this installation signed exactly `statement`.
    pub fn signed(&self, statement: &str, signature: &str) -> bool {
        let digit =
            |pair: &[u8]| std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok());
        let bytes: Option<Vec<u8>> = signature.as_bytes().chunks(2).map(digit).collect();
        let public = UnparsedPublicKey::new(&ED25519, self.0.public_key());
        bytes.is_some_and(|bytes| public.verify(statement.as_bytes(), &bytes).is_ok())
    }

    /// The public key, as hex: whoever has it can check a statement without this server.
    pub fn public_key(&self) -> String {
        hex(self.0.public_key().as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_signed_here_is_recognised() {
        let signer = |folder: &std::path::Path| Signer::new(&ServerKey::open(folder).unwrap()).unwrap();
        let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let signature = signer(here.path()).sign("a");
        assert_eq!(signature.len(), 128);
        let check = |folder: &std::path::Path, statement: &str, signature: &str, expected: bool| {
            assert_eq!(signer(folder).signed(statement, signature), expected, "{statement}");
        };
        check(here.path(), "a", &signature, true);
        check(here.path(), "b", &signature, false);
        check(there.path(), "a", &signature, false);
        check(here.path(), "a", "", false);
        check(here.path(), "a", "é", false);
        check(here.path(), "a", &signature[..126], false);
    }
}
