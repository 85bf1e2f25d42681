//! Slots filled: a form object for each, drawn over its page.

use kurbo::Size;
use lopdf::{Dictionary, ObjectId, dictionary};

use super::fonts::packed;
use super::geometry::PageFrame;
use super::overlay::{Mark, Overlay};
use super::slots::{Slot, SlotContent};
use super::structure::Structure;
use super::text::SetText;
use super::update::Update;
use super::{picture, write};
use crate::documents::DocumentError;
use crate::scene::Picture;

/// A slot with what goes into it.
pub(super) struct Placed<'a> {
    pub slot: &'a Slot,
    pub filling: Filling<'a>,
}

/// What goes into a slot.
pub(super) enum Filling<'a> {
    Text(SetText),
    Picture(&'a Picture),
}

/// Draws a slot on its page.
pub(super) fn draw(
    placed: Placed<'_>,
    overlays: &mut [Overlay],
    structure: &mut Option<Structure>,
    update: &mut Update<'_>,
) -> Result<(), DocumentError> {
    let Placed { slot, filling } = placed;
    let Some(overlay) = overlays.get_mut(slot.page) else { return Ok(()) };
    let (kind, alt) = match &filling {
        Filling::Text(_) => ("P", ""),
        Filling::Picture(picture) => ("Figure", picture.alt.as_str()),
    };
    let form = form(slot, &filling, update)?;
    let mark = match structure {
        None => Mark::None,
        // A picture that nothing is said about is decoration.
        Some(_) if kind == "Figure" && alt.is_empty() => Mark::Decoration,
        Some(structure) => Mark::Content(kind, structure.add(overlay.page, kind, alt, update)?),
    };
    if let Some(note) = slot.note {
        if let Some(structure) = structure {
            structure.remove(note, update)?;
        }
        overlay.remove(note);
    }
    overlay.draw(form, PageFrame::of(overlay.page, update.template).place_to_own(slot.place), mark);
    Ok(())
}

fn form(slot: &Slot, filling: &Filling<'_>, update: &mut Update<'_>) -> Result<ObjectId, DocumentError> {
    let size = slot.place.size();
    let (operators, resources) = match filling {
        Filling::Text(set) => {
            (set.operators(&mut update.fonts)?, dictionary! { "Font" => update.font_resources })
        }
        Filling::Picture(picture) => drawn(slot, picture, size, update)?,
    };
    let form = write::form(size, resources);
    Ok(update.add(packed(form, operators.into_bytes())))
}

fn drawn(
    slot: &Slot,
    picture: &Picture,
    size: Size,
    update: &mut Update<'_>,
) -> Result<(String, Dictionary), DocumentError> {
    let SlotContent::Picture { fit, focus, .. } = slot.content else {
        return Ok((String::new(), Dictionary::new()));
    };
    let image = picture::embed(picture, &slot.name, update.document())?;
    let place = fit.place(image.size, size.to_rect(), focus);
    let resources = dictionary! { "XObject" => dictionary! { "Im" => image.id } };
    Ok((picture::operators(size, place), resources))
}
