//! Readers and writers together, on texts.

use super::model::{Block, MOST_COLUMNS, Span, plain};
use super::*;
use crate::documents::Limits;
use crate::documents::check;
use crate::documents::package::Package;
use crate::scene::Colour;

fn palette() -> Palette {
    Palette {
        ground: Colour::hex(0x10_12_20),
        surface: Colour::hex(0x20_22_30),
        ink: Colour::WHITE,
        muted: Colour::WHITE,
        primary: Colour::hex(0x2F_5F_E0),
        secondary: Colour::hex(0x0F_9B_8E),
        accent: Colour::hex(0xF0_A3_3A),
    }
}

fn deck(text: &str) -> Package {
    let report = markdown::read(text).unwrap().settled(None, None);
    sound(&write(&report, &[], &palette(), Format::Pptx, &Fonts::from_files([])).unwrap().bytes)
}

/// A file that Office would not repair.
fn sound(file: &[u8]) -> Package {
    assert_eq!(check::check(file, &Limits::DEFAULT), []);
    Package::open(file, &Limits::DEFAULT).unwrap()
}

/// The layout's number and the words of each slide.
fn slides(text: &str) -> Vec<(String, String)> {
    let package = deck(text);
    let slide = |number: usize| {
        let part = format!("ppt/slides/slide{number}.xml");
        let layout = package
            .relationships(&part)
            .unwrap()
            .into_iter()
            .find(|one| one.kind.ends_with("/slideLayout"))?;
        let layout = layout
            .target
            .trim_start_matches("../slideLayouts/slideLayout")
            .trim_end_matches(".xml")
            .to_owned();
        let xml = package.text(&part).unwrap();
        let words: Vec<&str> = xml
            .split("<a:t>")
            .skip(1)
            .filter_map(|rest| rest.split_once("</a:t>"))
            .map(|one| one.0)
            .collect();
        Some((layout, words.join("|")))
    };
    (1..)
        .take_while(|number| package.has(&format!("ppt/slides/slide{number}.xml")))
        .filter_map(slide)
        .collect()
}

#[test]
fn each_heading_is_a_slide_of_its_kind() {
    let check = |text: &str, expected: &[(&str, &str)]| {
        let found = slides(text);
        let found: Vec<(&str, &str)> =
            found.iter().map(|(layout, words)| (layout.as_str(), words.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    };
    check("# T\n", &[("1", "T")]);
    check("# A\n\n## B\n\n- x\n\n# C\n\ny", &[("3", "A"), ("4", "B|x||2"), ("4", "C|y||3")]);
    check("---\ntitle: T\n---\n# A\n\n|a|b|\n|-|-|\n|1|2|\n", &[("1", "T"), ("5", "A|a|b|1|2|T|2")]);
    check("just words", &[("4", "just words||1")]);
}

#[test]
fn what_is_too_long_for_a_slide_goes_on_on_the_next() {
    let items: String = (0..40).map(|number| format!("- item {number}\n")).collect();
    let found = slides(&format!("# A\n\n{items}"));
    assert!(found.len() >= 5 && found[1].1.starts_with("A| (1/5)|item 0"), "{found:?}");
    let rows: String = (0..60).map(|number| format!("|{number}|x|\n")).collect();
    let found = slides(&format!("---\ntitle: T\n---\n# A\n\n|n|m|\n|-|-|\n{rows}"));
    assert!(found.len() >= 5 && found[1..].iter().all(|(_, words)| words.contains("|n|m|")), "{found:?}");
    let prose = slides(&format!("# A\n\n## B\n\n{}", "word ".repeat(2_000)));
    assert!(prose.len() > 5, "{prose:?}");
}

#[test]
fn speakers_have_their_notes() {
    let package = deck("# A\n\n## B\n\ntext[^1]\n\n> Note: say hello\n\n[^1]: why");
    let notes = package.text("ppt/notesSlides/notesSlide2.xml").unwrap();
    assert!(notes.contains("say hello") && notes.contains("[1] why"), "{notes}");
}

#[test]
fn strong_words_before_hangul_are_strong() {
    let check =
        |text: &str, expected: &str| assert!(written(text, "word/document.xml").contains(expected), "{text}");
    check("문의의 **38%**가 요금", "<w:rPr><w:b/><w:bCs/></w:rPr><w:t xml:space=\"preserve\">38%</w:t>");
    check("2 ** 3 ** 4", ">2 ** 3 ** 4<");
    check("`**a.**가`", ">**a.**가<");
}

fn written(text: &str, part: &str) -> String {
    let report = markdown::read(text).unwrap().settled(None, None);
    let fonts = Fonts::from_files([]);
    let file = write(&report, &[], &palette(), Format::Docx, &fonts).unwrap().bytes;
    sound(&file).text(part).unwrap()
}

fn check(text: &str, expected: &str) {
    let part = if expected.starts_with("<w:footnote ") { "word/footnotes.xml" } else { "word/document.xml" };
    let xml = written(text, part);
    assert!(xml.contains(expected), "{text}: {expected} is not in {xml}");
}

#[test]
fn marks_lists_links_and_notes_become_words_own() {
    check("# A\n\n## B\n\ntext", "<w:pStyle w:val=\"Title\"/>");
    check("# A\n\n## B\n\ntext", "<w:pStyle w:val=\"Heading1\"/></w:pPr><w:bookmarkStart");
    check("**b** ~~s~~", "<w:rPr><w:b/><w:bCs/></w:rPr><w:t xml:space=\"preserve\">b</w:t>");
    check(
        "- a\n  - b",
        "<w:pStyle w:val=\"ListBullet2\"/><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/>",
    );
    check(
        "1. a\n\ntext\n\n5. b",
        "<w:pStyle w:val=\"ListNumber\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"4\"/>",
    );
    check("[a](https://a.example) [b](https://a.example)", "<w:hyperlink r:id=\"link1\"");
    check("# T\n\n[a](#second-part)\n\n## Second part\n\nx", "<w:hyperlink w:anchor=\"_Toc000000001\"");
    check("[a](javascript:alert)", "<w:t xml:space=\"preserve\">a</w:t></w:r></w:p>");
    check("a[^1]\n\n[^1]: why", "<w:footnoteReference w:id=\"1\"/>");
    check("a[^1]\n\n[^1]: why", "<w:footnote w:id=\"1\">");
    check("- [x] done", "<w14:checked w14:val=\"1\"/>");
    check("שלום עולם", "<w:bidi/>");
}

#[test]
fn a_title_is_taken_from_the_one_heading_above_all() {
    let check = |text: &str, title: &str, levels: &[u8]| {
        let report = markdown::read(text).unwrap();
        let found: Vec<u8> = report
            .blocks
            .iter()
            .filter_map(|block| if let Block::Heading(level, _) = block { Some(*level) } else { None })
            .collect();
        assert_eq!((report.head.title.as_str(), found.as_slice()), (title, levels), "{text}");
    };
    check("# A\n## B\n### C\n", "A", &[1, 2]);
    check("# A\n# B\n", "", &[1, 1]);
    check("---\ntitle: T\n---\n## A\n### B\n", "T", &[1, 2]);
    check("text\n\n# A\n", "", &[1]);
    check("# only a title", "only a title", &[]);
}

#[test]
fn what_no_document_can_hold_is_refused_with_its_line() {
    let check = |text: &str, expected: &str| {
        let error = markdown::read(text).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    };
    let columns = MOST_COLUMNS + 1;
    let wide = format!("text\n\n{}\n{}\n", "|a".repeat(columns), "|-".repeat(columns));
    check(&wide, "line 3: the table has 64 columns");
    check("\n\n![a](https://example.com/a.png)", "line 3: a picture on the network");
    check("![]()", "line 1: a picture has no address");
    check("", "it says nothing");
    check("<!-- nothing -->", "it says nothing");
    check(&"word ".repeat(1_000_000), "more than 4 MiB of text");
    check(&"a\n\n".repeat(100_001), "more than 100000 paragraphs");
}

#[test]
fn nesting_of_any_depth_is_kept_in_a_document_of_bounded_depth() {
    for text in ["> ".repeat(2_000) + "deep", (0..400).map(|n| " ".repeat(n * 2) + "- x\n").collect()] {
        let xml = written(&text, "word/document.xml");
        assert!(xml.contains("deep") || xml.matches("<w:t ").count() >= 17, "{}", xml.len());
    }
}

#[test]
fn tables_have_a_head_and_captions_and_numbers_stand_right() {
    let text = "Table: Costs\n\n|a|b|\n|-|-|\n|x|1,200|\n|y|3.5 %|\n\nafter";
    check(text, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    check(text, "<w:pStyle w:val=\"TableText\"/><w:jc w:val=\"right\"/>");
    check(text, " SEQ Table \\* ARABIC ");
    check(text, "<w:tblCaption w:val=\"Costs\"/>");
    check("|a|\n|-|\n|x|", "<w:pStyle w:val=\"TableNote\"/>");
}

#[test]
fn json_says_the_same_as_markdown() {
    let json = r##"{"title": "T", "blocks": [
        {"type": "heading", "level": 1, "text": "A"},
        {"type": "paragraph", "text": [{"text": "b", "bold": true}, {"text": " c"}]},
        {"type": "list", "ordered": true, "items": ["x", {"text": "y"}]},
        {"type": "table", "head": ["k", "v"], "rows": [["a", "1"], ["b"]]}]}"##;
    let markdown = "---\ntitle: T\n---\n# A\n\n**b** c\n\n1. x\n2. y\n\n|k|v|\n|-|-|\n|a|1|\n|b| |\n";
    assert_eq!(json::read(json.as_bytes()).unwrap().blocks, markdown::read(markdown).unwrap().blocks);
}

#[test]
fn json_is_refused_with_its_field() {
    let check = |json: &str, expected: &str| {
        let error = json::read(json.as_bytes()).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    };
    check("{", "EOF");
    check("[]", "");
    check(r#"{"titel": "x"}"#, "unknown field `titel`");
    check(
        r#"{"title": "x", "blocks": [{"type": "picture", "alt": "a"}]}"#,
        "blocks[0]: a picture has one of",
    );
    check(r#"{"title": "x", "blocks": [{"type": "table", "rows": []}]}"#, "blocks[0]: the table has no cell");
    check(r#"{"title": "x", "language": "fr"}"#, "language: there are ko");
    check(
        r#"{"title": "x", "blocks": [{"type": "paragraph", "text": [{"text": "a", "link": "file:///x"}]}]}"#,
        "a link is",
    );
}

#[test]
fn minutes_in_json_have_their_sections_in_the_language_of_the_text() {
    let json = r#"{"kind": "minutes", "title": "출시 회의", "date": "11월 23일", "attendees": ["박지훈", "이수민"],
        "decisions": ["확정한다."], "actions": [{"task": "점검", "owner": "김도윤", "due": "12월 4일"}]}"#;
    let report = json::read(json.as_bytes()).unwrap().settled(None, None);
    let headings: Vec<String> = report
        .blocks
        .iter()
        .filter_map(|block| if let Block::Heading(_, spans) = block { Some(plain(spans)) } else { None })
        .collect();
    assert_eq!(headings, ["결정 사항", "할 일"]);
    assert_eq!(report.head.facts.len(), 2);
}

/// krilla refuses to write what breaks PDF/UA-1 or PDF/A-2a, so a file is a valid one.
#[test]
fn every_block_becomes_a_valid_pdf() {
    let fonts = Fonts::system();
    let pdf = |text: &str| {
        let report = markdown::read(text).unwrap().settled(None, None);
        write(&report, &[], &palette(), Format::Pdf, &fonts)
    };
    let check = |text: &str, expected: &[&str]| {
        let file = String::from_utf8_lossy(&pdf(text).unwrap().bytes).into_owned();
        expected.iter().for_each(|expected| assert!(file.contains(expected), "{text}: {expected}"));
    };
    check("# Title\n\n### Deep\n\n*lean* **strong** ~~out~~ `code`", &["/H1", "/H2", "/Outlines"]);
    check(
        "# T\n\n## A\n\n[to](#a) [out](https://a.example/?b=c)",
        &["/Link", "(https://a.example/?b=c)", "/XYZ"],
    );
    check("a[^1] b[^1]\n\n[^1]: why [link](https://b.example)[^1]", &["/Note", "/Reference"]);
    check(
        "9. a\n10. b\n    - [x] done\n\n      more\n\n> quote\n> 1. x\n\n---\n",
        &["/LBody", "/BlockQuote"],
    );
    check("|a|b|\n|-|-|\n|x||\n", &["/TH", "/Scope/Column"]);
    check("---\ntitle: 회의\nkind: minutes\nplace: 회의실\n---\n", &["/Scope/Row"]);
    check("---\nkind: letter\nto: Lee\nclosing: Yours\n---\nDear Lee", &["/P"]);
    check("```\n\n\tx\n```\n\n\u{feff}a\u{1}b\u{2028}c", &["/Code"]);
    check(
        "---\ntitle: a\u{0}b\ndate: 2\u{0}\u{7}6\nauthor: x\u{1}\n---\ntext",
        &["<rdf:li xml:lang=\"x-default\">a b</rdf:li>"],
    );
    let error = pdf("a \u{e001} b").unwrap_err().to_string();
    assert!(error.contains("U+E001") && error.contains("private use"), "{error}");
    let file = pdf("a \u{378} **\u{378}\u{200d}\u{378}** b").unwrap();
    assert_eq!(file.boxed, ["\u{378}", "\u{378}\u{200d}"], "letters as readers see them");
}

#[test]
fn control_characters_and_emoji_do_no_harm() {
    let xml = written("a\u{1}b\u{0}c 👩‍👩‍👧 \u{202e}x", "word/document.xml");
    assert!(xml.contains("👩‍👩‍👧") && !xml.contains('\u{1}'));
    let report = markdown::read("a\tb").unwrap();
    assert!(matches!(&report.blocks[0], Block::Paragraph(spans) if matches!(&spans[0], Span::Words(_))));
}
