//! Builds `templates/poster.pdf`: an A4 meeting poster with form fields, made by our own PDF writer and lopdf.
//!
//! `cargo run --example poster_template -- templates/poster.pdf`

use std::error::Error;

use kurbo::{Circle, Rect, RoundedRect};
use lopdf::{Document, ObjectId, dictionary, text_string};
use vignette::documents::pdf;
use vignette::scene::{
    Anchor, Colour, Fonts, Item, Language, Page, Palette, Paragraph, Role, Run, Scene, Shape, TextBox,
    TextStyle, Typeface,
};

type Outcome<T> = Result<T, Box<dyn Error>>;

mod forms;

const PAPER: Colour = Colour::hex(0xFB_F8_F2);
const INK: Colour = Colour::hex(0x1D_2B_3A);
const MUTED: Colour = Colour::hex(0x6B_72_7B);
const CORAL: Colour = Colour::hex(0xE2_6D_4F);
const LINE: Colour = Colour::hex(0xD9_D2_C4);

const WIDTH: f64 = 595.28;
/// The left and right edge of the text.
const LEFT: f64 = 56.0;
const RIGHT: f64 = WIDTH - LEFT;
/// Where the values of the table start.
const VALUES: f64 = 150.0;

fn main() -> Outcome<()> {
    let target = std::env::args().nth(1).ok_or("say where to write the file")?;
    let page = pdf::write(&scene(), &[], &Fonts::system())?;
    std::fs::write(target, with_form(&page)?)?;
    Ok(())
}

/// Everything but the fields.
fn scene() -> Scene {
    let mut items = vec![
        Item::Shape(Shape::filled(Rect::new(LEFT, 446.0, LEFT + 28.0, 450.0), CORAL)),
        label(Role::Kicker, 459.7, "회의 안내", "MEETING"),
    ];
    for (top, korean, english) in [(604.0, "일시", "Date"), (646.0, "장소", "Place"), (688.0, "주최", "Host")]
    {
        items.push(Item::Shape(Shape::filled(Rect::new(LEFT, top - 6.0, RIGHT, top - 5.4), LINE)));
        items.push(label(Role::Body, top + 9.7, korean, english));
    }
    items.push(Item::Shape(Shape::filled(Rect::new(LEFT, 724.0, RIGHT, 724.6), LINE)));
    items.push(Item::Shape(Shape::filled(RoundedRect::new(LEFT, 816.0, RIGHT, 818.0, 1.0), CORAL)));
    items.push(Item::Shape(Shape::filled(Circle::new((RIGHT, 817.0), 4.0), INK)));
    Scene {
        page: Page::a4(),
        title: "회의 포스터".to_owned(),
        language: Language::Korean,
        palette: Palette {
            ground: PAPER,
            surface: Colour::WHITE,
            ink: INK,
            muted: MUTED,
            primary: CORAL,
            secondary: INK,
            accent: CORAL,
        },
        background: PAPER,
        items,
    }
}

/// A name in Korean and, quieter, in English.
fn label(role: Role, top: f64, korean: &str, english: &str) -> Item {
    let run = |text: String, size, weight, colour| Run {
        text,
        style: TextStyle { typeface: Typeface::Sans, size, weight, colour, tracking: 0.0 },
    };
    let runs = vec![run(format!("{korean}  "), 11.0, 700, INK), run(english.to_owned(), 9.0, 400, MUTED)];
    Item::Text(TextBox {
        role,
        bounds: Rect::new(LEFT, top, LEFT + 200.0, top + 18.0),
        anchor: Anchor::Top,
        paragraphs: vec![Paragraph { runs, ..Paragraph::of("", run(String::new(), 11.0, 400, INK).style) }],
    })
}

/// A field to add: name, what it is for, place (y from the top), appearance, flags.
struct Plan {
    name: &'static str,
    tooltip: &'static str,
    place: Rect,
    appearance: &'static str,
    flags: i64,
}

const REQUIRED: i64 = 1 << 1;
const MULTILINE: i64 = 1 << 12;

fn plans() -> Vec<Plan> {
    let value = "/Helv 15 Tf 0.114 0.169 0.227 rg";
    let text = |name, tooltip, place, appearance, flags| Plan { name, tooltip, place, appearance, flags };
    vec![
        text(
            "title",
            "회의 제목 (Title)",
            Rect::new(LEFT - 2.0, 484.0, RIGHT, 590.0),
            "/HeBo 36 Tf 0.114 0.169 0.227 rg",
            REQUIRED | MULTILINE,
        ),
        text("date", "날짜 (Date)", Rect::new(VALUES, 605.5, 360.0, 633.5), value, REQUIRED),
        text("time", "시간 (Time)", Rect::new(368.0, 605.5, RIGHT, 633.5), value, REQUIRED),
        text("place", "장소 (Place)", Rect::new(VALUES, 647.5, RIGHT, 675.5), value, REQUIRED),
        text("host", "주최 (Host)", Rect::new(VALUES, 689.5, RIGHT, 717.5), value, 0),
        text(
            "note",
            "안내 사항 (Note)",
            Rect::new(LEFT - 2.0, 734.0, RIGHT, 806.0),
            "/Helv 11 Tf 0.42 0.447 0.482 rg",
            MULTILINE,
        ),
    ]
}

/// The page with its fields, each in the structure that screen readers follow.
fn with_form(page: &[u8]) -> Outcome<Vec<u8>> {
    let mut document = Document::load_mem(page)?;
    let page_id = document.page_iter().next().ok_or("the page is missing")?;
    let picture = picture_button(&mut document, page_id);
    let mut fields = vec![picture];
    fields.extend(plans().iter().map(|plan| text_field(&mut document, page_id, plan)));
    forms::finish(document, page_id, &fields, &[])
}

fn text_field(document: &mut Document, page: ObjectId, plan: &Plan) -> ObjectId {
    let empty = forms::form(document, plan.place, String::new());
    document.add_object(dictionary! {
        "Type" => "Annot",
        "Subtype" => "Widget",
        "FT" => "Tx",
        "T" => text_string(plan.name),
        "TU" => text_string(plan.tooltip),
        "Ff" => plan.flags,
        "F" => 4, // printed
        "DA" => forms::string(plan.appearance),
        "Rect" => forms::corners(plan.place),
        "P" => page,
        "AP" => dictionary! { "N" => empty },
    })
}

/// The picture's place: until it is filled it shows hills under a sun, so that the empty poster is one too.
fn picture_button(document: &mut Document, page: ObjectId) -> ObjectId {
    let place = Rect::new(0.0, 0.0, WIDTH, 410.0);
    let icon = forms::form(document, place, landscape());
    document.add_object(dictionary! {
        "Type" => "Annot",
        "Subtype" => "Widget",
        "FT" => "Btn",
        "T" => text_string("picture"),
        "TU" => text_string("회의 주제를 나타내는 그림 (An illustration of the meeting's subject)"),
        "Ff" => 1_i64 << 16, // a push button
        "F" => 4,
        "Rect" => forms::corners(place),
        "P" => page,
        "MK" => dictionary! { "TP" => 1, "I" => icon },
        "AP" => dictionary! { "N" => icon },
    })
}

fn landscape() -> String {
    let colour = |colour: Colour| {
        let part = |byte: u8| f64::from(byte) / 255.0;
        format!("{:.3} {:.3} {:.3} rg", part(colour.red), part(colour.green), part(colour.blue))
    };
    let sky = format!("{} 0 0 596 410 re f", colour(Colour::hex(0xF6_DD_C8)));
    let sun = Circle::new((420.0, 235.0), 78.0);
    let sun = format!("{} {} f", colour(Colour::hex(0xF2_A9_7E)), operators(sun));
    let hill = |fill: u32, curve: &str| format!("{} 0 0 m {curve} 596 0 l h f", colour(Colour::hex(fill)));
    let far = hill(0xC9_8F_86, "0 150 l 130 250 220 210 320 150 c 420 95 500 190 596 175 c");
    let middle = hill(0x6E_6B_7B, "0 95 l 120 60 200 165 330 120 c 430 85 520 60 596 110 c");
    let near = hill(0x1D_2B_3A, "0 40 l 160 105 260 20 380 45 c 470 62 530 40 596 60 c");
    [sky, sun, far, middle, near].join("\n")
}

/// A circle as path operators.
fn operators(shape: impl kurbo::Shape) -> String {
    let at = |point: kurbo::Point| format!("{:.2} {:.2}", point.x, point.y);
    let element = |element| match element {
        kurbo::PathEl::MoveTo(to) => format!("{} m", at(to)),
        kurbo::PathEl::LineTo(to) => format!("{} l", at(to)),
        kurbo::PathEl::QuadTo(one, to) => format!("{} {} {} c", at(one), at(one), at(to)),
        kurbo::PathEl::CurveTo(one, two, to) => format!("{} {} {} c", at(one), at(two), at(to)),
        kurbo::PathEl::ClosePath => "h".to_owned(),
    };
    shape.path_elements(0.1).map(element).collect::<Vec<_>>().join(" ")
}
