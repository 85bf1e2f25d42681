//! Results are written whole or not at all; answers go to standard output.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;

use tempfile::NamedTempFile;
use vignette::documents::Format;
use vignette::studio::Delivery;

use super::Failure;

/// Writes `bytes` to `path` by way of a temporary file beside it, so that no half-written file is ever seen.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    write_with(path, |file| file.write_all(bytes)).map_err(|error| Failure::file(path, "written", &error))
}

/// As [`write`], when the path does not end as a document of another kind: a DOCX named `.pdf` opens nowhere.
pub fn write_document(path: &Path, delivery: &Delivery) -> Result<(), Failure> {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let is_other = Format::from_extension(&ending).is_some() && ending != delivery.extension;
    if is_other {
        return Err(Failure::input(
            format!("the result is a {} document, and {} ends otherwise", delivery.extension, path.display()),
            format!("let the output end with .{}", delivery.extension),
        ));
    }
    write(path, &delivery.bytes)
}

/// As [`write`], the bytes written by `fill`.
pub fn write_with(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let mut file = temporary(folder_of(path))?;
    fill(file.as_file_mut())?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

/// A file in `folder` that is gone again unless it is given its name.
pub fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    tempfile::Builder::new().prefix(".vignette-").permissions(readable()).tempfile_in(folder)
}

/// The folder that a file lies in.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Readable by all, as the umask allows; a temporary file is private by default.
#[cfg(unix)]
fn readable() -> std::fs::Permissions {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::Permissions::from_mode(0o666)
}

/// The name of a numbered result: `poster.pdf` stays for the first, then `poster-2.pdf`, `poster-3.pdf`.
pub fn numbered(path: &Path, index: usize) -> std::path::PathBuf {
    if index == 0 {
        return path.to_owned();
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}-{}.{extension}", index + 1))
}

/// Prints a line on standard output; a reader that has gone away is no failure of ours.
pub fn say(line: impl std::fmt::Display) {
    let _ = writeln!(io::stdout(), "{line}");
}
