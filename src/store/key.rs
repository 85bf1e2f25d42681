//! The server's secret: 32 random bytes, made on the first run, from which every other key is derived.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use hmac::{Hmac, KeyInit as _, Mac as _};
use rand::Rng as _;
use sha2::Sha256;

use super::StoreError;

/// The server's secret. Never shown, never logged.
#[derive(Clone)]
pub struct ServerKey([u8; 32]);

/// The name of the file that holds the key, in the data folder, as 64 hexadecimal digits.
const FILE: &str = "server.key";

impl ServerKey {
    /// The key kept in `folder`; on the first run one is made, readable by its owner alone (mode 0600).
    ///
    /// # Errors
    /// [`StoreError::Folder`] when the file cannot be read or written, or holds something else.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let file = folder.join(FILE);
        let fail = |source| StoreError::Folder { folder: file.display().to_string(), source };
        match fs::read_to_string(&file) {
            Ok(text) => parse(text.trim()).ok_or_else(|| fail(ErrorKind::InvalidData.into())),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                create(folder, &file).map_err(fail)?;
                let text = fs::read_to_string(&file).map_err(fail)?;
                parse(text.trim()).ok_or_else(|| fail(ErrorKind::InvalidData.into()))
            }
            Err(error) => Err(fail(error)),
        }
    }

    /// A key for one purpose only: HMAC-SHA256 of the purpose's name under this key. What leaks of one purpose
    /// says nothing of another.
    pub fn derive(&self, purpose: &str) -> [u8; 32] {
        authenticate(&self.0, &[purpose.as_bytes()])
    }
}

/// HMAC-SHA256 (RFC 2104) of `parts`, one after the other.
pub fn authenticate(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    // 32 bytes is a length HMAC takes; `new` exists for keys of exactly the block length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return [0; 32] };
    parts.iter().for_each(|part| mac.update(part));
    mac.finalize().into_bytes().into()
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes a new key so that it is there whole or not at all; if another process was faster, its key stays.
fn create(folder: &Path, file: &Path) -> std::io::Result<()> {
    let mut bytes = [0; 32];
    rand::rng().fill_bytes(&mut bytes);
    let mut new = tempfile::NamedTempFile::new_in(folder)?;
    new.write_all(hex(&bytes).as_bytes())?;
    new.as_file().sync_all()?;
    match new.persist_noclobber(file) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error.error),
    }
}

fn parse(text: &str) -> Option<ServerKey> {
    let mut key = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (index, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[index * 2..index * 2 + 2], 16).ok()?;
    }
    Some(ServerKey(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_run_makes_the_key_and_the_next_reads_it() {
        let folder = tempfile::tempdir().unwrap();
        let first = ServerKey::open(folder.path()).unwrap();
        let second = ServerKey::open(folder.path()).unwrap();
        assert_eq!(first.0, second.0);
        assert_ne!(first.derive("a"), first.derive("b"));
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        ServerKey::open(folder.path()).unwrap();
        let mode = fs::metadata(folder.path().join(FILE)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_damaged_key_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        for text in ["", "zz", &"é".repeat(32), &"x".repeat(64)] {
            fs::write(folder.path().join(FILE), text).unwrap();
            assert!(ServerKey::open(folder.path()).is_err(), "{text:?}");
        }
    }

    #[test]
    fn the_mac_is_the_published_one() {
        // RFC 4231, test case 2, with its 4-byte key padded with zeros to 32 bytes, as HMAC itself pads it.
        let mut key = [0; 32];
        key[..4].copy_from_slice(b"Jefe");
        let mac = authenticate(&key, &[b"what do ya want ", b"for nothing?"]);
        assert_eq!(hex(&mac), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }
}
