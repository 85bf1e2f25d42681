//! Fetching a model from a hub that speaks Hugging Face's HTTP: what it offers, and each file, resumed where it broke off.
//!
//! Two addresses are used: `GET /api/models/OWNER/NAME?blobs=true` lists the files of the newest revision, `GET
//! /OWNER/NAME/resolve/REVISION/PATH` gives one, with `Range` where a part of it is here already. What is fetched is held
//! against the length and, where the hub knows it, the SHA-256.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;
use sha2::{Digest, Sha256};
use ureq::Agent;

use super::choose::Offer;

/// Bytes read at once.
const CHUNK: usize = 1 << 20;

/// Largest list of files read, in bytes: a hub's for a thousand files is 300 kB.
const LARGEST_LIST: u64 = 16 << 20;

/// Where models are fetched from.
pub struct Hub {
    agent: Agent,
    address: String,
    token: Option<String>,
}

/// A repository's files at one revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repository {
    /// As in `owner/name`.
    pub name: String,
    /// The commit all files are taken from.
    pub revision: String,
    /// What there is.
    pub offers: Vec<Offer>,
}

#[derive(Deserialize)]
struct Listing {
    sha: String,
    siblings: Vec<Sibling>,
}

#[derive(Deserialize)]
struct Sibling {
    rfilename: String,
    size: Option<u64>,
    lfs: Option<Large>,
}

#[derive(Deserialize)]
struct Large {
    sha256: Option<String>,
    size: Option<u64>,
}

impl Hub {
    /// The hub at `address`, as in `https://huggingface.co`, with the token of an account where one is needed.
    pub fn new(address: &str, token: Option<String>) -> Self {
        // Another crate of the process may have chosen already; both choose the same.
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let config = Agent::config_builder()
            .timeout_connect(Some(Duration::from_secs(20)))
            .timeout_recv_response(Some(Duration::from_secs(60)))
            .http_status_as_error(false)
            .user_agent(concat!("vignette/", env!("CARGO_PKG_VERSION")))
            .build();
        Self { agent: config.into(), address: address.trim_end_matches('/').to_owned(), token }
    }

    /// What a repository offers now.
    ///
    /// # Errors
    /// A sentence: no such repository, no right to it, no answer.
    pub fn list(&self, name: &str) -> Result<Repository, String> {
        let answer = self.get(&format!("/api/models/{name}?blobs=true"), 0)?;
        let mut text = Vec::new();
        let body = answer.into_body().into_reader().take(LARGEST_LIST);
        { body }.read_to_end(&mut text).map_err(|error| format!("the list of files broke off: {error}"))?;
        let listing: Listing = serde_json::from_slice(&text)
            .map_err(|error| format!("the list of files cannot be read: {error}"))?;
        let offer = |file: Sibling| Offer {
            length: file.lfs.as_ref().and_then(|lfs| lfs.size).or(file.size),
            sha256: file.lfs.and_then(|lfs| lfs.sha256),
            path: file.rfilename,
        };
        let offers: Vec<_> = listing.siblings.into_iter().map(offer).collect();
        if let Some(bad) = offers.iter().find(|offer| !is_inside(&offer.path)) {
            return Err(format!("the hub names a file {:?}, which would leave the folder", bad.path));
        }
        Ok(Repository { name: name.to_owned(), revision: listing.sha, offers })
    }

    /// Fetches one file to `place`, going on where an earlier try broke off; answers with its SHA-256.
    ///
    /// # Errors
    /// A sentence. What was fetched stays beside `place` for the next try, unless it is wrong.
    pub fn fetch(
        &self,
        repository: &Repository,
        offer: &Offer,
        place: &Path,
        progress: &mut dyn FnMut(u64),
    ) -> Result<String, String> {
        let part = part_of(place);
        let said = |error: std::io::Error| format!("{}: {error}", offer.path);
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(&part)
            .map_err(said)?;
        let here = file.metadata().map_err(said)?.len();
        let here = if offer.length.is_some_and(|length| here > length) { 0 } else { here };
        if offer.length != Some(here) || here == 0 {
            self.append(repository, offer, (&mut file, here), progress)?;
        }
        let (length, sha256) = digest(&mut file).map_err(said)?;
        let wrong = match offer {
            Offer { length: Some(wanted), .. } if *wanted != length => {
                Some(format!("{length} bytes came, and the hub says {wanted}"))
            }
            Offer { sha256: Some(wanted), .. } if !wanted.eq_ignore_ascii_case(&sha256) => {
                Some("its SHA-256 is not the one the hub says".to_owned())
            }
            _ => None,
        };
        if let Some(reason) = wrong {
            // A short file may be gone on with; a wrong one may not.
            if offer.length.is_none_or(|wanted| length >= wanted) {
                let _ = std::fs::remove_file(&part);
            }
            return Err(format!("{}: {reason}", offer.path));
        }
        file.sync_all().map_err(said)?;
        std::fs::rename(&part, place).map_err(said)?;
        Ok(sha256)
    }

    fn append(
        &self,
        repository: &Repository,
        offer: &Offer,
        (file, here): (&mut File, u64),
        progress: &mut dyn FnMut(u64),
    ) -> Result<(), String> {
        let said = |error: std::io::Error| format!("{} broke off: {error}", offer.path);
        let path = format!("/{}/resolve/{}/{}", repository.name, repository.revision, escaped(&offer.path));
        let answer = self.get(&path, here)?;
        // A hub that does not know ranges sends all of it.
        let start = if answer.status().as_u16() == 206 { here } else { 0 };
        file.set_len(start).map_err(said)?;
        file.seek(SeekFrom::Start(start)).map_err(said)?;
        // One byte more than promised shows that it is another file; endless ones are not kept.
        let most = offer.length.map_or(u64::MAX, |length| length.saturating_sub(start).saturating_add(1));
        let mut body = answer.into_body().into_reader().take(most);
        let mut chunk = vec![0; CHUNK];
        let mut done = start;
        loop {
            match body.read(&mut chunk).map_err(said)? {
                0 => return Ok(()),
                count => {
                    file.write_all(&chunk[..count]).map_err(said)?;
                    done += count as u64;
                    progress(done);
                }
            }
        }
    }

    fn get(&self, path: &str, from: u64) -> Result<ureq::http::Response<ureq::Body>, String> {
        let address = format!("{}{path}", self.address);
        let mut request = self.agent.get(&address);
        if let Some(token) = &self.token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        if from > 0 {
            request = request.header("Range", format!("bytes={from}-"));
        }
        let answer = request.call().map_err(|error| format!("{} does not answer: {error}", self.address))?;
        match answer.status().as_u16() {
            200 | 206 => Ok(answer),
            401 | 403 => Err(format!("{address} needs the token of an account that may read it (HF_TOKEN)")),
            404 => Err(format!("{address} is not there")),
            other => Err(format!("{address} answered {other}")),
        }
    }
}

/// Where a file grows until it is whole.
fn part_of(place: &Path) -> PathBuf {
    let name = place.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    place.with_file_name(format!("{name}.part"))
}

/// Whether a path stays inside the folder it is written to.
fn is_inside(path: &str) -> bool {
    let plain =
        |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', '\0', ':']);
    path.split('/').all(plain)
}

/// A path as an address has it.
fn escaped(path: &str) -> String {
    let escape = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    };
    path.bytes().map(escape).collect()
}

/// A file's length and SHA-256, read from its start.
fn digest(file: &mut File) -> std::io::Result<(u64, String)> {
    file.seek(SeekFrom::Start(0))?;
    hash(file)
}

/// The length and SHA-256 of everything that is read.
///
/// # Errors
/// The reader's.
pub fn hash(source: &mut impl Read) -> std::io::Result<(u64, String)> {
    let (mut hasher, mut chunk, mut length) = (Sha256::new(), vec![0; CHUNK], 0);
    loop {
        match source.read(&mut chunk)? {
            0 => break,
            count => {
                hasher.update(&chunk[..count]);
                length += count as u64;
            }
        }
    }
    let hexadecimal = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok((length, hexadecimal))
}
