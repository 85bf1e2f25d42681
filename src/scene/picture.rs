//! A finished picture: what fills a frame.

use std::sync::Arc;

use kurbo::Size;

use super::{PixelSize, Shape};

/// A picture with everything a document must say about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The picture itself.
    pub content: Content,
    /// Its size in pixels (for a drawing: the size it becomes when it must become pixels).
    pub size: PixelSize,
    /// The seed it was made from.
    pub seed: u64,
    /// The model that made it, as in `vector-1`.
    pub model: String,
    /// What it shows, for people who cannot see it; empty when decorative.
    pub alt: String,
    /// How it came to be.
    pub origin: Origin,
    /// What is known to be seen in it, the main thing first; empty when the engine cannot say.
    pub shows: Vec<Shown>,
    /// The number that lies in its pixels, not seen, where a network made it and there is room.
    pub mark: Option<u64>,
}

/// A thing that a picture shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// What it is, in Korean.
    pub korean: String,
    /// What it is, in English.
    pub english: String,
    /// Whose drawing it is, when it is not the engine's own.
    pub work: Option<WorkRecord>,
}

/// A work by others that is a part of a picture, and the terms it comes under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkRecord {
    /// Its name in its collection, as in `whale`.
    pub name: String,
    /// The collection and its version, as in `fluent-emoji-flat 1.2.6`.
    pub collection: String,
    /// Who made it.
    pub author: String,
    /// An SPDX licence.
    pub licence: String,
    /// Where it comes from.
    pub url: String,
}

/// The picture itself.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Bytes of an image file.
    Encoded {
        /// The file format.
        encoding: Encoding,
        /// The whole file.
        bytes: Arc<[u8]>,
    },
    /// Outlines, sharp at any size.
    Drawn(Drawing),
    /// An SVG file that was passed in, and how it looks.
    Svg {
        /// The file, cleaned: it holds outlines only and names nothing outside of itself.
        svg: Arc<[u8]>,
        /// A PNG file of [`Picture::size`] for readers that cannot draw it.
        png: Arc<[u8]>,
    },
}

/// Outlines on a canvas, painted first to last.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// The canvas, in points; what sticks out is cut.
    pub size: Size,
    /// The outlines.
    pub shapes: Vec<Shape>,
}

/// The image file formats that documents carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Portable Network Graphics.
    Png,
    /// JPEG.
    Jpeg,
}

impl Encoding {
    /// The media type, as in `image/png`.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }

    /// The file name's ending, as in `png`.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpeg",
        }
    }
}

/// How a picture came to be: IPTC's digital source types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// By a trained model: `trainedAlgorithmicMedia`.
    Trained,
    /// A person's file of which a trained model changed a part: `compositeWithTrainedAlgorithmicMedia`.
    Edited,
    /// By rules alone: `algorithmicMedia`.
    Procedural,
    /// A person's file that was passed in.
    Given,
}

impl Origin {
    /// The URI of IPTC's digital source type.
    pub fn source_type(self) -> &'static str {
        match self {
            Self::Trained => "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
            Self::Edited => {
                "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
            }
            Self::Procedural => "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia",
            Self::Given => "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCreation",
        }
    }
}
