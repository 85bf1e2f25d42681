//! The vocabulary every other room speaks: lengths, shapes, colours, live text, pages and pictures.
//!
//! Read in this order: [`units`], [`colour`], [`shape`], [`text`], [`page`], [`picture`], then [`fonts`] and
//! [`typeset`], which turn live text into positioned glyphs. Nothing here paints, reads a file or knows a file
//! format; `documents` does.
//!
//! One convention holds everywhere: geometry is `f64` in points (1/72 inch), the origin is the page's top left
//! corner, x grows right and y grows down. [`units`] converts from and to millimetres, pixels and EMU.

pub mod colour;
pub mod fonts;
pub mod page;
pub mod picture;
pub mod provenance;
pub mod shape;
pub mod text;
pub mod typeset;
pub mod units;

pub use colour::{Colour, Palette};
pub use fonts::Fonts;
pub use page::{Fit, Frame, Item, Language, Page, Scene};
pub use picture::{Content, Drawing, Encoding, Origin, Picture, Shown, WorkRecord};
pub use shape::{Paint, Shape, Stop, Stroke};
pub use text::{Align, Anchor, Paragraph, Role, Run, TextBox, TextStyle, Typeface};
pub use typeset::{PlacedGlyph, PlacedLine, PlacedRun, PlacedText, TypesetError};
pub use units::PixelSize;
