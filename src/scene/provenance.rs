//! What a picture file says of how it came to be: an XMP packet with IPTC's digital source type.

use xmp_writer::{CustomNamespace, Namespace, XmpWriter};

use super::Origin;

/// An XMP packet that says how a picture came to be (IPTC Photo Metadata 2023.1, `DigitalSourceType`).
pub fn packet(origin: Origin) -> String {
    let iptc =
        CustomNamespace::new("IPTC Extension", "Iptc4xmpExt", "http://iptc.org/std/Iptc4xmpExt/2008-02-29/");
    let mut writer = XmpWriter::new();
    writer.creator_tool("Vignette");
    writer.element("DigitalSourceType", Namespace::Custom(Box::new(iptc))).value(origin.source_type());
    writer.finish(None)
}
