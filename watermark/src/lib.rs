//! A number of 64 bits within a picture's pixels: not seen, and found again without the picture as it was.
//!
//! Spread spectrum after Cox, Kilian, Leighton and Shamoon (1997), in tiles that repeat, after Kutter (1998): the picture's own
//! autocorrelation tells how large the tiles are by now, a part of each tile that is always the same tells where they begin, and the
//! rest of it carries the number behind a convolutional code. Read in this order:
//!
//! - `code`: the number as coded signs and back (Viterbi, CRC-16)
//! - `tile`: which square of a tile carries which sign
//! - `plane`: brightness, box blurs, what is left of a picture when its content is taken away
//! - `fourier`: the transform
//! - `embed`: the tiles laid over a picture, stronger where it is busy
//! - `find`: scale, place, number
//!
//! Pure: pixels in, pixels or a number out. Not here: turned or mirrored pictures, and pictures stretched in one direction only.

mod code;
mod embed;
mod find;
mod fourier;
mod plane;
mod tile;

pub use embed::{SMALLEST, embed};
pub use find::{Found, find, outstanding};
