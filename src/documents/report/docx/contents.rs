//! The table of contents: Word's own field, with its entries there already.

use super::blocks::Writer;
use super::paragraph::{Paragraph, run};
use crate::documents::docx::styles::valued;
use crate::documents::drawing::element::Element;
use crate::documents::report::headings::Entry;

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
            let words = entry.numbered();
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
