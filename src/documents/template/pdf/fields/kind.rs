//! What kind of field it is, by its type and flags (ISO 32000-1, 12.7.4).

use lopdf::{Dictionary, Document, Object, decode_text_string};

use super::{Inherited, Kind, TextField};
use crate::documents::template::pdf::look::Look;

pub(super) fn kind(dictionary: &Dictionary, inherited: &Inherited<'_>, document: &Document) -> Kind {
    let flags = inherited.number(b"Ff");
    let flag = |bit: u32| flags & (1 << (bit - 1)) != 0;
    let choices = || options(inherited.values.get(&b"Opt"[..]).copied(), document);
    match inherited.name(b"FT") {
        b"Tx" if !flag(21) => Kind::Text(text_field(inherited, document, flag)),
        b"Btn" if flag(17) && !dictionary.has(b"A") && !dictionary.has(b"AA") => Kind::Picture,
        b"Btn" if !flag(17) => Kind::Tick { labels: choices().into_iter().map(|(_, shown)| shown).collect() },
        b"Ch" => {
            let (options, look) = (choices(), text_field(inherited, document, |_| false));
            match flag(18) {
                true => Kind::Choice { options, free: flag(19), look },
                false => Kind::List { options, many: flag(22), look: TextField { multiline: true, ..look } },
            }
        }
        b"Sig" => Kind::Signature,
        _ => Kind::Other,
    }
}

/// The text flags: 13 multiline, 14 password, 25 comb (ISO 32000-1, table 228).
fn text_field(inherited: &Inherited<'_>, document: &Document, flag: impl Fn(u32) -> bool) -> TextField {
    let max_length = usize::try_from(inherited.number(b"MaxLen")).ok().filter(|length| *length > 0);
    let appearance =
        inherited.values.get(&b"DA"[..]).and_then(|value| value.as_str().ok()).unwrap_or_default();
    TextField {
        look: Look::read(appearance, &base_font(appearance, document).unwrap_or_default()),
        anchor: None,
        quadding: inherited.number(b"Q"),
        multiline: flag(13),
        hidden: flag(14),
        max_length,
        comb: flag(25) && max_length.is_some(),
    }
}

/// The name of the font that an appearance chooses from the form's resources.
fn base_font(appearance: &[u8], document: &Document) -> Option<String> {
    let text = String::from_utf8_lossy(appearance);
    let resource = text.split_whitespace().find_map(|word| word.strip_prefix('/'))?;
    let form = document.catalog().ok()?.get_deref(b"AcroForm", document).and_then(Object::as_dict).ok()?;
    let resources = form.get_deref(b"DR", document).and_then(Object::as_dict).ok()?;
    let fonts = resources.get_deref(b"Font", document).and_then(Object::as_dict).ok()?;
    let font = fonts.get_deref(resource.as_bytes(), document).and_then(Object::as_dict).ok()?;
    Some(String::from_utf8_lossy(font.get(b"BaseFont").and_then(Object::as_name).ok()?).into_owned())
}

/// The options of a choice: each a text, or a pair of the value and the words that show.
fn options(options: Option<&Object>, document: &Document) -> Vec<(String, String)> {
    let words = |object: &Object| {
        document.dereference(object).and_then(|(_, object)| decode_text_string(object)).unwrap_or_default()
    };
    let pair = |option: &Object| match document.dereference(option) {
        Ok((_, Object::Array(pair))) if pair.len() == 2 => (words(&pair[0]), words(&pair[1])),
        _ => (words(option), words(option)),
    };
    options.and_then(|options| options.as_array().ok()).into_iter().flatten().map(pair).collect()
}
