//! A form made flat: what its widgets show becomes page content, and the fields go.
//!
//! Links and all other annotations stay. In a tagged document the elements of the fields stay too, as printed fields
//! (ISO 32000-1, 14.8.5.6), those of pictures as figures.

use std::collections::HashMap;

use kurbo::{Affine, Rect};
use lopdf::{Dictionary, Object, ObjectId, dictionary, text_string};

use super::fields::{Field, Kind};
use super::overlay::{Mark, Overlay, annotations};
use super::plan::{self, Change, Refusal};
use super::structure::Structure;
use super::text::SetText;
use super::update::{Update, as_dictionary};
use super::{geometry, text};
use crate::documents::DocumentError;
use crate::documents::problem::FaultCode;
use crate::scene::Fonts;

/// Annotation flags (ISO 32000-1, table 165): neither on screen nor on paper.
const HIDDEN: i64 = 1 << 1;
const NO_VIEW: i64 = 1 << 5;

/// Draws every widget of the pages on them, and takes the form out of the document.
pub(super) fn flatten(
    fields: &[Field],
    overlays: &mut [Overlay],
    structure: &mut Option<Structure>,
    update: &mut Update<'_>,
) -> Result<(), DocumentError> {
    let by_widget: HashMap<ObjectId, &Field> =
        fields.iter().flat_map(|field| field.widgets.iter().map(move |widget| (widget.id, field))).collect();
    let resources = form_resources(update)?;
    for overlay in overlays {
        for annotation in annotations(overlay.page, update) {
            let Ok(id) = annotation.as_reference() else { continue };
            if is_widget(id, update) {
                let field = by_widget.get(&id).copied();
                draw(id, field, &resources, overlay, structure, update)?;
                overlay.remove(id);
            }
        }
    }
    let catalog = update.catalog()?;
    update.edit(catalog)?.remove(b"AcroForm");
    update.edit(catalog)?.remove(b"NeedsRendering");
    Ok(())
}

/// Gives the fields that keep their value, but have left all drawing to readers, something to show. One whose text does
/// not fit is an error when it `must` show, as it will have no other chance.
pub(super) fn complete(
    fields: &[Field],
    must: bool,
    fonts: &Fonts,
    update: &mut Update<'_>,
) -> Result<(), DocumentError> {
    for field in fields {
        if field.widgets.iter().all(|widget| normal(widget.id, update).is_some()) {
            continue;
        }
        match (&field.kind, kept_look(field, fonts)) {
            (Kind::Tick { .. }, _) if !field.value.is_empty() && field.value != "Off" => {
                update.apply(field, Change::Tick(Some(field.value.clone().into_bytes())))?;
            }
            (_, Ok(Some(shown))) => update.show_texts(field, &shown)?,
            (_, Err(Refusal::Problems(problems))) if must => return Err(DocumentError::Tags(problems)),
            (_, Err(Refusal::Typeset(error))) if must => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

/// What a field with its own value shows; `None` for a field without words.
fn kept_look(field: &Field, fonts: &Fonts) -> Result<Option<Vec<SetText>>, Refusal> {
    match &field.kind {
        Kind::Text(look) | Kind::Choice { look, .. } if !field.value.is_empty() => {
            let shown = shown_words(field);
            let set = field.widgets.iter().map(|widget| text::set(shown, look, widget.frame(), fonts));
            let unfit = "its text does not fit the field, not even at 5 pt";
            let set = set.collect::<Result<Option<Vec<_>>, _>>()?;
            set.ok_or_else(|| plan::refuse(field, FaultCode::Unfit, unfit)).map(Some)
        }
        Kind::List { options, look, .. } => {
            let words: Vec<_> = options.iter().map(|(_, shown)| shown.as_str()).collect();
            let chosen: Vec<_> =
                options.iter().position(|(kept, _)| *kept == field.value).into_iter().collect();
            let set =
                field.widgets.iter().map(|widget| text::list(&words, &chosen, look, widget.frame(), fonts));
            Ok(Some(set.map(|set| Ok(set?.0)).collect::<Result<_, Refusal>>()?))
        }
        _ => Ok(None),
    }
}

/// The words of a kept value: those of its option when it is one.
fn shown_words(field: &Field) -> &str {
    let Kind::Choice { options, .. } = &field.kind else { return &field.value };
    options.iter().find(|(kept, _)| *kept == field.value).map_or(&field.value, |(_, shown)| shown)
}

fn is_widget(id: ObjectId, update: &Update<'_>) -> bool {
    let subtype =
        update.dictionary(id).and_then(|annotation| annotation.get(b"Subtype").ok()?.as_name().ok());
    subtype == Some(b"Widget")
}

/// The resources that appearances without their own use.
fn form_resources(update: &mut Update<'_>) -> Result<Dictionary, DocumentError> {
    let resources = update.edit_form()?.and_then(|form| form.get(b"DR").ok().cloned());
    let resources =
        resources.as_ref().and_then(|resources| update.resolve(resources)).and_then(as_dictionary);
    Ok(resources.cloned().unwrap_or_default())
}

fn draw(
    id: ObjectId,
    field: Option<&Field>,
    resources: &Dictionary,
    overlay: &mut Overlay,
    structure: &mut Option<Structure>,
    update: &mut Update<'_>,
) -> Result<(), DocumentError> {
    let Some((form, place)) = placed(id, update) else {
        return structure.as_mut().map_or(Ok(()), |structure| structure.remove(id, update));
    };
    settle(form, resources, update)?;
    let Some(structure) = structure else {
        overlay.draw(form, place, Mark::None);
        return Ok(());
    };
    let mark = match structure.exchange(id, overlay.page, update)? {
        Some((mark, element)) => Mark::Content(describe(element, id, field, update)?, mark),
        None => Mark::Decoration,
    };
    overlay.draw(form, place, mark);
    Ok(())
}

/// The form object that a widget shows, and how it is placed on the page (ISO 32000-1, 12.5.5, algorithm 8.1).
fn placed(id: ObjectId, update: &Update<'_>) -> Option<(ObjectId, Affine)> {
    let widget = update.dictionary(id)?;
    let flags = widget.get(b"F").and_then(Object::as_i64).unwrap_or(0);
    if flags & (HIDDEN | NO_VIEW) != 0 {
        return None;
    }
    let form = normal(id, update)?;
    let dictionary = update.dictionary(form)?;
    let place = geometry::rect(update.value(widget, b"Rect")?, update.template)?;
    let bounds = match update.value(dictionary, b"BBox") {
        Some(bounds) => geometry::rect(bounds, update.template)?,
        None => place.size().to_rect(),
    };
    let matrix = update.value(dictionary, b"Matrix").and_then(matrix).unwrap_or(Affine::IDENTITY);
    let drawn: Rect = matrix.transform_rect_bbox(bounds);
    if drawn.width() <= 0.0 || drawn.height() <= 0.0 {
        return None;
    }
    let scale = Affine::scale_non_uniform(place.width() / drawn.width(), place.height() / drawn.height());
    let moved =
        Affine::translate(place.origin().to_vec2()) * scale * Affine::translate(-drawn.origin().to_vec2());
    Some((form, moved))
}

/// The normal appearance of a widget, in its state when it has several.
fn normal(id: ObjectId, update: &Update<'_>) -> Option<ObjectId> {
    let widget = update.dictionary(id)?;
    let appearances = as_dictionary(update.value(widget, b"AP")?)?;
    let normal = appearances.get(b"N").ok()?;
    match update.resolve(normal)? {
        Object::Stream(_) => normal.as_reference().ok(),
        Object::Dictionary(states) => {
            let state = widget.get(b"AS").and_then(Object::as_name).unwrap_or(b"Off");
            let form = states.get(state).ok()?;
            update.resolve(form)?.as_stream().ok()?;
            form.as_reference().ok()
        }
        _ => None,
    }
}

fn matrix(value: &Object) -> Option<Affine> {
    let numbers = value.as_array().ok()?.iter().map(|number| Some(f64::from(number.as_float().ok()?)));
    let numbers: Vec<f64> = numbers.collect::<Option<_>>()?;
    Some(Affine::new(numbers.try_into().ok()?))
}

/// Gives an appearance what a form object on a page must have: its kind, its box, its resources.
fn settle(form: ObjectId, resources: &Dictionary, update: &mut Update<'_>) -> Result<(), DocumentError> {
    let Some(dictionary) = update.dictionary(form) else { return Ok(()) };
    let is_form =
        dictionary.get(b"Subtype").and_then(Object::as_name).is_ok_and(|subtype| subtype == b"Form");
    if is_form && dictionary.has(b"Resources") {
        return Ok(());
    }
    let dictionary = update.edit(form)?;
    dictionary.set("Type", "XObject");
    dictionary.set("Subtype", "Form");
    if !dictionary.has(b"Resources") {
        dictionary.set("Resources", resources.clone());
    }
    Ok(())
}

/// Says in the field's element what it was, and gives the element's kind.
fn describe(
    element: ObjectId,
    widget: ObjectId,
    field: Option<&Field>,
    update: &mut Update<'_>,
) -> Result<&'static str, DocumentError> {
    let state = update.dictionary(widget).and_then(|widget| widget.get(b"AS").ok()?.as_name().ok());
    let is_on = state.is_some_and(|state| state != b"Off");
    let tooltip = field.and_then(|field| tooltip(field, update)).unwrap_or_default();
    let element = update.edit(element)?;
    if field.is_some_and(Field::is_picture_place) {
        element.set("S", "Figure");
        element.set("Alt", text_string(&tooltip));
        return Ok("Figure");
    }
    let role = match field {
        Some(Field { kind: Kind::Tick { .. }, widgets, .. }) if widgets.len() > 1 => "rb",
        Some(Field { kind: Kind::Tick { .. }, .. }) => "cb",
        Some(Field { kind: Kind::Picture | Kind::Other, .. }) => "pb",
        _ => "tv",
    };
    let mut attributes = dictionary! { "O" => "PrintField", "Role" => role };
    if matches!(role, "rb" | "cb") {
        attributes.set("checked", if is_on { "on" } else { "off" });
    }
    if !tooltip.is_empty() {
        attributes.set("Desc", text_string(&tooltip));
    }
    element.set("A", attributes);
    Ok("Form")
}

/// What a field is for, as it is now: a picture that came with a description has changed it.
fn tooltip(field: &Field, update: &Update<'_>) -> Option<String> {
    let own = update.dictionary(field.id)?.get(b"TU").ok()?;
    lopdf::decode_text_string(update.resolve(own)?).ok()
}
