//! What is painted lies where the scene says.

use kurbo::{Circle, Rect, Size};

use super::*;
use crate::scene::page::Crop;
use crate::scene::{Colour, Fit, Frame, Language, Origin, Page, Palette, Shape};

const RED: Colour = Colour::hex(0xD0_20_20);
const BLUE: Colour = Colour::hex(0x20_20_D0);

fn scene(items: Vec<Item>) -> Scene {
    let palette = Palette {
        ground: Colour::WHITE,
        surface: Colour::WHITE,
        ink: Colour::BLACK,
        muted: Colour::BLACK,
        primary: RED,
        secondary: BLUE,
        accent: RED,
    };
    Scene {
        page: Page::screen(PixelSize::new(100, 100)),
        title: String::new(),
        language: Language::English,
        palette,
        background: Colour::WHITE,
        items,
    }
}

fn frame(crop: Crop, fit: Fit) -> Frame {
    let bounds = Rect::new(0.0, 0.0, 75.0, 75.0);
    let (prompt, alt) = (String::new(), String::new());
    Frame { bounds, crop, fit, focus: (0.5, 0.5), prompt, alt, seed: 0, quiet: vec![] }
}

/// A picture twice as wide as high: red left, blue right.
fn two_colours() -> Picture {
    let halves = [Rect::new(0.0, 0.0, 10.0, 10.0), Rect::new(10.0, 0.0, 20.0, 10.0)];
    let shapes = vec![Shape::filled(halves[0], RED), Shape::filled(halves[1], BLUE)];
    Picture {
        content: Content::Drawn(Drawing { size: Size::new(20.0, 10.0), shapes }),
        size: PixelSize::new(40, 20),
        seed: 0,
        model: "test".into(),
        alt: String::new(),
        origin: Origin::Procedural,
        shows: Vec::new(),
        mark: None,
    }
}

fn check(items: Vec<Item>, pictures: &[Picture], expected: &[((u32, u32), Colour)]) {
    let bytes = render(&scene(items), pictures, &Fonts::from_files([])).unwrap();
    let image = image::load_from_memory(&bytes).unwrap().into_rgba8();
    for ((x, y), colour) in expected {
        let [red, green, blue, _] = image.get_pixel(*x, *y).0;
        assert_eq!(Colour::rgb(red, green, blue), *colour, "at {x},{y}");
    }
}

#[test]
fn shapes_lie_at_their_points() {
    let circle = Shape::filled(Circle::new((37.5, 37.5), 15.0), BLUE);
    check(
        vec![Item::Shape(circle)],
        &[],
        &[((50, 50), BLUE), ((50, 32), BLUE), ((50, 28), Colour::WHITE), ((5, 5), Colour::WHITE)],
    );
}

#[test]
fn cover_cuts_and_contain_leaves_room() {
    let cover = vec![Item::Frame(frame(Crop::Rectangle, Fit::Cover))];
    check(cover, &[two_colours()], &[((2, 2), RED), ((97, 97), BLUE), ((45, 50), RED), ((55, 50), BLUE)]);
    let contain = vec![Item::Frame(frame(Crop::Rectangle, Fit::Contain))];
    check(contain, &[two_colours()], &[((2, 2), Colour::WHITE), ((2, 50), RED), ((97, 50), BLUE)]);
}

#[test]
fn an_ellipse_cuts_the_corners() {
    let items = vec![Item::Frame(frame(Crop::Ellipse, Fit::Cover))];
    check(items, &[two_colours()], &[((3, 3), Colour::WHITE), ((20, 50), RED), ((80, 50), BLUE)]);
}

#[test]
fn an_encoded_picture_fills_its_frame_like_a_drawing() {
    let drawn = two_colours();
    let (bytes, encoding) = encode(&drawn).unwrap();
    let encoded = Picture { content: Content::Encoded { encoding, bytes }, ..drawn };
    let items = vec![Item::Frame(frame(Crop::Rectangle, Fit::Cover))];
    check(items, &[encoded], &[((2, 2), RED), ((97, 97), BLUE), ((30, 50), RED), ((70, 50), BLUE)]);
}

#[test]
fn the_file_says_how_it_was_made() {
    let (bytes, _) = encode(&two_colours()).unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    assert!(text.contains("digitalsourcetype/algorithmicMedia"), "{text}");
}
