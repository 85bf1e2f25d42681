//! Pictures as Office keeps them: pixels for every reader, and beside them the outlines as SVG where they are known.
//! Office since 2016 draws the SVG instead of the pixels, and can take it apart into shapes.

use std::sync::Arc;

use super::element::Element;
use crate::documents::package::{Package, relationship_type};
use crate::documents::{DocumentError, raster, svg};
use crate::scene::{Content, Encoding, Picture};

/// The extension of a picture that names its SVG ([MS-ODRAWXML] 2.3.3, `svgBlip`).
pub(in crate::documents) const SVG_EXTENSION: &str = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}";
/// The namespace of its element.
pub(in crate::documents) const SVG_NAMESPACE: &str =
    "http://schemas.microsoft.com/office/drawing/2016/SVG/main";

/// The longest SVG of a drawing of ours that goes beside the pixels, in bytes: Office draws it anew whenever the page is shown, and ten
/// thousand outlines are slow to scroll past.
const LIGHT: usize = 512 << 10;

/// The files of a picture.
#[derive(Clone, Debug)]
pub(in crate::documents) struct Stored {
    /// The pixels as an image file.
    pub bytes: Arc<[u8]>,
    /// Its format.
    pub encoding: Encoding,
    /// The same as SVG.
    pub svg: Option<Arc<[u8]>>,
}

/// The relationships of a part to the files of a picture.
#[derive(Clone, Debug)]
pub(in crate::documents) struct Related {
    /// That to the pixels.
    pub image: String,
    /// That to the SVG.
    pub svg: Option<String>,
}

impl Stored {
    /// The files of a picture; drawings are drawn at [`Picture::size`].
    ///
    /// # Errors
    /// [`DocumentError::Writer`] when it has no pixels.
    pub fn of(picture: &Picture) -> Result<Self, DocumentError> {
        let (bytes, encoding) = raster::encode(picture)?;
        let svg = match &picture.content {
            Content::Encoded { .. } => None,
            Content::Svg { svg, .. } => Some(Arc::clone(svg)),
            Content::Drawn(drawing) => {
                Some(svg::draw(drawing, picture.origin).into()).filter(|svg: &Arc<[u8]>| svg.len() <= LIGHT)
            }
        };
        Ok(Self { bytes, encoding, svg })
    }

    /// The picture itself, drawn once for all its uses.
    pub fn into_content(self) -> Content {
        let Self { bytes, encoding, svg } = self;
        match svg {
            Some(svg) => Content::Svg { svg, png: bytes },
            None => Content::Encoded { encoding, bytes },
        }
    }

    /// Stores the files in a package and relates a part to them.
    ///
    /// # Errors
    /// As for [`Package::relate`].
    pub fn relate(&self, part: &str, package: &mut Package) -> Result<Related, DocumentError> {
        let kind = relationship_type("image");
        let pixels = package.add_media(Arc::clone(&self.bytes), self.encoding);
        let image = package.relate(part, &kind, &pixels)?;
        let drawing = self.svg.as_ref().map(|svg| package.add_svg(Arc::clone(svg)));
        let svg = drawing.map(|drawing| package.relate(part, &kind, &drawing)).transpose()?;
        Ok(Related { image, svg })
    }
}

/// `a:blip` of a picture, its prefixes `a` and `r` known around it.
pub(in crate::documents) fn blip(related: &Related) -> Element {
    let svg = related.svg.as_ref().map(|svg| {
        let named = Element::new("asvg:svgBlip").with("xmlns:asvg", SVG_NAMESPACE).with("r:embed", svg);
        Element::new("a:extLst").child(Element::new("a:ext").with("uri", SVG_EXTENSION).child(named))
    });
    Element::new("a:blip").with("r:embed", &related.image).children(svg)
}
