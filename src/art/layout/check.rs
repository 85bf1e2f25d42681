//! Reads a layout's file and finds what is wrong with it: the file, the line, the field, the reason.

use std::ops::Range;

use super::Layout;
use super::data::{AreaData, DrawName, LayerData, LayoutData, OutlineName, PageData, RegionData};
use crate::brief::Intent;

/// Why a layout's file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: `{field}` {reason}")]
pub struct LayoutError {
    /// The file's name.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The field, as in `page[0].head.in`.
    pub field: String,
    /// What is wrong with it.
    pub reason: String,
}

/// The longest file that is read, in bytes; ours have about 2,000.
const MAX_BYTES: usize = 64 << 10;
/// The most regions or layers of a page.
const MAX_PARTS: usize = 40;

/// Reads and checks one file; `file` is its name in errors.
pub(super) fn read(file: &str, text: &str) -> Result<Layout, LayoutError> {
    let place = Place { file, text };
    if text.len() > MAX_BYTES {
        return Err(place.error(
            0,
            "layout",
            format!("has {} bytes; at most {MAX_BYTES} are read", text.len()),
        ));
    }
    let reader = toml::Deserializer::parse(text).map_err(|error| {
        place.error(start(error.span()), "layout", format!("is no TOML: {}", error.message()))
    })?;
    let data: LayoutData = serde_path_to_error::deserialize(reader).map_err(|error| {
        let at = start(error.inner().span());
        place.error(
            at,
            &path(&error.path().to_string()),
            format!("cannot be used: {}", error.inner().message()),
        )
    })?;
    place.layout(&data)?;
    Ok(Layout::new(data))
}

/// serde's path without the name that spans travel under.
fn path(path: &str) -> String {
    path.split('.').filter(|part| !part.starts_with("$__")).collect::<Vec<_>>().join(".")
}

fn start(span: Option<Range<usize>>) -> usize {
    span.map_or(0, |span| span.start)
}

/// The file that errors point into.
struct Place<'a> {
    file: &'a str,
    text: &'a str,
}

impl Place<'_> {
    fn error(&self, at: usize, field: &str, reason: impl Into<String>) -> LayoutError {
        let before = &self.text.as_bytes()[..at.min(self.text.len())];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        LayoutError { file: self.file.to_owned(), line, field: field.to_owned(), reason: reason.into() }
    }

    fn layout(&self, data: &LayoutData) -> Result<(), LayoutError> {
        if data.name.trim().is_empty() || data.name.len() > 40 {
            return Err(self.error(0, "name", "must have 1 to 40 characters"));
        }
        if !(0.0..=1.5).contains(&data.merit) {
            return Err(self.error(0, "merit", "must be from 0 to 1.5"));
        }
        for intent in data.intents.iter().flatten() {
            if Intent::from_name(intent.get_ref()).is_none() {
                let names = Intent::ALL.map(Intent::name).join(", ");
                let reason = format!("has no intent “{}”; there are: {names}", intent.get_ref());
                return Err(self.error(intent.span().start, "for", reason));
            }
        }
        if data.pages.is_empty() {
            return Err(self.error(0, "page", "is missing: a layout has at least one [[page]]"));
        }
        for (index, page) in data.pages.iter().enumerate() {
            self.page(&format!("page[{index}]"), page.span().start, page.get_ref())?;
        }
        Ok(())
    }

    fn page(&self, path: &str, at: usize, page: &PageData) -> Result<(), LayoutError> {
        if page.shapes.is_empty() {
            return Err(self.error(at, &format!("{path}.shapes"), "is empty"));
        }
        if !(0.02..=0.6).contains(&page.title.most) {
            return Err(self.error(at, &format!("{path}.title.most"), "must be from 0.02 to 0.6"));
        }
        if page.regions.len() > MAX_PARTS || page.layers.len() > MAX_PARTS {
            return Err(self.error(at, path, format!("has more than {MAX_PARTS} regions or layers")));
        }
        let mut known = vec!["page", "inside"];
        for (index, region) in page.regions.iter().enumerate() {
            let path = format!("{path}.regions[{index}]");
            self.region(&path, region.span().start, region.get_ref(), &known)?;
            known.push(&region.get_ref().name);
        }
        for (index, layer) in page.layers.iter().enumerate() {
            let path = format!("{path}.layers[{index}]");
            self.layer(&path, layer.span().start, layer.get_ref(), &known)?;
        }
        let areas =
            [("head", Some(&page.head)), ("foot", page.foot.as_ref()), ("numeral", page.numeral.as_ref())];
        for (name, area) in areas.into_iter().filter_map(|(name, area)| Some((name, area?))) {
            let AreaData { region, .. } = area.get_ref();
            self.known(&format!("{path}.{name}.in"), area.span().start, region, &known)?;
        }
        Ok(())
    }

    fn region(&self, path: &str, at: usize, region: &RegionData, known: &[&str]) -> Result<(), LayoutError> {
        if known.contains(&region.name.as_str()) {
            let reason = format!("is “{}”, which is there already", region.name);
            return Err(self.error(at, &format!("{path}.name"), reason));
        }
        self.known(&format!("{path}.within"), at, &region.within, known)?;
        for (side, edge) in region.edges() {
            for name in edge.names() {
                self.known(&format!("{path}.{side}"), at, name, known)?;
            }
        }
        Ok(())
    }

    fn layer(&self, path: &str, at: usize, layer: &LayerData, known: &[&str]) -> Result<(), LayoutError> {
        self.known(&format!("{path}.in"), at, &layer.region, known)?;
        let uncuttable = |shape: OutlineName| matches!(shape, OutlineName::Arch | OutlineName::Slant);
        let shapes = [Some(layer.shape), layer.flipped];
        if layer.draw == DrawName::Picture && shapes.into_iter().flatten().any(uncuttable) {
            let reason = "cannot cut a picture; rectangle, rounded, capsule and circle can";
            return Err(self.error(at, &format!("{path}.shape"), reason));
        }
        if layer.draw == DrawName::Tiles && !(1..=12).contains(&layer.columns.max(layer.rows)) {
            return Err(self.error(at, &format!("{path}.columns"), "and rows must be from 1 to 12"));
        }
        Ok(())
    }

    fn known(&self, path: &str, at: usize, name: &str, known: &[&str]) -> Result<(), LayoutError> {
        if known.contains(&name) {
            return Ok(());
        }
        Err(self.error(
            at,
            path,
            format!("names “{name}”, but the regions before it are: {}", known.join(", ")),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = r#"
name = "plain"
[[page]]
shapes = ["upright"]
title = { most = 0.2 }
regions = [
  { name = "picture", within = "page", bottom = [0.6, 0.2] },
  { name = "text", top = { below = "picture", margins = 1 } },
]
layers = [{ draw = "picture", in = "picture" }]
head = { in = "text" }
"#;

    fn check(from: &str, to: &str, line: usize, field: &str, reason: &str) {
        assert!(WHOLE.contains(from));
        let error = read("plain.toml", &WHOLE.replace(from, to)).map(|layout| layout.name).unwrap_err();
        assert_eq!((error.line, error.field.as_str()), (line, field), "{error}");
        assert!(error.reason.contains(reason), "{error}");
    }

    #[test]
    fn mistakes_are_named_with_their_line_and_field() {
        assert_eq!(read("plain.toml", WHOLE).unwrap().name, "plain");
        check("name = \"plain\"", "name = ", 2, "layout", "TOML");
        check("most = 0.2", "most = \"large\"", 5, "page[0].title.most", "invalid type");
        check("most = 0.2", "most = 2.0", 3, "page[0].title.most", "0.02 to 0.6");
        check("upright", "tall", 4, "page[0].shapes[0]", "unknown variant");
        check("below = \"picture\"", "below = \"photo\"", 8, "page[0].regions[1].top", "photo");
        check("in = \"text\"", "in = \"words\"", 11, "page[0].head.in", "words");
        check(
            "draw = \"picture\"",
            "draw = \"picture\", shape = \"arch\"",
            10,
            "page[0].layers[0].shape",
            "cut",
        );
    }
}
