//! What is written is well-formed and says what the scene says.

use kurbo::{Circle, Rect, Size};
use quick_xml::Reader;
use quick_xml::events::Event;

use super::*;
use crate::scene::page::Crop;
use crate::scene::{
    Align, Anchor, Colour, Content, Drawing, Fit, Frame, Item, Language, Origin, Page, Paint, Palette,
    Paragraph, PixelSize, Role, Run, Shape, TextBox, TextStyle, Typeface,
};

const RED: Colour = Colour::hex(0xD0_20_20);

fn scene(items: Vec<Item>) -> Scene {
    let palette = Palette {
        ground: Colour::WHITE,
        surface: Colour::WHITE,
        ink: Colour::BLACK,
        muted: Colour::BLACK,
        primary: RED,
        secondary: RED,
        accent: RED,
    };
    Scene {
        page: Page::screen(PixelSize::new(400, 300)),
        title: "Q&A <now> \"올해\"".to_owned(),
        language: Language::Korean,
        palette,
        background: Colour::WHITE,
        items,
    }
}

fn words(align: Align, runs: &[(&str, f64)]) -> Item {
    let style = |size| TextStyle { typeface: Typeface::Sans, size, weight: 400, colour: RED, tracking: 1.0 };
    let runs =
        runs.iter().map(|(text, size)| Run { text: (*text).to_owned(), style: style(*size) }).collect();
    Item::Text(TextBox {
        role: Role::Body,
        bounds: Rect::new(10.0, 10.0, 290.0, 200.0),
        anchor: Anchor::Top,
        paragraphs: vec![Paragraph { align, leading: 1.3, space_after: 0.0, runs }],
    })
}

fn dot() -> Picture {
    let glow = Paint::radial((5.0, 5.0), 4.0, RED, RED.with_alpha(0.5));
    let shapes = vec![Shape::filled(Circle::new((5.0, 5.0), 4.0), glow)];
    Picture {
        content: Content::Drawn(Drawing { size: Size::new(10.0, 10.0), shapes }),
        size: PixelSize::new(100, 100),
        seed: 0,
        model: "test".to_owned(),
        alt: "A \"red\" dot & more".to_owned(),
        origin: Origin::Procedural,
        shows: Vec::new(),
        mark: None,
    }
}

fn frame() -> Item {
    let (prompt, alt) = (String::new(), String::new());
    let bounds = Rect::new(10.0, 10.0, 90.0, 50.0);
    let (crop, fit) = (Crop::Ellipse, Fit::Contain);
    Item::Frame(Frame { bounds, crop, fit, focus: (0.5, 0.5), prompt, alt, seed: 0, quiet: vec![] })
}

/// The file, after a parser has read all of it, and the words in its `text` elements.
fn written(items: Vec<Item>, pictures: &[Picture]) -> (String, String) {
    let file = String::from_utf8(write(&scene(items), pictures, &Fonts::system()).unwrap()).unwrap();
    let mut reader = Reader::from_str(&file);
    let (mut inside, mut words) = (0, String::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) if element.name().as_ref() == b"text" => inside += 1,
            Event::End(element) if element.name().as_ref() == b"text" => inside -= 1,
            Event::Text(text) if inside > 0 => words.push_str(&text.decode().unwrap()),
            Event::GeneralRef(name) if inside > 0 => {
                words
                    .push_str(quick_xml::escape::resolve_predefined_entity(&name.decode().unwrap()).unwrap());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    (file, words)
}

#[test]
fn text_stays_text() {
    let check = |runs: &[(&str, f64)], expected: &str| {
        let (_, words) = written(vec![words(Align::Centre, runs)], &[]);
        assert_eq!(words, expected);
    };
    check(&[("전사 타운홀 <3층> & Q\u{7}A", 12.0)], "전사 타운홀 <3층> & QA");
    check(&[("Bold ", 14.0), ("and plain ", 12.0)], "Bold and plain");
    check(&[(" ", 12.0)], "");
}

#[test]
fn lines_hang_on_their_edge() {
    for (align, expected) in [
        (Align::Start, "<tspan x=\"10\""),
        (Align::Centre, "text-anchor=\"middle\""),
        (Align::End, "x=\"290\""),
    ] {
        let (file, _) = written(vec![words(align, &[("초대합니다", 12.0)])], &[]);
        assert!(file.contains(expected), "{expected} in {file}");
    }
}

#[test]
fn pictures_and_page_say_what_they_show() {
    let (file, _) = written(vec![frame()], &[dot()]);
    for expected in [
        "lang=\"ko\" role=\"img\"",
        "<title>Q&amp;A &lt;now&gt; &quot;올해&quot;</title>",
        "role=\"img\" aria-label=\"A &quot;red&quot; dot &amp; more\"",
        "digitalsourcetype/algorithmicMedia",
        "<radialGradient",
        "stop-opacity=\"0.502\"",
        // Contain: 10 x 10 in 80 x 40 lies in the middle, 40 x 40.
        "<svg x=\"30\" y=\"10\" width=\"40\" height=\"40\"",
    ] {
        assert!(file.contains(expected), "{expected} in {file}");
    }
}
