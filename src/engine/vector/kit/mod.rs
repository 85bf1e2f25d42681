//! The draughtsman's tools, shared by motifs and icons. Read [`canvas`] and [`tone`] first.
//!
//! [`chance`] draws numbers from the seed, [`curve`] lays smooth lines through points, [`form`] holds the
//! recurring outlines, [`light`] the gradients, glows and soft shadows. Nothing here knows a subject.

mod canvas;
mod chance;
pub mod curve;
pub mod form;
pub mod light;
mod tone;

pub use canvas::Canvas;
pub use chance::Chance;
pub use tone::Tones;
