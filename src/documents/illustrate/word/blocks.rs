//! The body of a Word text as blocks in a row: what each is, and whether a picture may follow it.

use kurbo::Size;

use super::captions::is_typed;
use super::columns;
use super::scan::{Open, is_contents};
use super::styles::{Role, Styles, is_list, switch};
use crate::documents::illustrate::weight;
use crate::documents::markup::names::Space;
use crate::documents::markup::tree::Element;

/// A bold paragraph of at most so many characters is a heading where no style says what is one.
const LONGEST_HEADING: usize = 60;

/// Typed at the start of a line, these make it an item of a list.
const BULLETS: &str = "-–—•·ㆍ∙‣▪■□●○◦◆◇▶▷►➢※*✓①②③④⑤⑥⑦⑧⑨";

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Title,
    /// A heading of that level, from 0.
    Heading(u8),
    Text,
    Item,
    Caption,
    Empty,
    Table,
    Contents,
    /// A content control or something else that is left alone.
    Other,
}

/// One child of the body that readers see.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// Its place among the body's children.
    pub index: usize,
    /// The paragraph's number in the part, 0 for what is none.
    pub paragraph: usize,
    pub kind: Kind,
    pub text: String,
    pub weight: usize,
    pub has_picture: bool,
    /// Why nothing may follow it, seen from itself.
    pub barred: Option<&'static str>,
    /// Why nothing may stand before it.
    pub clings: Option<&'static str>,
    /// The instructions of its fields.
    pub instructions: Vec<String>,
    /// The column it stands in, in points; `None` where text runs down the page.
    pub column: Option<Size>,
    is_bold: bool,
    ends_section: bool,
}

/// Reads the body's blocks.
pub(super) fn read(body: &Element<'_>, styles: &Styles) -> Vec<Block> {
    let mut open = Open::default();
    let mut blocks: Vec<Block> = Vec::new();
    let mut first_of_section = 0;
    for (index, node) in body.children.iter().enumerate() {
        let Some(element) = node.element() else { continue };
        if let Some(section) = own_section(element) {
            let column = columns::column(section);
            if element.local() != "sectPr" {
                blocks.push(block(element, index, styles, &mut open));
            }
            blocks[first_of_section..].iter_mut().for_each(|block| block.column = column);
            first_of_section = blocks.len();
        } else if matches!(
            element.local(),
            "p" | "tbl" | "sdt" | "customXml" | "AlternateContent" | "altChunk"
        ) {
            blocks.push(block(element, index, styles, &mut open));
        } else {
            // A mark between blocks: it may open or close a range.
            open.scan(element);
            if let (false, Some(last)) = (open.is_closed(), blocks.last_mut()) {
                last.barred.get_or_insert("a moved text begins or ends there");
            }
        }
    }
    blocks[first_of_section..].iter_mut().for_each(|block| block.column = Some(columns::plain()));
    name_headings(&mut blocks);
    name_title(&mut blocks);
    name_lists(&mut blocks);
    name_captions(&mut blocks);
    blocks
}

/// The properties of a section, where the element ends one.
fn own_section<'e, 'a>(element: &'e Element<'a>) -> Option<&'e Element<'a>> {
    match element.local() {
        "sectPr" => Some(element),
        "p" => element.child("pPr")?.child("sectPr"),
        _ => None,
    }
}

fn block(element: &Element<'_>, index: usize, styles: &Styles, open: &mut Open) -> Block {
    let was_contents = open.is_contents();
    let found = open.scan(element);
    let is_paragraph = element.is(Space::Word, "p");
    let properties = element.child("pPr").filter(|_| is_paragraph);
    let style = properties.and_then(|properties| properties.child("pStyle")?.attribute("val"));
    let role = if is_paragraph { styles.role(style.as_deref()) } else { Role::default() };
    let in_contents =
        was_contents || found.instructions.iter().any(|text| is_contents(text)) || is_gallery(element);
    let kind = match element.local() {
        _ if in_contents || role.is_contents => Kind::Contents,
        "p" => paragraph_kind(properties, role, &found.text, &found.instructions),
        "tbl" => Kind::Table,
        _ => Kind::Other,
    };
    let own_bars = [
        (!open.is_closed(), "a field or moved text goes on there"),
        (found.breaks, "the page ends there"),
        (found.floats, "something floats there"),
        (own_section(element).is_some(), "the section ends there"),
        (properties.is_some_and(is_framed) || role.is_framed, "it is a frame"),
        (properties.is_some_and(is_tracked), "its end is a tracked change"),
        (keeps_next(properties, role), "it keeps to what follows"),
    ];
    let clings = [
        (found.floats, "something floats there"),
        (properties.is_some_and(is_framed) || role.is_framed, "it is a frame"),
    ];
    let first = |bars: &[(bool, &'static str)]| bars.iter().find(|(is, _)| *is).map(|(_, why)| *why);
    Block {
        index,
        paragraph: if is_paragraph { element.number } else { 0 },
        kind,
        weight: weight(&found.text),
        has_picture: found.has_picture,
        barred: first(&own_bars),
        clings: first(&clings),
        is_bold: found.letters > 0
            && (found.bold_letters == found.letters || (role.is_bold && found.bold_letters == 0)),
        text: found.text,
        instructions: found.instructions,
        column: None,
        ends_section: own_section(element).is_some(),
    }
}

fn paragraph_kind(properties: Option<&Element<'_>>, role: Role, text: &str, instructions: &[String]) -> Kind {
    let outline = properties.and_then(|properties| properties.child("outlineLvl")?.attribute("val"));
    let own_level = outline.and_then(|level| level.parse::<u8>().ok());
    let listed = properties.and_then(is_list).unwrap_or(role.is_list);
    let is_sequence = instructions.iter().any(|text| super::scan::keyword(text) == "SEQ");
    match own_level.map_or(role.heading, |level| (level < 9).then_some(level)) {
        _ if text.is_empty() => Kind::Empty,
        _ if role.is_caption || is_sequence => Kind::Caption,
        Some(level) => Kind::Heading(level),
        None if role.is_title => Kind::Title,
        None if listed || is_typed_item(text) => Kind::Item,
        None => Kind::Text,
    }
}

/// `- item`, `① item`, `1) item`, `가. item`: typed by hand, but a list to the reader.
fn is_typed_item(text: &str) -> bool {
    let Some((first, rest)) = text.split_once(' ') else { return false };
    let is_bullet = first.chars().count() == 1 && first.chars().all(|character| BULLETS.contains(character));
    let count = first.trim_end_matches(['.', ')']);
    let is_count = count.len() < first.len()
        && (1..=3).contains(&count.chars().count())
        && (count.chars().all(|character| character.is_ascii_digit()) || count.chars().count() == 1);
    !rest.is_empty() && (is_bullet || is_count)
}

/// A content control that Word fills with a table of contents or a bibliography.
fn is_gallery(element: &Element<'_>) -> bool {
    let gallery = || element.child("sdtPr")?.child("docPartObj")?.child("docPartGallery")?.attribute("val");
    gallery().is_some_and(|name| name == "Table of Contents" || name == "Bibliographies")
}

fn is_framed(properties: &Element<'_>) -> bool {
    properties.child("framePr").is_some()
}

/// Whether the paragraph's end was inserted, deleted or moved: undone, the next paragraph would flow into it.
fn is_tracked(properties: &Element<'_>) -> bool {
    let marks = ["ins", "del", "moveFrom", "moveTo"];
    properties.child("rPr").is_some_and(|end| marks.iter().any(|mark| end.child(mark).is_some()))
}

fn keeps_next(properties: Option<&Element<'_>>, role: Role) -> bool {
    properties.and_then(|properties| switch(properties, "keepNext")).unwrap_or(role.keeps_next)
}

/// Where no style makes a heading, short bold paragraphs are the headings.
fn name_headings(blocks: &mut [Block]) {
    if blocks.iter().any(|block| matches!(block.kind, Kind::Heading(_))) {
        return;
    }
    let reads_on = |text: &str| text.ends_with(['.', ',', ':', ';', '。', '：', '!', '?']);
    for at in 0..blocks.len() {
        let block = &blocks[at];
        let is_short = block.text.chars().count() <= LONGEST_HEADING && !reads_on(&block.text);
        let follows = blocks[at + 1..].iter().find(|next| next.kind != Kind::Empty);
        let has_text = follows.is_some_and(|next| !next.is_bold);
        if matches!(block.kind, Kind::Text | Kind::Item) && block.is_bold && is_short && has_text {
            blocks[at].kind = Kind::Heading(0);
        }
    }
}

/// Where one heading stands above all others, and first, it is the document's title.
fn name_title(blocks: &mut [Block]) {
    let level = |block: &Block| if let Kind::Heading(level) = block.kind { Some(level) } else { None };
    let levels: Vec<(usize, u8)> =
        blocks.iter().enumerate().filter_map(|(at, block)| Some((at, level(block)?))).collect();
    let [(first, top), below @ ..] = levels.as_slice() else { return };
    let is_alone = below.len() >= 2 && below.iter().all(|(_, level)| level > top);
    if is_alone && !blocks[..*first].iter().any(|block| block.kind == Kind::Title) {
        blocks[*first].kind = Kind::Title;
    }
}

/// So many lines `Figure 3 Sales 12` below each other are a list of figures that somebody typed, with pages.
const LISTED: usize = 3;

fn name_lists(blocks: &mut [Block]) {
    let ends_with_page = |text: &str| {
        text.rsplit(' ').next().is_some_and(|last| last.parse::<u16>().is_ok_and(|page| page < 2_000))
    };
    let is_entry = |block: &Block| {
        matches!(block.kind, Kind::Text | Kind::Item) && is_typed(&block.text) && ends_with_page(&block.text)
    };
    for lines in blocks.chunk_by_mut(|one, two| is_entry(one) && is_entry(two)) {
        if lines.len() >= LISTED {
            lines.iter_mut().for_each(|line| line.kind = Kind::Contents);
        }
    }
}

/// `Figure 3: Sales` beside a picture is a caption, whatever its style.
fn name_captions(blocks: &mut [Block]) {
    for at in 0..blocks.len() {
        let mut beside = [at.checked_sub(1), Some(at), Some(at + 1)].into_iter().flatten();
        let is_beside = beside.any(|near| blocks.get(near).is_some_and(|block| block.has_picture));
        let is_short = blocks[at].text.chars().count() <= 3 * LONGEST_HEADING;
        if blocks[at].kind == Kind::Text && is_short && is_beside && is_typed(&blocks[at].text) {
            blocks[at].kind = Kind::Caption;
        }
    }
}

/// Why no picture may stand between a block and the next one; `None` when it may.
pub(super) fn obstacle(block: &Block, next: Option<&Block>) -> Option<&'static str> {
    if block.ends_section {
        return Some("the section ends there");
    }
    let own = match block.kind {
        Kind::Text => None,
        Kind::Item => Some(Kind::Item),
        _ => return Some("only a paragraph of text can be followed by a picture"),
    };
    let between = match next.map(|next| next.kind) {
        Some(Kind::Item) if own.is_some() => Some("a list goes on there"),
        Some(Kind::Item) => Some("a list begins there"),
        Some(Kind::Table) => Some("a table begins there"),
        Some(Kind::Caption) => Some("a caption stands there"),
        Some(Kind::Contents | Kind::Other) => Some("what follows is left alone"),
        _ if next.is_some_and(|next| next.has_picture) => Some("a picture stands there"),
        _ if block.text.ends_with([':', '：']) => Some("its last sentence leads on"),
        _ => None,
    };
    block.barred.or(between).or(next.and_then(|next| next.clings))
}
