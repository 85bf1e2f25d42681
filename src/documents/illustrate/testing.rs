//! Small documents for the tests of this room and of the studio.

use crate::documents::package::{Kind, Package, relationship_type};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

const STYLES: &str = "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"2\"><w:name w:val=\"heading 2\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"a5\"><w:name w:val=\"caption\"/></w:style>";

/// A heading of the first level.
pub(crate) fn heading(text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"1\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A paragraph of text.
pub(crate) fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A Word document with this body.
pub(crate) fn document(body: &str) -> Vec<u8> {
    package(body, STYLES, "").save().unwrap()
}

/// The same without a style for captions.
pub(crate) fn plain(body: &str) -> Vec<u8> {
    let end = STYLES.rfind("<w:style ").unwrap();
    package(body, &STYLES[..end], "").save().unwrap()
}

/// The same, protected against editing.
pub(crate) fn protected(body: &str) -> Vec<u8> {
    package(body, STYLES, "<w:documentProtection w:edit=\"readOnly\" w:enforcement=\"1\"/>").save().unwrap()
}

fn package(body: &str, styles: &str, settings: &str) -> Package {
    let mut package = Package::new(Kind::Word);
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    for (name, root, inner) in [
        ("document", "document", format!("<w:body>{body}<w:sectPr/></w:body>")),
        ("styles", "styles", styles.to_owned()),
        ("settings", "settings", settings.to_owned()),
    ] {
        let part = format!("word/{name}.xml");
        let text = format!("<w:{root} xmlns:w=\"{WORD}\">{inner}</w:{root}>");
        let content_type = if name == "document" { "document.main+xml" } else { &format!("{name}+xml") };
        package.set_part(&part, text.into_bytes());
        package.set_content_type(&part, &format!("{kind}{content_type}"));
        let owner = if name == "document" { "" } else { "word/document.xml" };
        let link = if name == "document" { "officeDocument" } else { name };
        package.relate(owner, &relationship_type(link), &part).unwrap();
    }
    package
}
