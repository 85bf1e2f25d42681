//! Blocks to sections: what stands under each heading, and where a picture may go in it.

use kurbo::Size;

use super::blocks::{Block, Kind, obstacle};
use crate::documents::illustrate::{Place, Section, Spot, hash, tail};

/// A picture in a narrower column would be a stamp: in points, 5 cm.
const NARROWEST: f64 = 142.0;

/// A picture follows a paragraph of at least this weight best: about one line.
const LINE: usize = 60;

/// Of each place, so many characters of the text before it are shown.
const SHOWN: usize = 60;

/// So many bytes of a section's text are kept: a chapter; a brief needs no more.
const MOST_TEXT: usize = 200_000;

/// The sections of a document, one for each heading and one for what stands before the first.
pub(super) fn sections(blocks: &[Block], part: &str) -> Vec<Section> {
    let title = title(blocks);
    let is_head = |at: usize| Some(at) != title && matches!(blocks[at].kind, Kind::Heading(_) | Kind::Title);
    let mut starts: Vec<usize> = (0..blocks.len()).filter(|&at| is_head(at)).collect();
    if starts.first() != Some(&0) {
        starts.insert(0, 0);
    }
    let mut path: Vec<(u8, String)> = Vec::new();
    let mut sections = Vec::new();
    for (number, &start) in starts.iter().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(blocks.len());
        let Some(first) = blocks.get(start) else { continue };
        let (heading, inner) = match is_head(start) {
            true => (first.text.clone(), start + 1..end),
            false => (String::new(), start..end),
        };
        let level = if let Kind::Heading(level) = first.kind { level + 1 } else { 0 };
        path.retain(|(above, _)| *above < level);
        let above = path.iter().map(|(_, heading)| heading.clone()).collect();
        if !heading.is_empty() {
            path.push((level, heading.clone()));
        }
        sections.push(section(blocks, inner, Section { heading, above, part: part.to_owned(), ..empty() }));
    }
    sections
}

/// The document's title: no section, and no word on what the sections are about.
fn title(blocks: &[Block]) -> Option<usize> {
    let first = blocks.iter().position(|block| matches!(block.kind, Kind::Heading(_) | Kind::Title))?;
    (blocks[first].kind == Kind::Title).then_some(first)
}

/// Whether a block before the first heading is more than a line of the cover: a sentence of about a line, or two lines.
fn is_sentence(block: &Block) -> bool {
    let ends = block.text.trim_end().ends_with(['.', '!', '?', '。', '다', '요', ':', '"', '”']);
    block.weight >= 4 * LINE || (ends && block.weight >= LINE)
}

fn empty() -> Section {
    Section {
        heading: String::new(),
        above: Vec::new(),
        part: String::new(),
        text: String::new(),
        weight: 0,
        has_picture: false,
        is_table: false,
        is_contents: false,
        places: Vec::new(),
        obstacle: None,
    }
}

fn section(blocks: &[Block], inner: std::ops::Range<usize>, mut section: Section) -> Section {
    let own = &blocks[inner.clone()];
    let is_cover = section.heading.is_empty();
    let is_prose = |block: &&Block| match block.kind {
        Kind::Text => !is_cover || is_sentence(block),
        Kind::Item => true,
        _ => false,
    };
    for block in own.iter().filter(is_prose) {
        section.weight += block.weight;
        if section.text.len() + block.text.len() <= MOST_TEXT {
            section.text.push_str(&block.text);
            section.text.push('\n');
        }
    }
    let tables: usize = own.iter().filter(|block| block.kind == Kind::Table).map(|block| block.weight).sum();
    section.is_table = tables > section.weight;
    section.has_picture = own.iter().any(|block| block.has_picture);
    section.is_contents = own.iter().any(|block| block.kind == Kind::Contents);
    let mut places: Vec<(bool, bool, Place)> = Vec::new();
    let mut read = 0;
    for at in inner.clone() {
        if !is_prose(&&blocks[at]) {
            continue;
        }
        read += blocks[at].weight;
        match place(blocks, at) {
            Ok(place) => {
                let is_short = blocks[at].weight < LINE || read < 2 * LINE;
                let is_last =
                    blocks.get(at + 1..inner.end).unwrap_or_default().iter().all(|block| block.weight < LINE);
                places.push((is_short, is_last, place));
            }
            Err(why) if blocks[at].kind == Kind::Text => section.obstacle = section.obstacle.or(Some(why)),
            Err(_) => {}
        }
    }
    // The first that follows a whole thought and is followed by more; the order of the text among equals.
    places.sort_by_key(|(is_short, is_last, _)| (*is_short, *is_last));
    section.places = places.into_iter().map(|(_, _, place)| place).collect();
    let none = section.obstacle.unwrap_or("it has no paragraph that a picture could follow");
    section.obstacle = section.places.is_empty().then_some(none);
    section
}

fn place(blocks: &[Block], at: usize) -> Result<Place, &'static str> {
    let block = &blocks[at];
    if let Some(why) = obstacle(block, blocks.get(at + 1)) {
        return Err(why);
    }
    let room: Size = block.column.ok_or("the text runs down the page")?;
    if room.width < NARROWEST || room.height < NARROWEST {
        return Err("the column is too narrow");
    }
    Ok(Place {
        spot: Spot::After { paragraph: block.paragraph },
        room,
        text: tail(&block.text, SHOWN),
        hash: hash(&block.text),
    })
}
