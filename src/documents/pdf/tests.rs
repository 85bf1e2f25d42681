//! What is written is valid (krilla judges), and what cannot be written says why.

use std::sync::Arc;

use kurbo::{BezPath, Circle, Point, Rect, Shape as _};

use super::*;
use crate::scene::page::Crop;
use crate::scene::{
    Anchor, Colour, Content, Drawing, Encoding, Fit, Frame, Language, Origin, Page, Paint, Palette,
    Paragraph, PixelSize, Shape, Stop, Stroke, TextBox, TextStyle, Typeface,
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
        title: String::new(),
        language: Language::English,
        palette,
        background: Colour::WHITE,
        items,
    }
}

fn frame(alt: &str, bounds: Rect) -> Item {
    let (prompt, alt) = (String::new(), alt.to_owned());
    let (crop, fit) = (Crop::Rounded(4.0), Fit::Cover);
    Item::Frame(Frame { bounds, crop, fit, focus: (0.5, 0.5), prompt, alt, seed: 0, quiet: vec![] })
}

fn text(role: Role, words: &str) -> Item {
    let style = TextStyle {
        typeface: Typeface::Sans,
        size: 12.0,
        weight: 400,
        colour: RED.with_alpha(0.9),
        tracking: 2.0,
    };
    Item::Text(TextBox {
        role,
        bounds: Rect::new(10.0, 10.0, 290.0, 200.0),
        anchor: Anchor::Top,
        paragraphs: words.split('|').map(|words| Paragraph::of(words, style.clone())).collect(),
    })
}

fn picture(content: Content, origin: Origin) -> Picture {
    let (model, alt) = ("test".to_owned(), "A red dot".to_owned());
    Picture {
        content,
        size: PixelSize::new(8, 8),
        seed: 0,
        model,
        alt,
        origin,
        shows: Vec::new(),
        mark: None,
    }
}

fn file(encoding: Encoding, bytes: &[u8]) -> Picture {
    picture(Content::Encoded { encoding, bytes: Arc::from(bytes) }, Origin::Trained)
}

fn drawn(shapes: Vec<Shape>) -> Picture {
    let size = kurbo::Size::new(10.0, 10.0);
    picture(Content::Drawn(Drawing { size, shapes }), Origin::Procedural)
}

/// Writes the items and gives the file as text, for looking up what is not compressed.
fn written(items: Vec<Item>, pictures: &[Picture]) -> String {
    let bytes = write(&scene(items), pictures, &Fonts::system()).unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn any_order_of_roles_gives_a_valid_structure() {
    use Role::{Body, Date, Host, Kicker, Note, Place, Subtitle, Title};
    let check = |roles: &[Role], expected: &[&str]| {
        let file = written(roles.iter().map(|role| text(*role, "One|Two three")).collect(), &[]);
        let found: Vec<_> =
            file.split("/S/").skip(1).map(|rest| rest.split(['/', '>']).next().unwrap()).collect();
        let found: Vec<_> = found.into_iter().filter(|tag| ["P", "H1", "H2"].contains(tag)).collect();
        assert_eq!(found, expected, "{roles:?}");
    };
    check(&[Kicker, Title, Subtitle], &["P", "P", "H1", "H2"]);
    check(&[Subtitle, Title], &["P", "H1"]);
    check(&[Title, Title, Date], &["H1", "H1", "P", "P"]);
    check(&[Place, Host, Body, Note], &["P"; 8]);
    check(&[], &[]);
}

#[test]
fn pictures_are_figures_unless_they_decorate() {
    let dot = drawn(vec![Shape::filled(Circle::new((5.0, 5.0), 4.0), RED)]);
    let bounds = Rect::new(10.0, 10.0, 90.0, 90.0);
    let file = written(vec![frame("A red dot", bounds)], std::slice::from_ref(&dot));
    assert!(file.contains("/Alt(A red dot)") && file.contains("algorithmicMedia"), "{file}");
    let silent = Picture { alt: String::new(), ..dot };
    let file = written(vec![frame("", bounds)], &[silent]);
    assert!(!file.contains("/Figure"), "{file}");
}

#[test]
fn nothing_odd_breaks_the_writer() {
    let stops = vec![Stop { offset: 0.5, colour: RED }];
    let nowhere = Point::new(5.0, 5.0);
    let both = [Stop { offset: 0.9, colour: RED }, Stop { offset: 0.1, colour: RED.with_alpha(0.2) }];
    let paints = [
        Paint::Linear { from: nowhere, to: nowhere, stops: both.to_vec() },
        Paint::Linear { from: nowhere, to: Point::ZERO, stops: both.to_vec() },
        Paint::Linear { from: nowhere, to: Point::ZERO, stops: stops.clone() },
        Paint::Radial { centre: nowhere, radius: 0.0, stops },
        Paint::Radial { centre: nowhere, radius: 3.0, stops: vec![] },
    ];
    let mut shapes: Vec<_> = paints.map(|paint| Shape::filled(Circle::new(nowhere, 4.0), paint)).into();
    let none = Stroke { colour: RED, width: 0.0 };
    shapes.push(Shape { path: BezPath::new(), fill: Some(RED.into()), stroke: None });
    shapes.push(Shape { path: Circle::new(nowhere, 2.0).to_path(0.1), fill: None, stroke: Some(none) });
    let mut items: Vec<_> = shapes.iter().cloned().map(Item::Shape).collect();
    items.push(frame("Nothing", Rect::new(10.0, 10.0, 10.0, 90.0)));
    items.push(frame("Dots", Rect::new(10.0, 10.0, 90.0, 20.0)));
    items.push(frame("No picture", Rect::new(10.0, 10.0, 90.0, 20.0)));
    items.push(text(Role::Body, " | "));
    written(items, &[drawn(shapes.clone()), drawn(shapes)]);
}

#[test]
fn plain_png_pixels_stay_as_they_are() {
    let pixels = ::image::RgbImage::from_fn(40, 30, |x, y| ::image::Rgb([x as u8 * 6, y as u8 * 8, 99]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut bytes, ::image::ImageFormat::Png).unwrap();
    let bytes = bytes.into_inner();
    let packed = crate::documents::image_file::png_pixels(&bytes).unwrap().data;
    let items = vec![
        frame("one", Rect::new(10.0, 10.0, 90.0, 90.0)),
        frame("two", Rect::new(110.0, 10.0, 190.0, 90.0)),
    ];
    let pictures = [file(Encoding::Png, &bytes), file(Encoding::Png, &bytes)];
    let page = write(&scene(items), &pictures, &Fonts::system()).unwrap();
    assert_eq!(page.windows(packed.len()).filter(|window| *window == packed).count(), 2);
    let text = String::from_utf8_lossy(&page).into_owned();
    assert!(text.contains("/Colors 3/BitsPerComponent 8/Columns 40>>/Width 40/Height 30"), "{text}");
    assert!(!text.contains("/Height 1/") && text.contains("trainedAlgorithmicMedia"), "{text}");
}

#[test]
fn a_variable_font_is_embedded_at_its_weight() {
    let data = include_bytes!("../../../tests/fixtures/variable.ttf").to_vec();
    let run = |coordinate: i16| crate::scene::PlacedRun {
        font: crate::scene::typeset::FontData::new(data.clone().into(), 0),
        coordinates: vec![coordinate],
        style: TextStyle { typeface: Typeface::Sans, size: 9.0, weight: 900, colour: RED, tracking: 0.0 },
        source: 0,
        text: "H".to_owned(),
        glyphs: vec![],
    };
    let mut shelf = fonts::FontShelf::default();
    let regular = shelf.font(&run(0)).unwrap();
    assert!(regular == shelf.font(&run(0)).unwrap());
    assert!(regular != shelf.font(&run(16384)).unwrap());
}

#[test]
fn a_broken_picture_is_named() {
    let png = {
        let mut bytes = std::io::Cursor::new(Vec::new());
        ::image::RgbaImage::new(64, 64).write_to(&mut bytes, ::image::ImageFormat::Png).unwrap();
        bytes.into_inner()
    };
    let check = |encoding, bytes: &[u8], place: &str| {
        let items = vec![frame("the dot", Rect::new(10.0, 10.0, 90.0, 90.0))];
        let error = write(&scene(items), &[file(encoding, bytes)], &Fonts::system()).unwrap_err();
        assert!(matches!(&error, DocumentError::Picture { place: named, .. } if named == place), "{error}");
    };
    check(Encoding::Png, b"not a picture", "the dot");
    check(Encoding::Jpeg, b"not a picture", "the dot");
    check(Encoding::Jpeg, &png, "the dot");
    check(Encoding::Png, &png[..60], "a frame of the page");
}

#[test]
fn a_character_without_a_font_is_an_error() {
    let error = write(&scene(vec![text(Role::Body, "Logo \u{E123}")]), &[], &Fonts::system()).unwrap_err();
    assert!(matches!(error, DocumentError::Typeset(_)), "{error}");
}
