use super::*;
use crate::documents::DocumentError;
use crate::documents::markup::names::Bindings;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

#[test]
fn what_is_read_is_written_back() {
    let body = "<w:p w:a='1' ><!-- c --><w:t xml:space=\"preserve\"> a &amp; b&#10; </w:t><w:r/><w:r></w:r><w:r\n></w:r ><?pi x?><![CDATA[<]]></w:p\t>";
    let text = format!("<?xml version=\"1.0\"?>\n<w:document xmlns:w=\"{WORD}\">{body}</w:document>\n");
    let nodes = parse("a.xml", &text).unwrap();
    let mut written = String::new();
    write(&nodes, &mut written);
    assert_eq!(written, text);
}

#[test]
fn paragraphs_are_numbered_whatever_the_prefix() {
    let text = format!("<x xmlns=\"{WORD}\"><p/><a><p><b xmlns:o=\"{WORD}\"><o:p/></b></p></a></x>");
    let nodes = parse("a.xml", &text).unwrap();
    let root = nodes[0].element().unwrap();
    let second = root.child("a").unwrap().child("p").unwrap();
    assert_eq!(root.child("p").unwrap().number, 1);
    assert_eq!((second.number, second.child("b").unwrap().child("p").unwrap().number), (2, 3));
    assert!(!parse("a.xml", "<p/>").unwrap()[0].element().unwrap().is_paragraph());
}

#[test]
fn attributes_change_in_place() {
    let mut element = Element::read("a:blip r:embed=\"rId1\" cstate='x&amp;y' ", &Bindings::default());
    assert_eq!(element.attribute("cstate").as_deref(), Some("x&y"));
    element.set_attribute("r:embed", "a\"'b");
    element.set_attribute("n", "1");
    assert_eq!(element.tag, "a:blip r:embed=\"a&quot;&apos;b\" cstate='x&amp;y' n=\"1\"");
    element.remove_attribute("embed");
    let mut slide = Element::read("p:sldId id=\"256\" r:id='rId1'", &Bindings::default());
    assert_eq!((slide.relation_name(), slide.exact("id").as_deref()), (Some("r:id"), Some("256")));
    slide.set_exact("r:id", "rId2");
    slide.set_exact("id", "257");
    assert_eq!(slide.tag, "p:sldId id=\"257\" r:id='rId2'");
    assert_eq!((element.attribute("embed"), element.attribute("n").as_deref()), (None, Some("1")));
}

#[test]
fn what_is_not_well_formed_is_broken() {
    for text in ["<a>", "<a></b>", "</a>", "<a", "<a><b></a></b>", "<a/><b/>", "x<a/>", "<a>&b;</a>"] {
        assert!(matches!(parse("a.xml", text), Err(DocumentError::Broken { .. })), "{text}");
    }
}

#[test]
fn depth_and_floods_are_bounded() {
    let deep = "<a>".repeat(300) + &"</a>".repeat(300);
    assert!(matches!(parse("a.xml", &deep), Err(DocumentError::Refused { .. })));
    let flood: String = (0..2_000).map(|number| format!(" xmlns:n{number}=\"u\"")).collect();
    assert!(matches!(parse("a.xml", &format!("<a{flood}/>")), Err(DocumentError::Refused { .. })));
    let wide: String = (0..200_000).map(|number| format!(" a{number}=\"\"")).collect();
    assert!(parse("a.xml", &format!("<a{wide}/>")).is_ok());
}
