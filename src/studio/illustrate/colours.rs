//! A plan's colours, as text.

use serde::{Deserialize, Serialize};

use crate::scene::{Colour, Palette};
use crate::studio::StudioError;

/// A palette in six hex digits each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // each is the colour of that name in a palette
pub struct Colours {
    pub ground: String,
    pub surface: String,
    pub ink: String,
    pub muted: String,
    pub primary: String,
    pub secondary: String,
    pub accent: String,
}

impl Colours {
    /// A palette as text.
    pub fn of(palette: &Palette) -> Self {
        Self {
            ground: palette.ground.to_string(),
            surface: palette.surface.to_string(),
            ink: palette.ink.to_string(),
            muted: palette.muted.to_string(),
            primary: palette.primary.to_string(),
            secondary: palette.secondary.to_string(),
            accent: palette.accent.to_string(),
        }
    }

    /// The palette.
    ///
    /// # Errors
    /// [`StudioError::BadPlan`] names the colour that is none.
    pub fn palette(&self) -> Result<Palette, StudioError> {
        let colour = |name: &str, hex: &str| {
            let digits = hex.trim_start_matches('#');
            let number = u32::from_str_radix(digits, 16).ok().filter(|_| digits.len() == 6);
            number.map(Colour::hex).ok_or_else(|| StudioError::BadPlan {
                reason: format!("its colour {name} is not six hex digits, as in 1F4E79"),
            })
        };
        Ok(Palette {
            ground: colour("ground", &self.ground)?,
            surface: colour("surface", &self.surface)?,
            ink: colour("ink", &self.ink)?,
            muted: colour("muted", &self.muted)?,
            primary: colour("primary", &self.primary)?,
            secondary: colour("secondary", &self.secondary)?,
            accent: colour("accent", &self.accent)?,
        })
    }
}
