//! What the example forms share: fields become a form, and part of the structure that screen readers follow.

use std::error::Error;

use kurbo::Rect;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// The page's height in points; fields count from its foot.
const HEIGHT: f64 = 841.89;

/// The file with these widgets on its page, each a field of its own or a kid of one of the `groups`.
pub fn finish(
    mut document: Document,
    page_id: ObjectId,
    widgets: &[ObjectId],
    groups: &[(ObjectId, Vec<ObjectId>)],
) -> Outcome<Vec<u8>> {
    tag(&mut document, page_id, widgets)?;
    let helvetica = |name: &str| {
        dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => name, "Encoding" => "WinAnsiEncoding" }
    };
    let fonts = dictionary! { "Helv" => helvetica("Helvetica"), "HeBo" => helvetica("Helvetica-Bold") };
    let group =
        |widget: &ObjectId| groups.iter().find(|(_, kids)| kids.contains(widget)).map(|(group, _)| *group);
    let mut fields: Vec<ObjectId> = widgets.iter().map(|widget| group(widget).unwrap_or(*widget)).collect();
    fields.dedup();
    let references = |ids: &[ObjectId]| ids.iter().map(|id| Object::Reference(*id)).collect::<Vec<_>>();
    let form = document.add_object(dictionary! {
        "Fields" => references(&fields),
        "DR" => dictionary! { "Font" => fonts },
        "DA" => string("/Helv 12 Tf 0 g"),
    });
    document.catalog_mut()?.set("AcroForm", form);
    let page = document.get_dictionary_mut(page_id)?;
    page.set("Annots", references(widgets));
    page.set("Tabs", "S");
    without_claims(&mut document)?;
    let mut file = Vec::new();
    document.compress();
    document.save_to(&mut file)?;
    Ok(file)
}

/// A form object of a place's size.
pub fn form(document: &mut Document, place: Rect, operators: String) -> ObjectId {
    let dictionary = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => numbers([0.0, 0.0, place.width(), place.height()]),
        "Resources" => Dictionary::new(),
    };
    document.add_object(Stream::new(dictionary, operators.into_bytes()))
}

/// Adds the fields to the structure tree, as `Form` elements in the order of the fields.
fn tag(document: &mut Document, page: ObjectId, fields: &[ObjectId]) -> Outcome<()> {
    let root_id = document.catalog()?.get(b"StructTreeRoot")?.as_reference()?;
    let root = document.get_dictionary(root_id)?.clone();
    let mut parent_tree = root.get_deref(b"ParentTree", document)?.as_dict()?.clone();
    let mut numbers = parent_tree.get(b"Nums")?.as_array()?.clone();
    let parent = match root.get(b"K")? {
        Object::Array(kids) => kids.first().ok_or("the structure is empty")?.as_reference()?,
        kid => kid.as_reference()?,
    };
    let first_key = i64::try_from(numbers.len() / 2)?;
    let mut elements = Vec::new();
    for (index, field) in fields.iter().enumerate() {
        let key = first_key + i64::try_from(index)?;
        let object = dictionary! { "Type" => "OBJR", "Obj" => *field, "Pg" => page };
        let element = document.add_object(dictionary! {
            "Type" => "StructElem", "S" => "Form", "P" => parent, "K" => object,
        });
        document.get_dictionary_mut(*field)?.set("StructParent", key);
        numbers.extend([Object::Integer(key), Object::Reference(element)]);
        elements.push(Object::Reference(element));
    }
    parent_tree.set("Nums", numbers);
    let parent_tree = document.add_object(parent_tree);
    document.get_dictionary_mut(parent)?.get_mut(b"K")?.as_array_mut()?.extend(elements);
    let root = document.get_dictionary_mut(root_id)?;
    root.set("ParentTree", parent_tree);
    root.set("ParentTreeNextKey", first_key + i64::try_from(fields.len())?);
    Ok(())
}

/// The form's fonts are the reader's own, so the file is no archive any more: it must not say so.
fn without_claims(document: &mut Document) -> Outcome<()> {
    let id = document.catalog()?.get(b"Metadata")?.as_reference()?;
    let stream = document.get_object_mut(id)?.as_stream_mut()?;
    let mut packet = String::from_utf8(stream.content.clone())?;
    for claim in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
    ] {
        packet = packet.replace(claim, "");
    }
    stream.set_plain_content(packet.into_bytes());
    stream.allows_compression = false;
    Ok(())
}

/// A place with y from the top as the corners of a PDF rectangle.
pub fn corners(place: Rect) -> Object {
    numbers([place.x0, HEIGHT - place.y1, place.x1, HEIGHT - place.y0])
}

fn numbers(numbers: [f64; 4]) -> Object {
    numbers.map(|number| Object::Real(number as f32)).to_vec().into()
}

/// A text as PDF writes operators.
pub fn string(text: &str) -> Object {
    Object::String(text.into(), StringFormat::Literal)
}
