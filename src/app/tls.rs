//! The certificate that this server shows, read again when its files change, so that a renewed one needs no restart.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use rustls::ServerConfig;
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;

use crate::config::Tls;

/// How often the files are looked at.
const LOOK_EVERY: Duration = Duration::from_secs(10);

/// Why the server cannot speak TLS.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// One of the two files is not named.
    #[error("{0} is not set, and TLS needs a certificate and its key")]
    Half(&'static str),
    /// A file cannot be read or holds something else.
    #[error("{} cannot be used: {reason}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
}

/// The certificate as it is by now.
#[derive(Debug)]
pub(super) struct Certificate {
    files: (PathBuf, PathBuf),
    now: RwLock<(Arc<CertifiedKey>, Stamp)>,
}

/// When the two files were written.
type Stamp = (Option<SystemTime>, Option<SystemTime>);

impl Certificate {
    /// Reads the files; `None` where the server is to speak plain HTTP.
    ///
    /// # Errors
    /// [`TlsError`].
    pub fn open(config: &Tls) -> Result<Option<Arc<Self>>, TlsError> {
        let files = match (&config.certificate, &config.key) {
            (None, None) => return Ok(None),
            (Some(certificate), Some(key)) => (certificate.clone(), key.clone()),
            (Some(_), None) => return Err(TlsError::Half("VIGNETTE_TLS_KEY")),
            (None, Some(_)) => return Err(TlsError::Half("VIGNETTE_TLS_CERTIFICATE")),
        };
        let stamp = stamp(&files);
        let now = RwLock::new((read(&files)?, stamp));
        Ok(Some(Arc::new(Self { files, now })))
    }

    /// What connections are taken with: TLS 1.2 and 1.3.
    ///
    /// # Errors
    /// rustls's.
    pub fn config(self: &Arc<Self>) -> Result<ServerConfig, rustls::Error> {
        let builder = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()));
        let builder = builder.with_safe_default_protocol_versions()?.with_no_client_auth();
        Ok(builder.with_cert_resolver(Arc::clone(self) as Arc<dyn ResolvesServerCert>))
    }

    /// Looks at the files for as long as it is not dropped.
    pub async fn watch(self: Arc<Self>) {
        loop {
            tokio::time::sleep(LOOK_EVERY).await;
            self.look();
        }
    }

    /// Takes changed files; a certificate that cannot be used leaves the one before it in place.
    fn look(&self) {
        let new = stamp(&self.files);
        if self.now.read().unwrap_or_else(PoisonError::into_inner).1 == new {
            return;
        }
        let read = read(&self.files);
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        now.1 = new;
        match read {
            Ok(key) => {
                now.0 = key;
                tracing::info!("the certificate was read again");
            }
            Err(error) => tracing::error!(%error, "the changed certificate is not used"),
        }
    }
}

impl ResolvesServerCert for Certificate {
    fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner).0))
    }
}

fn stamp((certificate, key): &(PathBuf, PathBuf)) -> Stamp {
    let written = |path: &Path| std::fs::metadata(path).and_then(|about| about.modified()).ok();
    (written(certificate), written(key))
}

fn read((certificate, key): &(PathBuf, PathBuf)) -> Result<Arc<CertifiedKey>, TlsError> {
    let wrong = |path: &Path, reason: String| TlsError::File { path: path.to_owned(), reason };
    let chain = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| wrong(certificate, error.to_string()))?;
    if chain.is_empty() {
        return Err(wrong(certificate, "it holds no certificate".to_owned()));
    }
    let secret = PrivateKeyDer::from_pem_file(key).map_err(|error| wrong(key, error.to_string()))?;
    let provider: CryptoProvider = aws_lc_rs::default_provider();
    let pair = CertifiedKey::from_der(chain, secret, &provider);
    Ok(Arc::new(pair.map_err(|error| wrong(key, error.to_string()))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CERTIFICATE: &str = include_str!("../../tests/fixtures/tls/certificate.pem");
    const KEY: &str = include_str!("../../tests/fixtures/tls/key.pem");

    fn files(folder: &Path, certificate: &str, key: &str) -> Tls {
        let write = |name: &str, text: &str| {
            let path = folder.join(name);
            std::fs::write(&path, text).unwrap();
            Some(path)
        };
        Tls { certificate: write("certificate.pem", certificate), key: write("key.pem", key) }
    }

    #[test]
    fn files_that_cannot_be_used_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let check = |tls: &Tls, expected: &str| {
            let error = Certificate::open(tls).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        };
        check(&Tls { key: None, ..files(folder.path(), CERTIFICATE, KEY) }, "VIGNETTE_TLS_KEY is not set");
        check(&files(folder.path(), "", KEY), "certificate.pem cannot be used: it holds no certificate");
        check(&files(folder.path(), CERTIFICATE, "x"), "key.pem cannot be used");
        check(
            &Tls { key: Some("/none".into()), ..files(folder.path(), CERTIFICATE, KEY) },
            "/none cannot be used",
        );
        assert!(Certificate::open(&Tls::default()).unwrap().is_none());
    }

    #[test]
    fn a_changed_certificate_is_taken_and_a_broken_one_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let certificate = Certificate::open(&files(folder.path(), CERTIFICATE, KEY)).unwrap().unwrap();
        let shown = || Arc::as_ptr(&certificate.now.read().unwrap().0);
        let first = shown();
        certificate.look();
        assert_eq!(shown(), first, "nothing changed");
        let touch = |text: &str, seconds: u64| {
            let path = folder.path().join("certificate.pem");
            std::fs::write(&path, text).unwrap();
            let later = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
            std::fs::File::options().write(true).open(path).unwrap().set_modified(later).unwrap();
            certificate.look();
        };
        touch("broken", 5);
        assert_eq!(shown(), first);
        touch(CERTIFICATE, 9);
        assert_ne!(shown(), first);
        assert!(certificate.config().is_ok());
    }
}
