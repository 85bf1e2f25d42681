//! Builds `templates/application.pdf`: an application for a training course with every kind of field.
//!
//! `cargo run --example application_form -- templates/application.pdf`

use std::error::Error;

use kurbo::{Rect, RoundedRect};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary, text_string};
use vignette::documents::pdf;
use vignette::scene::{
    Anchor, Colour, Fonts, Item, Language, Page, Palette, Paragraph, Role, Run, Scene, Shape, TextBox,
    TextStyle, Typeface,
};

mod forms;

type Outcome<T> = Result<T, Box<dyn Error>>;

const INK: Colour = Colour::hex(0x1B_2A_41);
const MUTED: Colour = Colour::hex(0x66_70_7C);
const TEAL: Colour = Colour::hex(0x0F_6E_6E);
const LINE: Colour = Colour::hex(0xD5_DA_E0);
const FIELD: Colour = Colour::hex(0xF4_F7_F8);

const LEFT: f64 = 56.0;
const RIGHT: f64 = 539.0;
/// Where the values of the table start.
const VALUES: f64 = 172.0;
/// The photograph: 35 by 45 mm, as passport photographs are.
const PHOTO: Rect = Rect::new(440.0, 132.0, 539.0, 259.0);

const SIGNATURE: Rect = Rect::new(320.0, 726.0, RIGHT, 776.0);

/// One field: its name, what it is for, its place (y from the top), and what else its dictionary says.
struct Plan {
    name: &'static str,
    tooltip: &'static str,
    place: Rect,
    more: Dictionary,
}

/// The rows of the table: top, label, field names are in [`plans`].
const ROWS: [(f64, &str, &str); 10] = [
    (132.0, "이름", "Name"),
    (168.0, "생년월일", "Date of birth"),
    (204.0, "부서", "Department"),
    (240.0, "연락처", "Phone"),
    (276.0, "과정", "Course"),
    (312.0, "희망 지역", "Places"),
    (384.0, "참가 방식", "Attendance"),
    (420.0, "필요한 것", "Needs"),
    (456.0, "예상 비용", "Budget (KRW)"),
    (492.0, "신청 이유", "Reason"),
];

fn main() -> Outcome<()> {
    let target = std::env::args().nth(1).ok_or("say where to write the file")?;
    let page = pdf::write(&scene(), &[], &Fonts::system())?;
    std::fs::write(target, with_form(&page)?)?;
    Ok(())
}

/// Everything but the fields.
fn scene() -> Scene {
    let mut items = vec![
        Item::Shape(Shape::filled(Rect::new(LEFT, 56.0, LEFT + 32.0, 60.0), TEAL)),
        words(Role::Title, Rect::new(LEFT, 66.0, RIGHT, 100.0), &[("교육 신청서", 25.0, 700, INK)]),
        words(
            Role::Body,
            Rect::new(LEFT, 101.0, RIGHT, 118.0),
            &[("Application for a training course", 11.0, 400, MUTED)],
        ),
    ];
    for (top, korean, english) in ROWS {
        items.push(words(
            Role::Body,
            Rect::new(LEFT, top + 2.0, VALUES - 6.0, top + 30.0),
            &[(korean, 11.0, 700, INK), (&format!("\n{english}"), 8.0, 400, MUTED)],
        ));
    }
    items.extend(choices());
    items.extend(closing());
    items.push(Item::Shape(Shape::filled(RoundedRect::new(LEFT, 790.0, RIGHT, 792.0, 1.0), TEAL)));
    Scene {
        page: Page::a4(),
        title: "교육 신청서".to_owned(),
        language: Language::Korean,
        palette: Palette {
            ground: Colour::WHITE,
            surface: FIELD,
            ink: INK,
            muted: MUTED,
            primary: TEAL,
            secondary: INK,
            accent: TEAL,
        },
        background: Colour::WHITE,
        items,
    }
}

/// The words beside the buttons and boxes.
fn choices() -> Vec<Item> {
    let ways = ["현장 On site", "온라인 Online", "혼합 Both"];
    let needs = ["노트북 Laptop", "숙소 Lodging", "통역 Interpreter"];
    let label = |top: f64, (at, label): (usize, &str)| {
        let left = VALUES + 18.0 + 120.0 * at as f64;
        words(Role::Body, Rect::new(left, top, left + 100.0, top + 14.0), &[(label, 10.0, 400, INK)])
    };
    let ways = ways.into_iter().enumerate().map(|way| label(392.0, way));
    ways.chain(needs.into_iter().enumerate().map(|need| label(428.0, need))).collect()
}

/// What is signed.
fn closing() -> Vec<Item> {
    let mut items = Vec::new();
    items.push(Item::Shape(Shape::filled(Rect::new(LEFT, 664.0, RIGHT, 664.6), LINE)));
    items.push(words(
        Role::Body,
        Rect::new(LEFT, 674.0, RIGHT, 690.0),
        &[
            ("위와 같이 교육을 신청합니다. ", 10.0, 400, INK),
            ("I apply for the course above.", 9.0, 400, MUTED),
        ],
    ));
    for (left, korean, english) in [(LEFT, "신청일", "Date"), (320.0, "서명", "Signature")] {
        items.push(words(
            Role::Body,
            Rect::new(left, 706.0, left + 100.0, 722.0),
            &[(korean, 10.0, 700, INK), (&format!("  {english}"), 8.0, 400, MUTED)],
        ));
    }
    items
}

/// Words in several styles; a line break begins a new paragraph.
fn words(role: Role, bounds: Rect, pieces: &[(&str, f64, u16, Colour)]) -> Item {
    let style =
        |size, weight, colour| TextStyle { typeface: Typeface::Sans, size, weight, colour, tracking: 0.0 };
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for (text, size, weight, colour) in pieces {
        let run = |text: &str| Run { text: text.to_owned(), style: style(*size, *weight, *colour) };
        match (text.strip_prefix('\n'), paragraphs.last_mut()) {
            (None, Some(paragraph)) => paragraph.runs.push(run(text)),
            (rest, _) => {
                let own = rest.unwrap_or(text);
                let paragraph = Paragraph::of(own, style(*size, *weight, *colour));
                paragraphs.push(Paragraph { runs: vec![run(own)], ..paragraph });
            }
        }
    }
    Item::Text(TextBox { role, bounds, anchor: Anchor::Top, paragraphs })
}

const REQUIRED: i64 = 1 << 1;
const MULTILINE: i64 = 1 << 12;
const COMBO: i64 = 1 << 17;
const MANY: i64 = 1 << 21;
const COMB: i64 = 1 << 24;

fn plans() -> Vec<Plan> {
    let courses = [("data", "데이터 분석 기초"), ("plan", "프로젝트 기획"), ("talk", "발표와 소통")];
    let places =
        [("seoul", "서울"), ("busan", "부산"), ("daejeon", "대전"), ("gwangju", "광주"), ("jeju", "제주")];
    let row = |top: f64, right: f64| Rect::new(VALUES, top, right, top + 26.0);
    let small = forms::string("/Helv 9.5 Tf 0.106 0.165 0.255 rg");
    let list = dictionary! { "FT" => "Ch", "Opt" => options(&places), "DA" => small };
    let course = dictionary! { "FT" => "Ch", "Opt" => options(&courses) };
    let none = Dictionary::new;
    vec![
        photo(),
        text("name", "이름 (Name)", row(132.0, 424.0), REQUIRED, none()),
        text(
            "birth",
            "생년월일 8자리 (Date of birth)",
            row(168.0, 424.0),
            COMB,
            dictionary! { "MaxLen" => 8 },
        ),
        text("department", "부서 (Department)", row(204.0, 424.0), 0, none()),
        text("phone", "연락처 (Phone)", row(240.0, 424.0), 0, dictionary! { "MaxLen" => 13 }),
        text("course", "과정 (Course)", row(276.0, RIGHT), COMBO, course),
        text("places", "희망 지역, 여럿 가능 (Places)", Rect::new(VALUES, 312.0, RIGHT, 374.0), MANY, list),
        tick("laptop", "노트북 (Laptop)", VALUES),
        tick("lodging", "숙소 (Lodging)", VALUES + 120.0),
        tick("interpreter", "통역 (Interpreter)", VALUES + 240.0),
        text("budget", "예상 비용, 원 (Budget in won)", row(456.0, 320.0), 0, dictionary! { "Q" => 2 }),
        text("reason", "신청 이유 (Reason)", Rect::new(VALUES, 492.0, RIGHT, 652.0), MULTILINE, none()),
        text("date", "신청일 (Date)", Rect::new(LEFT, 726.0, 260.0, 752.0), 0, none()),
        text("signature", "서명 (Signature)", SIGNATURE, 0, dictionary! { "FT" => "Sig" }),
    ]
}

/// A field with ground and border; what `more` says wins.
fn text(name: &'static str, tooltip: &'static str, place: Rect, flags: i64, more: Dictionary) -> Plan {
    let look = dictionary! { "BG" => colour(FIELD), "BC" => colour(LINE) };
    let mut all = dictionary! { "FT" => "Tx", "Ff" => flags, "MK" => look };
    more.into_iter().for_each(|(key, value)| all.set(key, value));
    Plan { name, tooltip, place, more: all }
}

fn photo() -> Plan {
    let look = dictionary! { "BG" => colour(FIELD), "BC" => colour(LINE), "TP" => 1 };
    Plan {
        name: "photo",
        tooltip: "신청인의 사진 (Photograph of the applicant)",
        place: PHOTO,
        more: dictionary! { "FT" => "Btn", "Ff" => 1_i64 << 16, "MK" => look },
    }
}

fn tick(name: &'static str, tooltip: &'static str, left: f64) -> Plan {
    let look = dictionary! { "BC" => colour(MUTED), "CA" => forms::string("4") };
    let place = Rect::new(left, 427.0, left + 13.0, 440.0);
    Plan { name, tooltip, place, more: dictionary! { "FT" => "Btn", "MK" => look } }
}

fn options(options: &[(&str, &str)]) -> Vec<Object> {
    options.iter().map(|(kept, shown)| vec![text_string(kept), text_string(shown)].into()).collect()
}

/// The page with its fields.
fn with_form(page: &[u8]) -> Outcome<Vec<u8>> {
    let mut document = Document::load_mem(page)?;
    let page_id = document.page_iter().next().ok_or("the page is missing")?;
    let mut widgets: Vec<ObjectId> = plans().iter().map(|plan| field(&mut document, page_id, plan)).collect();
    let needs = needs(&mut document, &widgets[7..10])?;
    let (group, kids) = attendance(&mut document, page_id);
    widgets.splice(7..7, kids.iter().copied());
    forms::finish(document, page_id, &widgets, &[(group, kids), needs])
}

/// The field above the check boxes.
fn needs(document: &mut Document, boxes: &[ObjectId]) -> Outcome<(ObjectId, Vec<ObjectId>)> {
    let references: Vec<Object> = boxes.iter().map(|id| Object::Reference(*id)).collect();
    let group = document.add_object(dictionary! { "T" => text_string("needs"), "Kids" => references });
    for id in boxes {
        document.get_dictionary_mut(*id)?.set("Parent", group);
    }
    Ok((group, boxes.to_vec()))
}

fn field(document: &mut Document, page: ObjectId, plan: &Plan) -> ObjectId {
    let empty = forms::form(document, plan.place, ground(plan));
    let mut field = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Widget",
        "T" => text_string(plan.name),
        "TU" => text_string(plan.tooltip),
        "F" => 4, // printed
        "DA" => forms::string("/Helv 11 Tf 0.106 0.165 0.255 rg"),
        "Rect" => forms::corners(plan.place),
        "P" => page,
    };
    let is_tick = !plan.more.has(b"Ff");
    let shown = if is_tick {
        box_looks(document, plan.place)
    } else {
        dictionary! { "N" => empty }
    };
    field.set("AP", shown);
    if is_tick {
        field.set("V", "Off");
        field.set("AS", "Off");
    }
    plan.more.iter().for_each(|(key, value)| field.set(key.clone(), value.clone()));
    document.add_object(field)
}

/// A radio group: one of three ways to attend.
fn attendance(document: &mut Document, page: ObjectId) -> (ObjectId, Vec<ObjectId>) {
    let group = document.new_object_id();
    let ways = [("onsite", "현장 (On site)"), ("online", "온라인 (Online)"), ("both", "혼합 (Both)")];
    let kids: Vec<ObjectId> = (0..)
        .zip(ways)
        .map(|(at, (name, tooltip))| {
            let left = VALUES + 120.0 * f64::from(at);
            let place = Rect::new(left, 391.0, left + 13.0, 404.0);
            let ring = |dot: bool| {
                let ring = "0.4 0.44 0.49 RG 0.8 w 12.5 6.5 m 12.5 9.81 9.81 12.5 6.5 12.5 c 3.19 12.5 0.5 9.81 0.5 6.5 c 0.5 3.19 3.19 0.5 6.5 0.5 c 9.81 0.5 12.5 3.19 12.5 6.5 c h S";
                let filled = "0.06 0.43 0.43 rg 9.5 6.5 m 9.5 8.16 8.16 9.5 6.5 9.5 c 4.84 9.5 3.5 8.16 3.5 6.5 c 3.5 4.84 4.84 3.5 6.5 3.5 c 8.16 3.5 9.5 4.84 9.5 6.5 c h f";
                if dot { format!("{ring} {filled}") } else { ring.to_owned() }
            };
            let mut states = dictionary! { "Off" => forms::form(document, place, ring(false)) };
            states.set(name, forms::form(document, place, ring(true)));
            document.add_object(dictionary! {
                "Type" => "Annot",
                "Subtype" => "Widget",
                "Parent" => group,
                "TU" => text_string(tooltip),
                "F" => 4,
                "Rect" => forms::corners(place),
                "P" => page,
                "AS" => "Off",
                "AP" => dictionary! { "N" => states },
            })
        })
        .collect();
    let references: Vec<Object> = kids.iter().map(|kid| Object::Reference(*kid)).collect();
    document.set_object(
        group,
        dictionary! {
            "FT" => "Btn",
            "T" => text_string("attendance"),
            "TU" => text_string("참가 방식 (Attendance)"),
            "Ff" => (1_i64 << 15) | (1 << 14), // radio buttons, one always stays on
            "Kids" => references,
        },
    );
    (group, kids)
}

/// The two looks of a check box.
fn box_looks(document: &mut Document, place: Rect) -> Dictionary {
    let square = "0.4 0.44 0.49 RG 0.8 w 0.5 0.5 12 12 re S";
    let mark = "0.06 0.43 0.43 RG 1.8 w 1 J 1 j 3 6.6 m 5.6 3.8 l 10.2 9.6 l S";
    let off = forms::form(document, place, square.to_owned());
    let on = forms::form(document, place, format!("{square} {mark}"));
    dictionary! { "N" => dictionary! { "Off" => off, "Yes" => on } }
}

/// What an empty field shows: its ground and its border.
fn ground(plan: &Plan) -> String {
    let parts = |colour: Colour| {
        let part = |byte: u8| format!("{:.3}", f64::from(byte) / 255.0);
        [part(colour.red), part(colour.green), part(colour.blue)].join(" ")
    };
    let (width, height) = (plan.place.width(), plan.place.height());
    format!(
        "{} rg 0 0 {width} {height} re f {} RG 0.5 0.5 {} {} re S",
        parts(FIELD),
        parts(LINE),
        width - 1.0,
        height - 1.0
    )
}

fn colour(colour: Colour) -> Object {
    let part = |byte: u8| Object::Real(f32::from(byte) / 255.0);
    vec![part(colour.red), part(colour.green), part(colour.blue)].into()
}
