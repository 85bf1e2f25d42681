//! Notes on a page that are slots: an annotation whose text is one tag, as in `{{ title }}`, or which says what its
//! picture shows, as in `vignette: a poster of the sea`.

use kurbo::Rect;
use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};
use serde_json::Value;

use super::fields::TextField;
use super::geometry::{self, PageFrame};
use super::look::Look;
use super::lookup;
use super::slots::{Slot, SlotContent};
use crate::documents::template::tags::{self, TagKind};
use crate::scene::{Anchor, Fit};

/// How a description of a picture begins.
const DESCRIPTION: &str = "vignette:";

/// The notes of the pages that are slots. `data` decides what goes into a tag's place: a picture, when its value is one.
pub(super) fn slots(pages: &[ObjectId], data: &Value, document: &Document) -> Vec<Slot> {
    let mut found = Vec::new();
    let mut described = 0;
    for (index, page) in pages.iter().enumerate() {
        let frame = PageFrame::of(*page, document);
        let annotations = document.get_dictionary(*page).and_then(|page| page.get_deref(b"Annots", document));
        let annotations = annotations.and_then(Object::as_array).map_or(&[][..], Vec::as_slice);
        for (at, annotation) in annotations.iter().enumerate() {
            let Ok(id) = annotation.as_reference() else { continue };
            let Some((words, place, note)) = read(id, document) else { continue };
            let Some((name, content)) = content(&words, data, note, &mut described) else { continue };
            found.push(Slot {
                name,
                position: at + 1,
                page: index,
                place: frame.place(place).intersect(frame.size().to_rect()),
                content,
                optional: false,
                note: Some(id),
            });
        }
    }
    found.retain(|slot| slot.place.area() > 0.0);
    found
}

/// The words of a note that can be a slot: its contents, else its name; and where it stands.
fn read(id: ObjectId, document: &Document) -> Option<(String, Rect, &Dictionary)> {
    let note = document.get_dictionary(id).ok()?;
    let kind = note.get(b"Subtype").and_then(Object::as_name).ok()?;
    if matches!(kind, b"Widget" | b"Link" | b"Popup" | b"Screen" | b"Movie" | b"3D" | b"TrapNet") {
        return None;
    }
    let text = |key: &[u8]| {
        let text = decode_text_string(note.get_deref(key, document).ok()?).ok()?;
        let text = text.trim().to_owned();
        let is_slot = matches!(tags::lone(&text), Some(TagKind::Value(_))) || text.starts_with(DESCRIPTION);
        is_slot.then_some(text)
    };
    let words = text(b"Contents").or_else(|| text(b"NM"))?;
    let place = geometry::rect(note.get_deref(b"Rect", document).ok()?, document)?;
    Some((words, place, note))
}

fn content(
    words: &str,
    data: &Value,
    note: &Dictionary,
    described: &mut usize,
) -> Option<(String, SlotContent)> {
    let picture = |prompt| SlotContent::Picture { fit: Fit::Cover, focus: (0.5, 0.5), prompt, alt: None };
    if let Some(prompt) = words.strip_prefix(DESCRIPTION) {
        *described += 1;
        return Some((format!("picture {described}"), picture(Some(prompt.trim().to_owned()))));
    }
    let Some(TagKind::Value(expression)) = tags::lone(words) else { return None };
    if lookup::value(data, &expression).is_some_and(lookup::is_picture) {
        return Some((expression, picture(None)));
    }
    let field = TextField {
        // A text box on the page says how its text looks.
        look: Look::read(note.get(b"DA").and_then(Object::as_str).unwrap_or_default(), ""),
        anchor: Some(Anchor::Top),
        quadding: note.get(b"Q").and_then(Object::as_i64).unwrap_or(0),
        multiline: true,
        ..TextField::default()
    };
    Some((expression, SlotContent::Text { text: Some(words.to_owned()), field }))
}
