//! Files that data may name, as in `{"file": "photos/kim.jpg"}`.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where files are that the data names.
#[derive(Clone, Debug, Default)]
pub enum Files {
    /// Nowhere: data may not name files.
    #[default]
    None,
    /// In this folder and the folders in it, and nowhere else.
    Folder(PathBuf),
    /// These, by their names or ids.
    Given(Arc<BTreeMap<String, Vec<u8>>>),
}

impl Files {
    /// The whole file of that name, at most `limit` bytes of it.
    ///
    /// # Errors
    /// Why it cannot be used, as the rest of a sentence.
    pub fn read(&self, name: &str, limit: u64) -> Result<Arc<[u8]>, String> {
        match self {
            Self::None => Err("files cannot be named here; pass a data: URL".to_owned()),
            Self::Given(files) => {
                let file = files.get(name).ok_or_else(|| format!("there is no file {name}"))?;
                Ok(file.as_slice().into())
            }
            Self::Folder(folder) => read_in(folder, name, limit),
        }
    }
}

fn read_in(folder: &Path, name: &str, limit: u64) -> Result<Arc<[u8]>, String> {
    let unreadable = |error: io::Error| format!("the file {name} cannot be read: {error}");
    let inside = folder.canonicalize().map_err(unreadable)?;
    // Names come with the data, which may be anybody's: what links or dots lead to counts, not how it is written.
    let path = inside.join(name).canonicalize().map_err(unreadable)?;
    if !path.starts_with(&inside) {
        return Err(format!("the file {name} is outside {}", folder.display()));
    }
    match path.metadata().map_err(unreadable)?.len() {
        length if length > limit => Err(format!("the file {name} is larger than {} MiB", limit >> 20)),
        length => read_shared(&path, length).map_err(unreadable),
    }
}

/// A whole file of that length, read to where it stays: pictures are megabytes, and are not held twice.
fn read_shared(path: &Path, length: u64) -> io::Result<Arc<[u8]>> {
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    let mut bytes: Arc<[u8]> = std::iter::repeat_n(0, length).collect();
    match Arc::get_mut(&mut bytes) {
        Some(room) => File::open(path)?.read_exact(room)?,
        None => return std::fs::read(path).map(Into::into),
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_own_files_only() {
        let outer = tempfile::tempdir().unwrap();
        let folder = outer.path().join("in");
        std::fs::create_dir_all(folder.join("deep")).unwrap();
        std::fs::write(folder.join("deep/a.png"), b"abc").unwrap();
        std::fs::write(outer.path().join("b.png"), b"x").unwrap();
        let files = Files::Folder(folder);
        let check = |name: &str, expected: Result<&[u8], &str>| match (files.read(name, 3), expected) {
            (Ok(found), Ok(expected)) => assert_eq!(&*found, expected, "{name}"),
            (Err(found), Err(expected)) => assert!(found.contains(expected), "{name}: {found}"),
            (found, _) => panic!("{name}: {found:?}"),
        };
        check("deep/a.png", Ok(b"abc"));
        check("../b.png", Err("outside"));
        check(&outer.path().join("b.png").display().to_string(), Err("outside"));
        check("c.png", Err("cannot be read"));
        assert!(files.read("deep/a.png", 2).is_err_and(|error| error.contains("larger than")));
        assert!(Files::None.read("a", 9).is_err());
        let given = Files::Given(Arc::new([("a".to_owned(), b"1".to_vec())].into()));
        assert_eq!((given.read("a", 9), given.read("b", 9).is_err()), (Ok(b"1"[..].into()), true));
    }
}
