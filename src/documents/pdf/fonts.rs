//! Font files to krilla fonts, each loaded once a document and embedded as a subset.

use std::collections::HashMap;

use krilla::text::{Font, Tag};
use skrifa::{FontRef, MetadataProvider};

use super::defect;
use crate::documents::DocumentError;
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
    let axes = user_coordinates(font, coordinates)?;
    let file: std::sync::Arc<dyn AsRef<[u8]> + Send + Sync> = std::sync::Arc::new(font.data.clone());
    Font::new_variable(file.into(), font.index, &axes)
}

/// Normalised 2.14 coordinates as the axis values that krilla wants (`wght` 700 and so on).
///
/// The way back through `avar` has no formula, but each axis grows steadily: thirty halvings find the value within
/// a millionth of the axis.
fn user_coordinates(font: &FontData, coordinates: &[i16]) -> Option<Vec<(Tag, f32)>> {
    if coordinates.is_empty() {
        return Some(Vec::new());
    }
    let font = FontRef::from_index(font.data.as_ref(), font.index).ok()?;
    let axes = font.axes();
    let value = |(index, wanted): (usize, &i16)| {
        let axis = axes.get(index)?;
        let (mut low, mut high) = (axis.min_value(), axis.max_value());
        for _ in 0..30 {
            let middle = f32::midpoint(low, high);
            let reached = axes.location([(axis.tag(), middle)]).coords().get(index)?.to_bits();
            if reached < *wanted { low = middle } else { high = middle }
        }
        Some((Tag::new(&axis.tag().to_be_bytes()), high))
    };
    coordinates.iter().enumerate().map(value).collect()
}
