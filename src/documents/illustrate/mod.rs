//! Finished documents, read for what a picture could go beside, and given pictures without touching anything else.
//!
//! [`Manuscript`] is what callers use: open, read the [`Section`]s with the places each offers, and put pictures in
//! with [`Manuscript::illustrate`]. [`word`] knows paragraphs, columns and captions, [`slides`] placeholders and free
//! space; [`theme`] reads the document's colours, [`language`] its language. Which section deserves a picture, and of
//! what, is decided elsewhere.
//!
//! Deliberately left alone: text inside tables, text boxes, content controls and headers, and every part but the one
//! a picture goes into, its relationships, and the styles when a caption needs one.

use kurbo::{Rect, Size};

use super::package::{Kind, Package};
use super::{DocumentError, Format, Limits};
use crate::scene::{Language, Palette, Picture, PixelSize};
use slides::Deck;
use word::Report;

mod language;
mod slides;
#[cfg(test)]
pub(crate) mod testing;
mod word;

/// A finished document that pictures can be put into.
#[derive(Clone, Debug)]
pub struct Manuscript {
    opened: Opened,
}

#[derive(Clone, Debug)]
enum Opened {
    Word(Box<Report>),
    Slides(Box<Deck>),
}

/// What stands under one heading, or on one slide.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The heading as it is written; empty for text before the first one.
    pub heading: String,
    /// The headings it stands under, outermost first.
    pub above: Vec<String>,
    /// The part it stands in.
    pub part: String,
    /// Its text, paragraphs parted by line ends.
    pub text: String,
    /// How much text it is: a Latin letter weighs 2, a Hangul syllable or Han character 5.
    pub weight: usize,
    /// Whether it has a picture, chart or diagram already.
    pub has_picture: bool,
    /// Whether a table says most of it.
    pub is_table: bool,
    /// Whether it is a table of contents, of figures or an index.
    pub is_contents: bool,
    /// Where a picture may go, the best first.
    pub places: Vec<Place>,
    /// Why there is no place, when there is none.
    pub obstacle: Option<&'static str>,
}

/// A place that a picture may take.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Where it is.
    pub spot: Spot,
    /// The room there, in points: the column's width, or the area on the slide. A placeholder's is its own.
    pub room: Size,
    /// The text around it, to recognise it by: the end of the paragraph before, or the slide's text.
    pub text: String,
    /// A hash of the whole of that text.
    pub hash: String,
}

/// Where a picture goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Spot {
    /// After a paragraph of a Word text, by its number in the part, counted from 1.
    After {
        /// The paragraph.
        paragraph: usize,
    },
    /// Into an empty placeholder of a slide.
    Placeholder {
        /// The slide, counted from 1.
        slide: usize,
        /// The shape's id on it.
        shape: u32,
        /// Where it is, in points from the top left corner.
        bounds: Rect,
        /// Whether it is a placeholder for pictures only, which shows as empty until it has one.
        wants_picture: bool,
    },
    /// Onto a slide where nothing is.
    Area {
        /// The slide, counted from 1.
        slide: usize,
        /// The area, in points from the top left corner.
        bounds: Rect,
    },
}

/// A picture on its way into a document.
#[derive(Clone, Debug)]
pub struct Insertion {
    /// What errors call it.
    pub id: String,
    /// Where it goes.
    pub spot: Spot,
    /// The hash of the text that must stand there.
    pub hash: String,
    /// The picture, with its alternative text.
    pub picture: Picture,
    /// Its size in the document, in points.
    pub size: Size,
    /// What the caption says after its number; no caption when `None`, and on slides.
    pub caption: Option<String>,
}

/// Something about a document that whoever plans pictures for it should know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// Changes are tracked; the pictures go in unmarked.
    TracksChanges,
    /// So many captions that are numbered by hand get new numbers, and so does the text that names them.
    RenumbersTyped(usize),
    /// Captions are numbered by hand in a way that cannot be counted on; the pictures' captions carry no number.
    NumbersByHand,
    /// So many captions after the pictures get new numbers, and references to some of them are in the text.
    RenumbersReferenced(usize),
    /// So many captions after the pictures get new numbers.
    Renumbers(usize),
    /// There is a table of figures, which lists the pictures once its fields are updated.
    ListsFigures,
}

impl Manuscript {
    /// Opens a finished document; its first bytes decide what it is.
    ///
    /// # Errors
    /// [`DocumentError::Unsuitable`] for a PDF or a workbook, [`DocumentError::Locked`] for a document that is protected
    /// or signed; else as for [`Package::open`].
    pub fn open(file: &[u8], limits: &Limits) -> Result<Self, DocumentError> {
        if file.starts_with(b"%PDF-") {
            return Err(DocumentError::Unsuitable { what: "a PDF" });
        }
        let package = Package::open(file, limits)?;
        if package.is_signed() {
            return Err(DocumentError::Locked {
                reason: "it is signed, and a change would break the signature",
            });
        }
        let opened = match package.kind() {
            Kind::Word => Opened::Word(Box::new(Report::open(package)?)),
            Kind::PowerPoint => Opened::Slides(Box::new(Deck::open(package)?)),
            Kind::Excel => return Err(DocumentError::Unsuitable { what: "an Excel workbook" }),
        };
        Ok(Self { opened })
    }

    /// The format of the document.
    pub fn format(&self) -> Format {
        match &self.opened {
            Opened::Word(_) => Format::Docx,
            Opened::Slides(_) => Format::Pptx,
        }
    }

    /// Its sections in reading order: one for each heading, or for each slide.
    pub fn sections(&self) -> &[Section] {
        match &self.opened {
            Opened::Word(report) => &report.sections,
            Opened::Slides(deck) => &deck.sections,
        }
    }

    /// The language most of its text is in.
    pub fn language(&self) -> Language {
        let text = self.sections().iter().flat_map(|section| [section.heading.as_str(), &section.text]);
        language::of(text)
    }

    /// Its theme's colours, as a picture uses them; `None` when it has no theme.
    pub fn palette(&self) -> Option<Palette> {
        match &self.opened {
            Opened::Word(report) => report.palette,
            Opened::Slides(deck) => deck.palette,
        }
    }

    /// What should be known before pictures go into these places.
    pub fn notes(&self, spots: &[Spot]) -> Vec<Note> {
        match &self.opened {
            Opened::Word(report) => report.notes(spots),
            Opened::Slides(_) => Vec::new(),
        }
    }

    /// The place of that spot, if a picture may still go there and the text around it is still the same.
    ///
    /// # Errors
    /// [`DocumentError::Plan`] names the entry `id` and says what is different.
    pub fn place(&self, id: &str, part: &str, spot: Spot, hash: &str) -> Result<&Place, DocumentError> {
        let wrong = |reason: &str| DocumentError::Plan { entry: id.to_owned(), reason: reason.to_owned() };
        let here = self.sections().iter().filter(|section| section.part == part);
        let mut places = here.flat_map(|section| &section.places);
        let place = places.find(|place| place.spot.is_same(&spot)).ok_or_else(|| {
            wrong("no picture can go there: the document is another one, or its text has moved")
        })?;
        match place.hash == hash {
            true => Ok(place),
            false => Err(wrong("another text stands there than when the plan was made")),
        }
    }

    /// The document with the pictures in it. Only the parts they go into are written anew.
    ///
    /// # Errors
    /// [`DocumentError::Plan`] for an insertion whose place is none; [`DocumentError::Writer`] for a defect of ours.
    pub fn illustrate(&self, insertions: &[Insertion]) -> Result<Vec<u8>, DocumentError> {
        match &self.opened {
            Opened::Word(report) => report.illustrate(insertions, self.language()),
            Opened::Slides(deck) => deck.illustrate(insertions),
        }
    }
}

impl Spot {
    /// Whether both mean the same place; areas that differ by less than a point do.
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Area { slide, bounds }, Self::Area { slide: other_slide, bounds: other }) => {
                let sides = |rect: &Rect| [rect.x0, rect.y0, rect.x1, rect.y1];
                slide == other_slide
                    && sides(bounds).iter().zip(sides(other)).all(|(one, two)| (one - two).abs() < 1.0)
            }
            (
                Self::Placeholder { slide, shape, .. },
                Self::Placeholder { slide: other_slide, shape: other_shape, .. },
            ) => slide == other_slide && shape == other_shape,
            (one, two) => one == two,
        }
    }
}

/// What is cut from a picture so that it fills a frame of another ratio without distortion: `a:srcRect`, empty when
/// nothing is. A difference of a hundredth is a matter of whole pixels.
fn source_rect(picture: PixelSize, frame: Size) -> String {
    let (own, wanted) = (picture.ratio(), frame.width / frame.height);
    let usable = picture.area() > 0 && frame.area() > 0.0;
    let side = |share: f64| ((1.0 - share) / 2.0 * 100_000.0).round() as i64;
    match own / wanted {
        _ if !usable => String::new(),
        wider if wider > 1.01 => format!("<a:srcRect l=\"{0}\" r=\"{0}\"/>", side(1.0 / wider)),
        wider if wider < 0.99 => format!("<a:srcRect t=\"{0}\" b=\"{0}\"/>", side(wider)),
        _ => String::new(),
    }
}

/// A hash of a text, white space aside: FNV-1a, 64 bits (Fowler, Noll and Vo 1991), in hex. It recognises a place; it
/// proves nothing.
fn hash(text: &str) -> String {
    let bytes = text.split_whitespace().flat_map(str::bytes);
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    format!("{:016x}", bytes.fold(0xCBF2_9CE4_8422_2325, step))
}

/// How much text it is, as in [`Section::weight`].
pub(crate) fn weight(text: &str) -> usize {
    let letter = |character: char| match character {
        '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7FF}' => 5,
        _ if character.is_alphanumeric() => 2,
        _ => 0,
    };
    text.chars().map(letter).sum()
}

/// The end of a text, at most so many characters.
fn tail(text: &str, most: usize) -> String {
    let count = text.chars().count();
    match count > most {
        true => format!("…{}", text.chars().skip(count - most).collect::<String>()),
        false => text.to_owned(),
    }
}
