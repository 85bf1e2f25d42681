//! The fonts of an update: composite fonts with only the glyphs that were used, and the way back to their characters
//! (ISO 32000-1, 9.7 and 9.10.3).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use skrifa::instance::{LocationRef, NormalizedCoord, Size};
use skrifa::raw::TableProvider;
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag};
use subsetter::GlyphRemapper;

use super::defect;
use crate::documents::{DocumentError, variation};
use crate::scene::typeset::FontData;
use crate::scene::{PlacedGlyph, PlacedRun};

/// The fonts that have been used, in the order of their first use.
#[derive(Default)]
pub(super) struct FontBook {
    fonts: Vec<BookFont>,
}

/// A font with the glyphs that have been used.
pub(super) struct BookFont {
    number: usize,
    data: FontData,
    coordinates: Vec<i16>,
    glyphs: GlyphRemapper,
    /// For each glyph code the characters it stands for and its width in ems.
    used: BTreeMap<u16, (String, f64)>,
}

impl FontBook {
    /// The font of a run.
    pub fn font(&mut self, run: &PlacedRun) -> Result<&mut BookFont, DocumentError> {
        let is_same = |font: &BookFont| {
            font.data.data.id() == run.font.data.id()
                && font.data.index == run.font.index
                && font.coordinates == run.coordinates
        };
        let number = self.fonts.iter().position(is_same).unwrap_or(self.fonts.len());
        if number == self.fonts.len() {
            self.fonts.push(BookFont {
                number,
                data: run.font.clone(),
                coordinates: run.coordinates.clone(),
                glyphs: GlyphRemapper::new(),
                used: BTreeMap::new(),
            });
        }
        self.fonts.get_mut(number).ok_or_else(|| defect("a font of the text is lost"))
    }

    /// Adds the fonts to the document and gives the resources that name them.
    pub fn embed(&self, document: &mut Document) -> Result<Dictionary, DocumentError> {
        let mut resources = Dictionary::new();
        for font in &self.fonts {
            resources.set(font.resource().trim_start_matches('/'), font.embed(document)?);
        }
        Ok(resources)
    }
}

impl BookFont {
    /// Its name in the resources.
    pub fn resource(&self) -> String {
        format!("/Vgn{}", self.number)
    }

    /// The code of a glyph and the width its font gives it, in ems.
    pub fn code(&mut self, glyph: &PlacedGlyph, text: &str) -> (u16, f64) {
        // Fonts hold at most 65,535 glyphs, so that the number always fits.
        let code = self.glyphs.remap(u16::try_from(glyph.id).unwrap_or(0));
        if let Some((_, width)) = self.used.get(&code) {
            return (code, *width);
        }
        let width = self.width(glyph.id);
        let words = text.get(glyph.text.clone()).unwrap_or_default().to_owned();
        self.used.insert(code, (words, width));
        (code, width)
    }

    fn width(&self, glyph: u32) -> f64 {
        let Ok(font) = FontRef::from_index(self.data.data.as_ref(), self.data.index) else { return 0.0 };
        let coordinates = self.normalised();
        let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::new(&coordinates));
        metrics.advance_width(GlyphId::new(glyph)).unwrap_or(0.0).into()
    }

    fn normalised(&self) -> Vec<NormalizedCoord> {
        self.coordinates.iter().map(|bits| NormalizedCoord::from_bits(*bits)).collect()
    }

    fn embed(&self, document: &mut Document) -> Result<ObjectId, DocumentError> {
        let program = self.subset().ok_or_else(|| defect("a font that set the text cannot be embedded"))?;
        let subset = FontRef::new(&program).map_err(defect)?;
        let outlines = subset.table_data(Tag::new(b"CFF ")).map(|table| table.as_bytes().to_vec());
        let name = format!("{}+{}", subset_tag(&program), self.postscript_name());
        let descriptor =
            self.descriptor(&name, outlines.is_some(), document.add_object(font_file(outlines, &program)));
        let is_cff = descriptor.has(b"FontFile3");
        let descriptor = document.add_object(descriptor);
        let mut descendant = dictionary! {
            "Type" => "Font",
            "Subtype" => if is_cff { "CIDFontType0" } else { "CIDFontType2" },
            "BaseFont" => name.as_str(),
            "CIDSystemInfo" => system_info(),
            "FontDescriptor" => descriptor,
            "DW" => 0,
            "W" => self.widths(),
        };
        if !is_cff {
            descendant.set("CIDToGIDMap", "Identity");
        }
        let descendant = document.add_object(descendant);
        let to_unicode = document.add_object(packed(Dictionary::new(), self.unicode_map().into_bytes()));
        Ok(document.add_object(dictionary! {
            "Type" => "Font",
            "Subtype" => "Type0",
            "BaseFont" => if is_cff { format!("{name}-Identity-H") } else { name }.as_str(),
            "Encoding" => "Identity-H",
            "DescendantFonts" => vec![descendant.into()],
            "ToUnicode" => to_unicode,
        }))
    }

    fn subset(&self) -> Option<Vec<u8>> {
        let axes = variation::axis_values(&self.data, &self.coordinates)?;
        let axes: Vec<_> =
            axes.iter().map(|(tag, value)| (subsetter::Tag::new(&tag.to_be_bytes()), *value)).collect();
        subsetter::subset_with_variations(self.data.data.as_ref(), self.data.index, &axes, &self.glyphs).ok()
    }

    fn postscript_name(&self) -> String {
        let font = FontRef::from_index(self.data.data.as_ref(), self.data.index).ok();
        let name =
            font.and_then(|font| Some(font.localized_strings(StringId::POSTSCRIPT_NAME).next()?.to_string()));
        let is_plain = |letter: &char| letter.is_ascii_alphanumeric() || *letter == '-';
        name.unwrap_or_default().chars().filter(is_plain).take(60).collect()
    }

    /// The numbers a reader needs before it has read the font, in thousandths of an em.
    fn descriptor(&self, name: &str, is_cff: bool, file: ObjectId) -> Dictionary {
        let coordinates = self.normalised();
        let font = FontRef::from_index(self.data.data.as_ref(), self.data.index).ok();
        let metrics =
            font.as_ref().map(|font| font.metrics(Size::new(1000.0), LocationRef::new(&coordinates)));
        let metrics = metrics.unwrap_or_default();
        let bounds = metrics.bounds.map(|bounds| [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max]);
        let weight = font.as_ref().and_then(|font| Some(f32::from(font.os2().ok()?.us_weight_class())));
        let bounds = bounds.unwrap_or([0.0, metrics.descent, 1000.0, metrics.ascent]);
        dictionary! {
            "Type" => "FontDescriptor",
            "FontName" => name,
            "Flags" => 4, // Symbolic: the codes are glyph numbers, not characters.
            "FontBBox" => bounds.map(Object::Real).to_vec(),
            "ItalicAngle" => metrics.italic_angle,
            "Ascent" => metrics.ascent,
            "Descent" => metrics.descent,
            "CapHeight" => metrics.cap_height.unwrap_or(metrics.ascent),
            // The usual estimate of stem thickness by weight, as in krilla and pdf-writer.
            "StemV" => 10.0 + 0.244 * (weight.unwrap_or(400.0) - 50.0),
            if is_cff { "FontFile3" } else { "FontFile2" } => file,
        }
    }

    fn widths(&self) -> Vec<Object> {
        let width = |(code, (_, width)): (&u16, &(String, f64))| {
            [Object::Integer((*code).into()), vec![Object::Real((width * 1000.0) as f32)].into()]
        };
        self.used.iter().flat_map(width).collect()
    }

    /// The CMap from codes to UTF-16 (Adobe Technical Note 5411); at most 100 lines a block.
    fn unicode_map(&self) -> String {
        let mut map = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
            /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
            1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
            .to_owned();
        let entries: Vec<_> = self.used.iter().filter(|(_, (words, _))| !words.is_empty()).collect();
        for block in entries.chunks(100) {
            let _ = writeln!(map, "{} beginbfchar", block.len());
            for (code, (words, _)) in block {
                let units: String = words.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
                let _ = writeln!(map, "<{code:04X}> <{units}>");
            }
            map.push_str("endbfchar\n");
        }
        map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        map
    }
}

/// A font program: bare CFF, or a whole TrueType file.
fn font_file(outlines: Option<Vec<u8>>, program: &[u8]) -> Stream {
    match outlines {
        Some(outlines) => packed(dictionary! { "Subtype" => "CIDFontType0C" }, outlines),
        None => packed(dictionary! { "Length1" => program.len() as i64 }, program.to_vec()),
    }
}

/// A stream, deflated when that makes it smaller.
pub(super) fn packed(dictionary: Dictionary, content: Vec<u8>) -> Stream {
    let mut stream = Stream::new(dictionary, content);
    // Deflating into memory does not fail; if it did, the stream would stay whole.
    let _ = stream.compress();
    stream
}

fn system_info() -> Dictionary {
    let text = |text: &str| Object::String(text.into(), StringFormat::Literal);
    dictionary! { "Registry" => text("Adobe"), "Ordering" => text("Identity"), "Supplement" => 0 }
}

/// Six letters that tell subsets of one font apart, from their content.
fn subset_tag(program: &[u8]) -> String {
    let mut number = crc32fast::hash(program);
    let letter = |_| {
        let letter = char::from(b'A' + (number % 26) as u8);
        number /= 26;
        letter
    };
    (0..6).map(letter).collect()
}
