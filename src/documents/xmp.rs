//! The provenance mark inside image files: an XMP packet with IPTC's digital source type.

use xmp_writer::{CustomNamespace, Namespace, XmpWriter};

use crate::scene::Origin;

/// An XMP packet that says how the picture came to be (IPTC Photo Metadata 2023.1, `DigitalSourceType`).
pub(super) fn packet(origin: Origin) -> String {
    let iptc =
        CustomNamespace::new("IPTC Extension", "Iptc4xmpExt", "http://iptc.org/std/Iptc4xmpExt/2008-02-29/");
    let mut writer = XmpWriter::new();
    writer.creator_tool("Vignette");
    writer.element("DigitalSourceType", Namespace::Custom(Box::new(iptc))).value(origin.source_type());
    writer.finish(None)
}
