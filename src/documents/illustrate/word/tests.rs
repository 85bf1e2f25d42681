//! Places between paragraphs, and what goes into them.

use proptest::prelude::*;

use crate::documents::Limits;
use crate::documents::check::{added, check};
use crate::documents::illustrate::testing::{document, heading, paragraph, plain};
use crate::documents::illustrate::{Insertion, Manuscript, Note, Spot};
use crate::documents::package::Package;
use crate::scene::{Content, Drawing, Origin, Picture, PixelSize};

const LINE: &str =
    "The first paragraph of the section is long enough to stand alone, and says a whole thing.";

fn open(file: &[u8]) -> Manuscript {
    Manuscript::open(file, &Limits::DEFAULT).unwrap()
}

/// The paragraphs that a picture may follow.
fn places(body: &str) -> Vec<usize> {
    let manuscript = open(&document(body));
    let all = manuscript.sections().iter().flat_map(|section| &section.places);
    let mut numbers: Vec<usize> = all
        .map(|place| match place.spot {
            Spot::After { paragraph } => paragraph,
            _ => 0,
        })
        .collect();
    numbers.sort_unstable();
    numbers
}

fn properties(inner: &str) -> String {
    format!("<w:p><w:pPr>{inner}</w:pPr><w:r><w:t>{LINE}</w:t></w:r></w:p>")
}

fn run(inner: &str) -> String {
    format!("<w:p><w:r><w:t>{LINE}</w:t></w:r><w:r>{inner}</w:r></w:p>")
}

fn mark(kind: &str) -> String {
    format!("<w:fldChar w:fldCharType=\"{kind}\"/>")
}

#[test]
fn a_picture_breaks_nothing() {
    let text = paragraph(LINE);
    let check = |middle: &str, expected: &[usize]| {
        let body = format!("{}{text}{middle}{text}", heading("A"));
        assert_eq!(places(&body), expected, "{middle}");
    };
    let item = properties("<w:numPr><w:numId w:val=\"3\"/></w:numPr>");
    let table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    check("", &[2, 3]);
    check(&item, &[3, 4]);
    check(&format!("{item}{item}"), &[4, 5]);
    check(&paragraph("- typed by hand, but an item"), &[3, 4]);
    check(table, &[4]);
    check(&format!("{}{table}", paragraph("Consider this:")), &[2, 5]);
    check(&properties("<w:keepNext/>"), &[2, 4]);
    check(&properties("<w:framePr w:w=\"900\"/>"), &[4]);
    check(&properties("<w:rPr><w:ins w:id=\"1\" w:author=\"a\"/></w:rPr>"), &[2, 4]);
    check(&properties("<w:rPr><w:del w:id=\"1\" w:author=\"a\"/></w:rPr>"), &[2, 4]);
    check(&properties("<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr>"), &[2, 4]);
    check(&run("<w:br w:type=\"page\"/>"), &[2, 4]);
    check(&format!("{}{}", run(&mark("begin")), run(&mark("end"))), &[2, 4, 5]);
    check("<w:moveFromRangeStart w:id=\"1\"/>", &[]);
    check(&format!("<w:sdt><w:sdtContent>{text}</w:sdtContent></w:sdt>"), &[4]);
    check(&heading("B"), &[2, 4]);
    check(&properties("<w:pStyle w:val=\"a5\"/>"), &[4]);
}

#[test]
fn a_section_break_keeps_columns_apart() {
    let narrow = "<w:sectPr><w:cols w:num=\"4\"/></w:sectPr>";
    let body = format!("{}{}{}{}", heading("A"), paragraph(LINE), properties(narrow), paragraph(LINE));
    assert_eq!(places(&body), [4]);
}

fn picture() -> Picture {
    Picture {
        content: Content::Drawn(Drawing { size: kurbo::Size::new(2.0, 1.0), shapes: Vec::new() }),
        size: PixelSize::new(2, 1),
        seed: 1,
        model: "vector-1".to_owned(),
        alt: "a <tag> & \"more\"".to_owned(),
        origin: Origin::Procedural,
        shows: Vec::new(),
        mark: None,
    }
}

fn insertion(paragraph: usize, caption: Option<&str>) -> Insertion {
    Insertion {
        id: "picture-1".to_owned(),
        spot: Spot::After { paragraph },
        hash: String::new(),
        picture: picture(),
        size: kurbo::Size::new(200.0, 100.0),
        caption: caption.map(str::to_owned),
    }
}

fn illustrated(file: &[u8], insertions: &[Insertion]) -> Package {
    Package::open(&open(file).illustrate(insertions).unwrap(), &Limits::DEFAULT).unwrap()
}

/// The text of a part without its tags, one space between elements.
fn text(package: &Package, part: &str) -> String {
    let text = package.text(part).unwrap();
    let pieces = text.split('<').filter_map(|piece| Some(piece.split_once('>')?.1));
    pieces.filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join("|")
}

fn caption(number: usize, words: &str) -> String {
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"a5\"/><w:jc w:val=\"right\"/></w:pPr><w:bookmarkStart w:id=\"{number}\" w:name=\"_Ref{number}\"/>\
         <w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">그림 </w:t></w:r><w:r>{}</w:r>\
         <w:r><w:instrText> SEQ 그림 \\* ARABIC </w:instrText></w:r><w:r>{}</w:r><w:r><w:t>{number}</w:t></w:r><w:r>{}</w:r>\
         <w:bookmarkEnd w:id=\"{number}\"/><w:r><w:t xml:space=\"preserve\">: {words}</w:t></w:r></w:p>",
        mark("begin"),
        mark("separate"),
        mark("end"),
    )
}

const FIGURE: &str = "<w:p><w:r><w:drawing><a:blip xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"/></w:drawing></w:r></w:p>";

#[test]
fn captions_follow_the_documents_own_and_later_ones_move_up() {
    let text_of = |count| paragraph(&LINE.repeat(count));
    let body = [
        heading("A"),
        FIGURE.to_owned(),
        caption(1, "첫째"),
        text_of(1),
        text_of(2),
        FIGURE.to_owned(),
        caption(2, "둘째"),
        run(&format!(
            "{}</w:r><w:r><w:instrText> REF _Ref2 \\h </w:instrText></w:r><w:r>{}",
            mark("begin"),
            mark("end")
        )),
        "<w:p><w:r><w:t>앞의 그림 1과 2, </w:t></w:r><w:r><w:t>그림 2</w:t></w:r></w:p>".to_owned(),
    ]
    .concat();
    let file = document(&body);
    let spot = Spot::After { paragraph: 4 };
    assert_eq!(open(&file).notes(&[spot]), [Note::RenumbersReferenced(1)]);
    let package = illustrated(&file, &[insertion(4, Some("셋째 (삽화)"))]);
    let found = text(&package, "word/document.xml");
    assert!(found.contains("그림 | SEQ 그림 \\* ARABIC |1|: 첫째"), "{found}");
    assert!(found.contains("그림 | SEQ 그림 \\* ARABIC |2|: |셋째 (삽화)"), "{found}");
    assert!(found.contains("그림 | SEQ 그림 \\* ARABIC |3|: 둘째"), "{found}");
    assert!(found.contains("앞의 그림 1과 3, |그림 3"), "sentences name them by their new numbers: {found}");
    let xml = package.text("word/document.xml").unwrap();
    assert_eq!(xml.matches("_Ref1").count() + xml.matches("_Ref2").count(), 3, "bookmarks are not copied");
    assert_eq!(xml.matches("<w:jc w:val=\"right\"/>").count(), 3, "the new caption stands like the others");
    assert!(xml.contains("descr=\"a &lt;tag&gt; &amp; &quot;more&quot;\""));
}

#[test]
fn numbers_typed_by_hand_are_counted_on() {
    let typed = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let cell = |inner: &str| format!("<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>");
    let split =
        "<w:p><w:r><w:t>As Figures 1 and </w:t></w:r><w:r><w:t>2 show, and Figure 2.</w:t></w:r></w:p>";
    let check = |captions: [&str; 2], notes: &[Note], expected: &[&str]| {
        let [first, second] = captions.map(typed);
        let table = cell(&(FIGURE.to_owned() + &first));
        let body =
            [heading("A"), table, paragraph(LINE), split.to_owned(), FIGURE.to_owned(), second].concat();
        let file = document(&body);
        assert_eq!(open(&file).notes(&[Spot::After { paragraph: 4 }]), notes);
        let found = text(&illustrated(&file, &[insertion(4, Some("new"))]), "word/document.xml");
        assert!(expected.iter().all(|text| found.contains(text)) && !found.contains("SEQ"), "{found}");
    };
    let moved = [Note::RenumbersTyped(1)];
    check(
        ["Figure 1: Sales", "Figure 2: Staff"],
        &moved,
        &[
            "|Figure 1: Sales|",
            "|Figure 2: new|",
            "|Figure 3: Staff",
            "|As Figures 1 and |3 show, and Figure 3.|",
        ],
    );
    check(["[그림 4] 매출", "[그림 5] 인력"], &moved, &["|[그림 5] new|", "|[그림 6] 인력"]);
    check(["[그림 1. 매출]", "[그림 2. 인력]"], &moved, &["|[그림 2. new]|", "|[그림 3. 인력]"]);
    // Numbers of several parts, or out of order, are not counted on.
    check(
        ["Figure 1-1: Sales", "Figure 1-2: Staff"],
        &[Note::NumbersByHand],
        &["|new|", "|Figure 1-2: Staff"],
    );
    check(["Figure 2: Sales", "Figure 1: Staff"], &[Note::NumbersByHand], &["|new|", "|Figure 1: Staff"]);
}

#[test]
fn a_typed_list_of_figures_is_left_alone_and_its_numbers_are_taken() {
    let line = |number: usize| {
        let tab = "</w:t><w:tab/><w:t>";
        format!("<w:p><w:r><w:t>Figure {number}{tab}Sales of the year{tab}{}</w:t></w:r></w:p>", number + 4)
    };
    let file = document(&[line(1), line(2), line(3), heading("A"), paragraph(LINE)].concat());
    let spot = Spot::After { paragraph: 5 };
    assert_eq!(open(&file).notes(&[spot]), [Note::NumbersByHand]);
    let found = text(&illustrated(&file, &[insertion(5, Some("new"))]), "word/document.xml");
    assert!(found.contains("Figure 3|Sales of the year|7") && found.ends_with("|new"), "{found}");
}

#[test]
fn a_title_is_no_section() {
    let title = heading("The growth report").replace("\"1\"", "\"Title\"");
    let second = |text: &str| heading(text).replace("\"1\"", "\"2\"");
    let check = |body: &[&str], expected: &[&str]| {
        let manuscript = open(&document(&body.concat()));
        let headings: Vec<_> = manuscript.sections().iter().map(|section| section.heading.as_str()).collect();
        assert_eq!(headings, expected);
        assert!(manuscript.sections().iter().all(|section| section.above.is_empty()));
        manuscript.sections()[0].weight
    };
    let line = paragraph(LINE);
    let date = paragraph("Strategy Office, 23 November 2026");
    let weight = check(
        &[&heading("The growth report"), &date, &second("A"), &line, &second("B"), &line],
        &["", "A", "B"],
    );
    assert_eq!(weight, 0, "a line of the cover is no text");
    assert!(check(&[&heading("The growth report"), &line, &second("A"), &second("B")], &["", "A", "B"]) > 0);
    assert!(check(&[&heading("A"), &line, &heading("B")], &["A", "B"]) > 0);
    check(&[&title, &line, &heading("A"), &line], &["", "A"]);
}

#[test]
fn a_style_for_captions_is_added_only_when_one_is_needed() {
    let file = plain(&(heading("A") + &paragraph(LINE)));
    let check = |caption: Option<&str>, expected: bool| {
        let styles = illustrated(&file, &[insertion(2, caption)]).text("word/styles.xml").unwrap();
        assert_eq!(styles.contains("w:val=\"caption\""), expected, "{caption:?}");
    };
    check(Some("Words"), true);
    check(None, false);
}

#[test]
fn the_same_picture_is_stored_once_under_ids_of_its_own() {
    let taken = "<w:p><w:r><w:drawing><wp:inline xmlns:wp=\"x\"><wp:docPr id=\"9\" name=\"\"/></wp:inline></w:drawing></w:r></w:p>";
    let file = document(&[&heading("A"), &paragraph(LINE), &paragraph(LINE), taken].concat());
    let package = illustrated(&file, &[insertion(2, None), insertion(3, None)]);
    let stored =
        |ending| package.names().filter(|name| name.contains("media/") && name.ends_with(ending)).count();
    assert_eq!((stored(".png"), stored(".svg")), (1, 1));
    let xml = package.text("word/document.xml").unwrap();
    assert_eq!(xml.matches("<asvg:svgBlip ").count(), 2, "the outlines beside the pixels: {xml}");
    assert!(xml.contains("docPr id=\"10\"") && xml.contains("docPr id=\"11\""), "{xml}");
}

#[test]
fn bold_lines_are_headings_where_no_style_is() {
    let bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>1. 개요</w:t></w:r></w:p>";
    let manuscript = open(&document(&format!("{bold}{}{bold}{}", paragraph(LINE), paragraph(LINE))));
    let headings: Vec<_> = manuscript.sections().iter().map(|section| section.heading.as_str()).collect();
    assert_eq!(headings, ["1. 개요", "1. 개요"]);
}

#[test]
fn contents_are_known() {
    let toc = [
        run(&mark("begin")),
        run("<w:instrText> TOC \\o \"1-3\" </w:instrText>"),
        run(&mark("separate")),
        paragraph("A 1"),
        run(&mark("end")),
    ];
    let manuscript =
        open(&document(&[heading("Here"), toc.concat(), heading("A"), paragraph(LINE)].concat()));
    let contents: Vec<_> = manuscript.sections().iter().map(|section| section.is_contents).collect();
    assert_eq!(contents, [true, false]);
}

/// A block of some kind with its number in its text.
fn block(kind: u8, number: usize) -> String {
    let line = format!("{number} {LINE}");
    match kind {
        0 => heading(&line),
        1 => format!(
            "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>{line}</w:t></w:r></w:p>"
        ),
        2 => format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", paragraph(&line)),
        3 => format!("<w:p><w:ins w:id=\"1\" w:author=\"a\"><w:r><w:t>{line}</w:t></w:r></w:ins></w:p>"),
        4 => FIGURE.to_owned() + &caption(number, &line),
        _ => paragraph(&line),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the document and wherever the pictures go: its text is all there in its order, and no other part differs.
    #[test]
    fn nothing_is_lost(kinds in prop::collection::vec(0..8_u8, 1..20), captioned: bool) {
        let body: String = kinds.iter().enumerate().map(|(number, kind)| block(*kind, number)).collect();
        let file = document(&body);
        let manuscript = open(&file);
        let spots = manuscript.sections().iter().flat_map(|section| &section.places).map(|place| place.spot);
        let insertions: Vec<Insertion> = spots
            .map(|spot| Insertion { spot, ..insertion(0, captioned.then_some("Caption")) })
            .collect();
        let before = Package::open(&file, &Limits::DEFAULT).unwrap();
        let after = illustrated(&file, &insertions);
        let old = text(&before, "word/document.xml");
        let new = text(&after, "word/document.xml");
        // Numbers of captions may differ; every other piece of text stands there in order.
        let mut rest = new.split('|');
        for piece in old.split('|').filter(|piece| piece.parse::<usize>().is_err()) {
            prop_assert!(rest.any(|other| other == piece), "{piece} is lost");
        }
        for name in before.names().filter(|name| !name.contains("document.xml") && !name.starts_with('[')) {
            prop_assert_eq!(before.part(name).unwrap(), after.part(name).unwrap(), "{}", name);
        }
        let faults = added(&check(&file, &Limits::DEFAULT), check(&after.save().unwrap(), &Limits::DEFAULT));
        prop_assert!(faults.is_empty(), "{:?}", faults);
        let pictures = after.text("word/document.xml").unwrap().matches("<wp:inline").count();
        prop_assert_eq!(pictures, insertions.len());
    }
}
