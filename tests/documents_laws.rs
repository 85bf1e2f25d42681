//! Laws that hold for every document, tried on made-up ones: text filled in place is the text that minijinja makes of
//! the whole, however it is cut into runs, tables and content controls; what holds no tag stays as it is.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

#[path = "fill_docx/docx.rs"]
#[allow(dead_code)] // other tests need more of it
mod docx;

use std::collections::BTreeMap;

use minijinja::Environment;
use minijinja::value::Serde;
use proptest::prelude::*;
use serde_json::{Value, json};
use vignette::documents::Limits;
use vignette::documents::check::check;
use vignette::documents::package::xml::escape;
use vignette::documents::package::{Kind, Package};
use vignette::documents::template::{FillOptions, Template};
use vignette::scene::Fonts;

use docx::{Docx, part};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A piece of a document.
#[derive(Clone, Debug)]
enum Block {
    /// Running text, a new run at each of these places; some have a picture at the end.
    Paragraph { text: String, cuts: Vec<usize>, has_picture: bool },
    /// Rows of cells.
    Table(Vec<Vec<Vec<Block>>>),
    /// A content control.
    Control(Vec<Block>),
    /// What stands between a loop's two paragraphs; `x` is the item.
    Repeat(Vec<Block>),
    /// What stands between a condition's two paragraphs.
    Choose(bool, Vec<Block>),
}

fn data() -> Value {
    json!({
        "a": "A <&> \"b\" 'c'", "long": "one\ntwo\tthree", "n": 12.5, "yes": true, "no": false, "x": "outside",
        "list": ["하나", "two", "{{ a }}"], "deep": {"er": [{"name": "x & y"}]},
    })
}

impl Block {
    fn xml(&self) -> String {
        let all = |blocks: &[Self]| blocks.iter().map(Self::xml).collect::<String>();
        let alone = |tag: &str| docx::paragraph(&escape(tag));
        match self {
            Self::Paragraph { text, cuts, has_picture } => paragraph(text, cuts, *has_picture),
            Self::Table(rows) => {
                let cell = |cell: &Vec<Self>| format!("<w:tc><w:tcPr/>{}</w:tc>", all(cell));
                let row = |row: &Vec<Vec<Self>>| {
                    format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>())
                };
                let columns = "<w:gridCol w:w=\"900\"/>".repeat(rows[0].len());
                let rows: String = rows.iter().map(row).collect();
                format!("<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>")
            }
            Self::Control(blocks) => {
                format!("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", all(blocks))
            }
            Self::Repeat(blocks) => {
                [alone("{% for x in list %}"), all(blocks), alone("{% endfor %}")].concat()
            }
            Self::Choose(holds, blocks) => {
                let condition = if *holds { "{% if yes %}" } else { "{%p if no %}" };
                [alone(condition), all(blocks), alone("{% endif %}")].concat()
            }
        }
    }

    /// The texts of its paragraphs once filled, by minijinja.
    fn expected(&self, data: &Value, texts: &mut Vec<String>) {
        let mut all =
            |blocks: &[Self], data: &Value| blocks.iter().for_each(|block| block.expected(data, texts));
        match self {
            Self::Paragraph { text, .. } => {
                texts.push(Environment::new().render_str(text, Serde(data)).unwrap());
            }
            Self::Table(rows) => rows.iter().flatten().for_each(|cell| all(cell, data)),
            Self::Control(blocks) | Self::Choose(true, blocks) => all(blocks, data),
            Self::Choose(false, _) => {}
            Self::Repeat(blocks) => {
                for item in data["list"].as_array().unwrap() {
                    let mut inner = data.clone();
                    inner["x"] = item.clone();
                    all(blocks, &inner);
                }
            }
        }
    }
}

/// A paragraph cut into runs, with what proofing and bookmarks leave between them.
fn paragraph(text: &str, cuts: &[usize], has_picture: bool) -> String {
    let mut runs = vec![String::new()];
    for (at, character) in text.chars().enumerate() {
        if cuts.contains(&at) {
            runs.push(String::new());
        }
        runs.last_mut().unwrap().push(character);
    }
    let run = |(at, text): (usize, &String)| {
        let bold = if at % 2 == 1 { "<w:rPr><w:b/></w:rPr>" } else { "" };
        let between = ["<w:proofErr w:type=\"spellStart\"/>", "<w:lastRenderedPageBreak/>", ""][at % 3];
        let between =
            if between.contains("last") { format!("<w:r>{between}</w:r>") } else { between.to_owned() };
        format!("<w:r>{bold}<w:t xml:space=\"preserve\">{}</w:t></w:r>{between}", escape(text))
    };
    let runs: String = runs.iter().enumerate().map(run).collect();
    let picture = docx::drawing("plain", "rId9");
    let picture = picture.trim_start_matches("<w:p>").trim_end_matches("</w:p>");
    format!("<w:p>{runs}{}</w:p>", if has_picture { picture } else { "" })
}

/// The texts of all paragraphs of a main part, by another parser.
fn texts(xml: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(xml).unwrap();
    let is = |node: &roxmltree::Node<'_, '_>, name| node.has_tag_name((WORD, name));
    let text = |paragraph: roxmltree::Node<'_, '_>| {
        paragraph
            .descendants()
            .map(|node| match () {
                () if is(&node, "t") => node.text().unwrap_or_default().to_owned(),
                () if is(&node, "br") => "\n".to_owned(),
                () if is(&node, "tab") => "\t".to_owned(),
                () => String::new(),
            })
            .collect()
    };
    document.descendants().filter(|node| is(node, "p")).map(text).collect()
}

/// Running text that begins with a letter, so that no tag stands alone in its paragraph or row.
fn running_text(tags: bool) -> impl Strategy<Value = String> {
    let literal = prop_oneof!["[a-z가-힣<&>\"' ]{0,6}", Just("{ x } % # }".to_owned())];
    let tag = prop::sample::select(vec![
        "{{ a }}",
        "{{a|upper}}",
        "{{ n }}",
        "{{ x }}",
        "{{ long }}",
        "{{ deep.er[0].name }}",
        "{# gone #}",
        "{{ 'q' ~ x }}",
        "{% if yes %}1{{ x }}{% else %}2{% endif %}",
        "{% if no %}1{% endif %}",
        "{% for y in list %}{{ y }}{% if not loop.last %}, {% endif %}{% endfor %}",
    ]);
    let piece =
        if tags { prop_oneof![literal, tag.prop_map(str::to_owned)].boxed() } else { literal.boxed() };
    prop::collection::vec(piece, 0..5).prop_map(|pieces| format!("t{}", pieces.concat()))
}

fn block(tags: bool) -> impl Strategy<Value = Block> {
    let paragraph = move || {
        (running_text(tags), prop::collection::vec(0_usize..60, 0..8), prop::bool::weighted(0.2))
            .prop_map(|(text, cuts, has_picture)| Block::Paragraph { text, cuts, has_picture })
    };
    paragraph().prop_recursive(3, 12, 3, move |inner| {
        let blocks = || prop::collection::vec(inner.clone(), 1..3);
        let cell = (blocks(), paragraph()).prop_map(|(blocks, last)| [blocks, vec![last]].concat());
        let row = prop::collection::vec(cell, 2);
        let plain = prop_oneof![
            prop::collection::vec(row, 1..3).prop_map(Block::Table),
            blocks().prop_map(Block::Control),
        ];
        match tags {
            false => plain.boxed(),
            true => prop_oneof![
                plain,
                blocks().prop_map(Block::Repeat),
                (any::<bool>(), blocks()).prop_map(|(holds, blocks)| Block::Choose(holds, blocks)),
            ]
            .boxed(),
        }
    })
}

fn file(blocks: &[Block]) -> Vec<u8> {
    let body: String = blocks.iter().map(Block::xml).collect();
    Docx::new(&(body + &docx::paragraph("end"))).picture("rId9").file()
}

fn fill(file: &[u8]) -> Vec<u8> {
    let template = Template::open(file, &Limits::DEFAULT).unwrap();
    template.fill(&data(), &BTreeMap::new(), &FillOptions::default(), &Fonts::from_files([])).unwrap()
}

/// The rules a file breaks, other than those its template broke.
fn new_faults(file: &[u8], template: &[u8]) -> Vec<String> {
    let rules = |file: &[u8]| check(file, &Limits::DEFAULT).into_iter().map(|found| format!("{found:?}"));
    let known: Vec<String> =
        check(template, &Limits::DEFAULT).iter().map(|found| format!("{:?}", found.rule)).collect();
    rules(file).filter(|found| !known.iter().any(|rule| found.contains(rule))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn filled_text_is_what_the_whole_text_becomes(blocks in prop::collection::vec(block(true), 1..4)) {
        let template = file(&blocks);
        let filled = fill(&template);
        let xml = part(&filled, "word/document.xml");
        let mut expected = Vec::new();
        blocks.iter().for_each(|block| block.expected(&data(), &mut expected));
        expected.push("end".to_owned());
        prop_assert_eq!(texts(&xml), expected);
        prop_assert_eq!(new_faults(&filled, &template), Vec::<String>::new());
        let mut ids: Vec<&str> = xml.split("<wp:docPr id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        prop_assert!(ids.len() == count || filled == template, "two drawings share an id: {}", xml);
    }

    #[test]
    fn what_has_no_tag_is_not_touched(blocks in prop::collection::vec(block(false), 1..4)) {
        let template = file(&blocks);
        prop_assert!(fill(&template) == template);
    }

    #[test]
    fn parts_come_back_as_they_went_in(parts in prop::collection::btree_map("[a-z]{1,6}(/[a-z가]{1,6}){0,2}\\.[a-z]{3}", prop::collection::vec(any::<u8>(), 0..300), 0..12)) {
        let mut package = Package::new(Kind::Word);
        let main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
        package.set_part("word/document.xml", b"<a/>".to_vec());
        package.set_content_type("word/document.xml", main);
        for (name, bytes) in &parts {
            package.set_part(name, bytes.clone());
        }
        let saved = package.save().unwrap();
        let again = Package::open(&saved, &Limits::DEFAULT);
        // A name can end like XML, and its bytes then be no XML: only a DOCTYPE would be refused.
        let again = again.unwrap();
        for (name, bytes) in &parts {
            prop_assert_eq!(&*again.part(name).unwrap(), bytes.as_slice());
        }
        prop_assert_eq!(again.save().unwrap(), saved);
    }
}
