//! Signed links: the address of one file that works for a while without a token, for clients that fetch the `url`
//! of a picture with no header.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use subtle::ConstantTimeEq as _;

use super::{Auth, AuthError};
use crate::store::key::authenticate;
use crate::store::{FileId, Millis};

/// The two query values that make a link work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// When it stops working, in seconds since 1970.
    pub expires: i64,
    /// HMAC-SHA256 of the file's id and that time, in base 64.
    pub signature: String,
}

impl Auth {
    /// Signs the address of a file until `until`.
    pub fn sign_link(&self, file: &FileId, until: Millis) -> Signature {
        let expires = until / 1000;
        Signature { expires, signature: URL_SAFE_NO_PAD.encode(self.link_mac(file, expires)) }
    }

    /// Whether a signed link may be followed.
    ///
    /// # Errors
    /// [`AuthError::BadLink`] for a signature that is not ours, [`AuthError::Expired`] for one that was.
    pub fn check_link(&self, file: &FileId, link: &Signature, now: Millis) -> Result<(), AuthError> {
        let given = URL_SAFE_NO_PAD.decode(&link.signature).map_err(|_| AuthError::BadLink)?;
        if !bool::from(given.ct_eq(&self.link_mac(file, link.expires))) {
            return Err(AuthError::BadLink);
        }
        if link.expires <= now / 1000 { Err(AuthError::Expired { what: "link" }) } else { Ok(()) }
    }

    fn link_mac(&self, file: &FileId, expires: i64) -> [u8; 32] {
        authenticate(&self.keys.links, &[file.as_str().as_bytes(), b"\n", expires.to_string().as_bytes()])
    }
}
