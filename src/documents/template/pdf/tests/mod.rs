//! Forms built here, filled, and read back: values, what the widgets show, and what is refused.

use std::collections::HashMap;
use std::sync::Arc;

use lopdf::content::Content as Operators;
use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary, text_string};
use serde_json::json;

use super::*;
use crate::documents::TagProblem;
use crate::scene::{Content, Drawing, Encoding, Fit, Origin, Paint, PixelSize, Shape};

mod crafted;
mod hostile;
mod pages;
mod pictures;
mod signed;
mod values;

/// A one-page PDF whose form has these fields; each is a widget of 200 by 40 points, unless it says otherwise.
fn form(fields: Vec<Dictionary>) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let page = document.new_object_id();
    let mut ids: Vec<ObjectId> = Vec::new();
    for field in fields {
        let mut widget = dictionary! {
            "Type" => "Annot", "Subtype" => "Widget", "P" => page, "DA" => Object::string_literal("/Helv 12 Tf 0 g"),
            "Rect" => vec![100.into(), 100.into(), 300.into(), 140.into()],
        };
        widget.extend(&field);
        ids.push(document.add_object(widget));
    }
    finish(document, pages, page, ids.iter().map(|id| Object::Reference(*id)).collect())
}

fn finish(mut document: Document, pages: ObjectId, page: ObjectId, fields: Vec<Object>) -> Vec<u8> {
    let box_ = vec![0.into(), 0.into(), 595.into(), 842.into()];
    document.set_object(
        page,
        dictionary! { "Type" => "Page", "Parent" => pages, "MediaBox" => box_, "Annots" => fields.clone() },
    );
    document.set_object(pages, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 });
    let form = dictionary! { "Fields" => fields, "NeedAppearances" => true, "XFA" => text_string("old") };
    let catalog =
        document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages, "AcroForm" => form });
    document.trailer.set("Root", catalog);
    let mut file = Vec::new();
    document.save_to(&mut file).unwrap();
    file
}

fn text_field(name: &str, more: impl Into<Option<Dictionary>>) -> Dictionary {
    let mut field = dictionary! { "FT" => "Tx", "T" => text_string(name) };
    field.extend(&more.into().unwrap_or_default());
    field
}

fn fill_all(file: &[u8], data: &Value, pictures: &[(&str, Picture)]) -> Result<Document, DocumentError> {
    let pictures = pictures.iter().map(|(name, picture)| ((*name).to_owned(), picture.clone())).collect();
    let filled = PdfTemplate::open(file, &Limits::for_testing())?.fill(
        data,
        &pictures,
        &FillOptions::default(),
        &Fonts::system(),
    )?;
    let document = Document::load_mem(&filled).unwrap();
    let form = document.catalog().unwrap().get(b"AcroForm").unwrap().as_dict().unwrap();
    let is_filled = filled.len() > file.len();
    assert!(
        !is_filled || !form.has(b"XFA") && form.get(b"NeedAppearances").unwrap() == &Object::Boolean(false)
    );
    Ok(document)
}

/// The field of that partial name.
fn field<'a>(document: &'a Document, name: &str) -> &'a Dictionary {
    let has_name = |object: &&Dictionary| object.get(b"T").is_ok_and(|found| found == &text_string(name));
    document.objects.values().filter_map(|object| object.as_dict().ok()).find(has_name).unwrap()
}

fn value(document: &Document, name: &str) -> String {
    lopdf::decode_text_string(field(document, name).get(b"V").unwrap()).unwrap()
}

/// The appearance of a field, unpacked.
fn appearance(document: &Document, name: &str) -> Stream {
    let normal = field(document, name).get(b"AP").unwrap().as_dict().unwrap().get(b"N").unwrap();
    let mut stream = document.dereference(normal).unwrap().1.as_stream().unwrap().clone();
    let _ = stream.decompress();
    stream
}

/// A line that shows: its words (read back through the fonts' maps), its place and its type size.
type Line = (String, f32, f32, f32);

/// What a field shows.
fn shown(document: &Document, name: &str) -> Vec<Line> {
    let stream = appearance(document, name);
    let resources = stream.dict.get(b"Resources").unwrap().as_dict().unwrap();
    let fonts = resources.get_deref(b"Font", document).unwrap().as_dict().unwrap();
    let (mut font, mut size, mut place) = (HashMap::new(), 0.0, (0.0, 0.0));
    let mut lines: Vec<Line> = Vec::new();
    for operation in Operators::decode(&stream.content).unwrap().operations {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "Tf" => {
                font = unicode_map(document, fonts, operands[0].as_name().unwrap());
                size = operands[1].as_float().unwrap();
            }
            "Tm" => place = (operands[4].as_float().unwrap(), operands[5].as_float().unwrap()),
            "TJ" => {
                let codes = operands[0].as_array().unwrap().iter().filter_map(|piece| piece.as_str().ok());
                let words: String = codes.map(|code| font[code].as_str()).collect();
                match lines.last_mut().filter(|line| (line.2 - place.1).abs() < 0.01) {
                    Some(line) => line.0 += &words,
                    None => lines.push((words, place.0, place.1, size)),
                }
            }
            _ => {}
        }
    }
    lines
}

fn unicode_map(document: &Document, fonts: &Dictionary, name: &[u8]) -> HashMap<Vec<u8>, String> {
    let font = fonts.get_deref(name, document).unwrap().as_dict().unwrap();
    let map =
        font.get_deref(b"ToUnicode", document).unwrap().as_stream().unwrap().get_plain_content().unwrap();
    let map = String::from_utf8(map).unwrap();
    let hex = |text: &str| -> Vec<u8> {
        let digits: Vec<char> = text.chars().filter(char::is_ascii_hexdigit).collect();
        digits
            .chunks(2)
            .map(|pair| u8::from_str_radix(&pair.iter().collect::<String>(), 16).unwrap())
            .collect()
    };
    let entry = |line: &str| {
        let (code, words) = line.split_once("> <").unwrap();
        let units: Vec<u16> =
            hex(words).chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        (hex(code), String::from_utf16(&units).unwrap())
    };
    let (_, entries) = map.split_once("beginbfchar\n").unwrap();
    entries.lines().take_while(|line| line.starts_with('<')).map(entry).collect()
}

fn encoded(encoding: Encoding, pixels: &image::DynamicImage) -> Picture {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let format = if encoding == Encoding::Png { image::ImageFormat::Png } else { image::ImageFormat::Jpeg };
    pixels.write_to(&mut bytes, format).unwrap();
    let bytes: Arc<[u8]> = bytes.into_inner().into();
    let size = PixelSize::new(pixels.width(), pixels.height());
    let (model, alt) = ("test".to_owned(), "성장 그래프".to_owned());
    Picture {
        content: Content::Encoded { encoding, bytes },
        size,
        seed: 0,
        model,
        alt,
        origin: Origin::Trained,
        shows: Vec::new(),
        mark: None,
    }
}

fn button(look: Dictionary, flags: i64) -> Dictionary {
    let flags = flags | 1 << 16;
    let tooltip = text_string("A chart of growth");
    dictionary! { "FT" => "Btn", "T" => text_string("picture"), "Ff" => flags, "TU" => tooltip, "MK" => look }
}
