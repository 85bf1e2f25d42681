//! Font files to krilla fonts, each loaded once a document and embedded as a subset.

use std::collections::HashMap;

use krilla::text::{Font, Tag};

use super::defect;
use crate::documents::{DocumentError, variation};
use crate::scene::{PlacedRun, typeset::FontData};

/// The fonts a document has used so far, by file, face and variation.
#[derive(Default)]
pub(super) struct FontShelf {
    loaded: HashMap<(u64, u32, Vec<i16>), Font>,
}

impl FontShelf {
    /// The font of a run.
    pub fn font(&mut self, run: &PlacedRun) -> Result<Font, DocumentError> {
        let key = (run.font.data.id(), run.font.index, run.coordinates.clone());
        if let Some(font) = self.loaded.get(&key) {
            return Ok(font.clone());
        }
        let font = load(&run.font, &run.coordinates)
            .ok_or_else(|| defect("a font that set the text cannot be embedded"))?;
        self.loaded.insert(key, font.clone());
        Ok(font)
    }
}

fn load(font: &FontData, coordinates: &[i16]) -> Option<Font> {
    let axes = variation::axis_values(font, coordinates)?;
    let axes: Vec<_> = axes.iter().map(|(tag, value)| (Tag::new(&tag.to_be_bytes()), *value)).collect();
    let file: std::sync::Arc<dyn AsRef<[u8]> + Send + Sync> = std::sync::Arc::new(font.data.clone());
    Font::new_variable(file.into(), font.index, &axes)
}
