//! Signed Word documents: a change is refused, or the signatures go.

use std::collections::BTreeMap;

use serde_json::json;
use vignette::documents::DocumentError;
use vignette::documents::package::Package;
use vignette::documents::template::{FillOptions, Template};
use vignette::scene::Fonts;

use super::docx::{Docx, paragraph};
use super::{LIMITS, sound};

const KIND: &str = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature";
const TYPE: &str = "application/vnd.openxmlformats-package.digital-signature";

/// A document with this text and a signature as Office stores one.
fn signed(text: &str) -> Vec<u8> {
    let mut package = Package::open(&Docx::new(&paragraph(text)).file(), &LIMITS).unwrap();
    let (origin, signature) = ("_xmlsignatures/origin.sigs", "_xmlsignatures/sig1.xml");
    for (part, kind) in [(origin, "origin"), (signature, "xmlsignature+xml")] {
        package.set_part(part, b"<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"/>".to_vec());
        package.set_content_type(part, &format!("{TYPE}-{kind}"));
    }
    package.relate("", &format!("{KIND}/origin"), origin).unwrap();
    package.relate(origin, &format!("{KIND}/signature"), signature).unwrap();
    package.save().unwrap()
}

fn fill(file: &[u8], options: &FillOptions) -> Result<Vec<u8>, DocumentError> {
    let template = Template::open(file, &LIMITS)?;
    template.fill(&json!({"a": "b"}), &BTreeMap::new(), options, &Fonts::from_files([]))
}

#[test]
fn a_signed_document_is_not_changed() {
    let plain = FillOptions::default();
    assert!(matches!(fill(&signed("{{ a }}"), &plain), Err(DocumentError::Signed { .. })));
    let untouched = signed("no tag");
    assert_eq!(fill(&untouched, &plain), Ok(untouched));
}

#[test]
fn signatures_go_when_asked() {
    let options = FillOptions { remove_signatures: true, ..FillOptions::default() };
    for text in ["{{ a }}", "no tag"] {
        let file = signed(text);
        let filled = fill(&file, &options).unwrap();
        let package = Package::open(&filled, &LIMITS).unwrap();
        assert!(!package.is_signed() && !package.names().any(|name| name.starts_with("_xmlsignatures")));
        assert!(package.relationships("").unwrap().iter().all(|link| !link.kind.contains("signature")));
        sound::check_sound(&file, &filled);
        let remarks = Template::open(&file, &LIMITS).unwrap().remarks(&options);
        assert!(remarks[0].contains("not signed any more"), "{text}");
    }
}
