//! The table of contents: Word's own field, with its entries there already.

use super::blocks::Writer;
use super::paragraph::{Paragraph, run};
use crate::documents::docx::styles::valued;
use crate::documents::drawing::element::Element;
use crate::documents::report::model::{Block, Report, plain};

/// A heading, as the table of contents and links know it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub level: u8,
    /// Its number, as in `2.1`; empty when headings are not numbered.
    pub number: String,
    pub text: String,
    pub bookmark: String,
}

/// Every heading in the order of writing.
pub(super) fn entries(report: &Report) -> Vec<Entry> {
    let mut entries = Vec::new();
    gather(&report.blocks, &mut entries);
    if report.head.numbered {
        let mut counts = [0_u32; 4];
        for entry in &mut entries {
            let at = usize::from(entry.level.clamp(1, 4)) - 1;
            counts[at] += 1;
            counts[at + 1..].fill(0);
            let numbers: Vec<String> = counts[..=at].iter().map(u32::to_string).collect();
            entry.number = if at == 0 { format!("{}.", counts[0]) } else { numbers.join(".") };
        }
    }
    entries
}

fn gather(blocks: &[Block], entries: &mut Vec<Entry>) {
    for block in blocks {
        match block {
            Block::Heading(level, spans) => entries.push(Entry {
                level: *level,
                number: String::new(),
                text: plain(spans),
                bookmark: format!("_Toc{:09}", entries.len() + 1),
            }),
            Block::Quote(blocks) => gather(blocks, entries),
            Block::List(list) => list.items.iter().for_each(|item| gather(&item.blocks, entries)),
            _ => {}
        }
    }
}

const STYLES: [&str; 3] = ["TOC1", "TOC2", "TOC3"];

impl Writer<'_> {
    /// The table of contents, when the document wants one. Its entries lead to their headings; page numbers come when
    /// Word updates the field, as only Word knows its pages.
    pub fn contents(&mut self) {
        let entries: Vec<Entry> = self.entries.iter().filter(|entry| entry.level <= 3).cloned().collect();
        if !self.page.report.head.contents || entries.is_empty() {
            return;
        }
        let label = self.page.labels.contents;
        let mut content = vec![Paragraph::styled("TOCHeading").element([run(None, label)])];
        let last = entries.len() - 1;
        for (index, entry) in entries.iter().enumerate() {
            let mut runs = Vec::new();
            if index == 0 {
                let code = " TOC \\o \"1-3\" \\h \\z \\u ";
                runs.push(mark("begin"));
                let code = Element::new("w:instrText").with("xml:space", "preserve").text(code);
                runs.push(Element::new("w:r").child(code));
                runs.push(mark("separate"));
            }
            let words = match entry.number.as_str() {
                "" => entry.text.clone(),
                number => format!("{number} {}", entry.text),
            };
            let link = Element::new("w:hyperlink").with("w:anchor", &entry.bookmark).with("w:history", 1);
            runs.push(link.child(run(None, &words)));
            runs.extend((index == last).then(|| mark("end")));
            content.push(Paragraph::styled(STYLES[usize::from(entry.level.max(1)) - 1]).element(runs));
        }
        let gallery = Element::new("w:docPartObj")
            .child(valued("w:docPartGallery", "Table of Contents"))
            .child(Element::new("w:docPartUnique"));
        let properties = Element::new("w:sdtPr").child(valued("w:id", 999)).child(gallery);
        let content = Element::new("w:sdtContent").children(content);
        self.add(Element::new("w:sdt").child(properties).child(content));
    }
}

fn mark(kind: &str) -> Element {
    Element::new("w:r").child(Element::new("w:fldChar").with("w:fldCharType", kind))
}
