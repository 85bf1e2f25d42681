//! A poster with everything a scene can hold, and the tools that look at its files.

#![allow(dead_code)] // each test file uses its part

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use kurbo::{BezPath, Circle, Rect, RoundedRect};
use vignette::documents::{self, Format};
use vignette::scene::page::Crop;
use vignette::scene::{
    Align, Anchor, Colour, Content, Drawing, Encoding, Fit, Fonts, Frame, Item, Language, Origin, Page,
    Paint, Palette, Paragraph, Picture, PixelSize, Role, Run, Scene, Shape, Stop, TextBox, TextStyle,
    Typeface,
};

const INK: Colour = Colour::hex(0x1B_26_3B);
const PAPER: Colour = Colour::hex(0xF8_F4_EA);
const CORAL: Colour = Colour::hex(0xE0_6C_4F);
const TEAL: Colour = Colour::hex(0x1F_7A_8C);

/// A poster with everything a scene can hold.
pub fn poster() -> (Scene, Vec<Picture>) {
    let items = vec![
        Item::Shape(Shape {
            path: kurbo::Shape::to_path(&Rect::new(0.0, 0.0, 595.28, 420.0), 0.1),
            fill: Some(Paint::linear((0.0, 0.0), (595.0, 420.0), TEAL, INK)),
            stroke: None,
        }),
        Item::Shape(Shape::filled(
            Circle::new((470.0, 110.0), 160.0),
            Paint::Radial {
                centre: (470.0, 110.0).into(),
                radius: 160.0,
                stops: vec![
                    Stop { offset: 0.0, colour: Colour::WHITE.with_alpha(0.6) },
                    Stop { offset: 0.5, colour: CORAL.with_alpha(0.3) },
                    Stop { offset: 1.0, colour: CORAL.with_alpha(0.0) },
                ],
            },
        )),
        Item::Shape(Shape::stroked(wave(), CORAL.with_alpha(0.8), 6.0)),
        Item::Frame(frame(
            Rect::new(60.0, 60.0, 320.0, 380.0),
            Crop::Rounded(24.0),
            "돛단배 두 척이 있는 바다",
        )),
        Item::Frame(frame(Rect::new(360.0, 180.0, 540.0, 360.0), Crop::Ellipse, "A red and blue card")),
        Item::Frame(frame(Rect::new(440.0, 400.0, 540.0, 440.0), Crop::Rectangle, "")),
        text(Role::Kicker, Rect::new(60.0, 450.0, 535.0, 470.0), "TOWN HALL 2026", 12.0, 3.0),
        text(
            Role::Title,
            Rect::new(60.0, 475.0, 400.0, 600.0),
            "전사 타운홀 미팅에 여러분을 초대합니다",
            40.0,
            -0.4,
        ),
        text(
            Role::Subtitle,
            Rect::new(60.0, 600.0, 535.0, 630.0),
            "Quarterly growth & next steps",
            18.0,
            0.0,
        ),
        Item::Shape(Shape::filled(RoundedRect::new(60.0, 640.0, 66.0, 730.0, 3.0), CORAL)),
        text(Role::Date, Rect::new(80.0, 645.0, 535.0, 670.0), "2026년 11월 26일 오후 3시", 16.0, 0.0),
        text(Role::Place, Rect::new(80.0, 675.0, 535.0, 700.0), "대회의실 (본관 3층)", 16.0, 0.0),
        Item::Text(agenda()),
    ];
    let scene = Scene {
        page: Page::a4(),
        title: "전사 타운홀".to_owned(),
        language: Language::Korean,
        palette: palette(),
        background: PAPER,
        items,
    };
    (scene, vec![boats(), card(Encoding::Jpeg), card(Encoding::Png)])
}

fn palette() -> Palette {
    Palette {
        ground: PAPER,
        surface: Colour::WHITE,
        ink: INK,
        muted: TEAL,
        primary: TEAL,
        secondary: INK,
        accent: CORAL,
    }
}

fn wave() -> BezPath {
    let mut path = BezPath::new();
    path.move_to((0.0, 400.0));
    path.curve_to((150.0, 340.0), (300.0, 460.0), (600.0, 380.0));
    path
}

fn frame(bounds: Rect, crop: Crop, alt: &str) -> Frame {
    let (prompt, alt) = (String::new(), alt.to_owned());
    Frame { bounds, crop, fit: Fit::Cover, focus: (0.5, 0.5), prompt, alt, seed: 1, quiet: vec![] }
}

fn style(size: f64, weight: u16, tracking: f64) -> TextStyle {
    TextStyle { typeface: Typeface::Sans, size, weight, colour: INK, tracking }
}

fn text(role: Role, bounds: Rect, words: &str, size: f64, tracking: f64) -> Item {
    let weight = if size > 15.0 { 700 } else { 400 };
    let paragraphs = vec![Paragraph::of(words, style(size, weight, tracking))];
    Item::Text(TextBox { role, bounds, anchor: Anchor::Top, paragraphs })
}

/// Two paragraphs, one of two runs, at the end edge.
fn agenda() -> TextBox {
    let run = |words: &str, weight| Run { text: words.to_owned(), style: style(11.0, weight, 0.0) };
    let paragraph = |runs| Paragraph { align: Align::End, leading: 1.4, space_after: 4.0, runs };
    TextBox {
        role: Role::Body,
        bounds: Rect::new(300.0, 720.0, 535.0, 800.0),
        anchor: Anchor::Bottom,
        paragraphs: vec![
            paragraph(vec![
                run("15:00 ", 700),
                run("실적 공유와 내년 계획을 함께 나누는 시간을 가집니다", 400),
            ]),
            paragraph(vec![run("16:00 Questions", 400)]),
        ],
    }
}

/// A drawing with gradients, wider than its frame.
fn boats() -> Picture {
    let canvas = Rect::new(0.0, 0.0, 400.0, 300.0);
    let mut sail = BezPath::new();
    sail.move_to((150.0, 200.0));
    sail.line_to((150.0, 60.0));
    sail.quad_to((240.0, 120.0), (230.0, 200.0));
    sail.close_path();
    let shapes = vec![
        Shape::filled(canvas, Paint::linear((0.0, 0.0), (0.0, 300.0), Colour::hex(0xFF_D6_A5), CORAL)),
        Shape::filled(
            Circle::new((280.0, 90.0), 50.0),
            Paint::radial((265.0, 75.0), 60.0, Colour::WHITE, CORAL),
        ),
        Shape::filled(Rect::new(-50.0, 210.0, 450.0, 320.0), TEAL.with_alpha(0.85)),
        Shape {
            path: sail,
            fill: Some(Colour::WHITE.into()),
            stroke: Some(vignette::scene::Stroke { colour: INK, width: 4.0 }),
        },
    ];
    picture(
        Content::Drawn(Drawing { size: canvas.size(), shapes }),
        PixelSize::new(800, 600),
        "돛단배 두 척이 있는 바다",
    )
}

/// Red left, blue right, in a file.
fn card(encoding: Encoding) -> Picture {
    let pixels = image::RgbImage::from_fn(200, 160, |x, y| {
        if x < 100 { image::Rgb([200, 30 + (y as u8), 40]) } else { image::Rgb([30, 40, 200]) }
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    let format = if encoding == Encoding::Png { image::ImageFormat::Png } else { image::ImageFormat::Jpeg };
    pixels.write_to(&mut bytes, format).unwrap();
    let bytes: Arc<[u8]> = bytes.into_inner().into();
    let alt = if encoding == Encoding::Png { "" } else { "A red and blue card" };
    picture(Content::Encoded { encoding, bytes }, PixelSize::new(200, 160), alt)
}

fn picture(content: Content, size: PixelSize, alt: &str) -> Picture {
    let (model, alt) = ("vector-1".to_owned(), alt.to_owned());
    Picture { content, size, seed: 1, model, alt, origin: Origin::Procedural, shows: Vec::new(), mark: None }
}

/// The poster in a file that tools can open.
pub fn written(name: &str, format: Format) -> PathBuf {
    let (scene, pictures) = poster();
    let bytes = documents::place(&scene, &pictures, format, &Fonts::system()).unwrap();
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&file, bytes).unwrap();
    file
}

/// What a tool prints about a file; fails with the reason when the tool is missing or unhappy.
pub fn ask(tool: &str, arguments: &[&str], file: &Path) -> String {
    let output = Command::new(tool)
        .args(arguments)
        .arg(file)
        .args((tool == "pdftotext").then_some("-"))
        .output()
        .unwrap_or_else(|error| {
            panic!("{tool} is missing ({error}): `make test` installs poppler-utils and qpdf")
        });
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{tool} on {}: {said}{}",
        file.display(),
        String::from_utf8_lossy(&output.stderr)
    );
    said
}

/// How far two pictures of one size are apart: the mean over all channels, of 255.
pub fn difference(one: &image::RgbImage, two: &image::RgbImage) -> f64 {
    assert_eq!(one.dimensions(), two.dimensions());
    let sum: u64 = one.iter().zip(two.iter()).map(|(one, two)| u64::from(one.abs_diff(*two))).sum();
    sum as f64 / one.len() as f64
}
