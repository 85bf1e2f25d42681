//! The provenance mark inside image files: an XMP packet with IPTC's digital source type.

use xmp_writer::{CustomNamespace, Namespace, XmpWriter};

use crate::scene::{Origin, Picture};

/// An XMP packet that says how the picture came to be (IPTC Photo Metadata 2023.1, `DigitalSourceType`).
pub(super) fn packet(origin: Origin) -> String {
    let iptc =
        CustomNamespace::new("IPTC Extension", "Iptc4xmpExt", "http://iptc.org/std/Iptc4xmpExt/2008-02-29/");
    let mut writer = XmpWriter::new();
    writer.creator_tool("Vignette");
    writer.element("DigitalSourceType", Namespace::Custom(Box::new(iptc))).value(origin.source_type());
    writer.finish(None)
}

/// How a page came to be: trained as soon as one of its pictures is.
pub(super) fn page_origin(pictures: &[Picture]) -> Origin {
    let trained = pictures.iter().any(|picture| picture.origin == Origin::Trained);
    if trained { Origin::Trained } else { Origin::Procedural }
}
