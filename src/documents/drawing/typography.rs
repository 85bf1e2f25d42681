//! The fonts a document names: two for its theme, each with a Latin and an East Asian family.

use super::element::Element;
use crate::scene::{Fonts, Language, Role, Scene, Typeface};

/// The document's fonts: which typeface its headings and its other texts have, and the families of each.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::documents) struct Typography {
    /// The title's typeface.
    pub heading: Typeface,
    /// The running text's typeface.
    pub body: Typeface,
    sans: Family,
    serif: Family,
}

/// One typeface by its family names.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::documents) struct Family {
    /// The design of its letters.
    pub typeface: Typeface,
    /// The family for Latin letters.
    pub latin: String,
    /// The family for Hangul, kana and Han.
    pub east_asian: String,
}

impl Typography {
    /// The typefaces a scene uses for its title and for its running text.
    pub fn of(scene: &Scene, fonts: &Fonts) -> Self {
        let typeface = |wanted: fn(Role) -> bool| {
            let mut texts = scene.texts().filter(|text| wanted(text.role));
            texts.find_map(|text| Some(text.paragraphs.first()?.runs.first()?.style.typeface))
        };
        let heading = typeface(|role| role == Role::Title);
        let body =
            typeface(|role| !matches!(role, Role::Title | Role::Subtitle)).or(heading).unwrap_or_default();
        let family = |typeface| Family::of(typeface, scene.language, fonts);
        Self {
            heading: heading.unwrap_or(body),
            body,
            sans: family(Typeface::Sans),
            serif: family(Typeface::Serif),
        }
    }

    /// One typeface for headings and one for running text, in a language.
    pub fn plain(heading: Typeface, body: Typeface, language: Language, fonts: &Fonts) -> Self {
        let family = |typeface| Family::of(typeface, language, fonts);
        Self { heading, body, sans: family(Typeface::Sans), serif: family(Typeface::Serif) }
    }

    /// The families of a typeface.
    pub fn family(&self, typeface: Typeface) -> &Family {
        match typeface {
            Typeface::Sans | Typeface::Mono => &self.sans,
            Typeface::Serif => &self.serif,
        }
    }

    /// Which of the theme's two fonts a typeface is, in a heading or elsewhere; none when it is neither.
    pub fn role(&self, typeface: Typeface, in_heading: bool) -> Option<FontRole> {
        match (typeface == self.heading, typeface == self.body) {
            (true, _) if in_heading => Some(FontRole::Heading),
            (_, true) => Some(FontRole::Body),
            (true, _) => Some(FontRole::Heading),
            _ => None,
        }
    }
}

/// One of the theme's two fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::documents) enum FontRole {
    /// The major font.
    Heading,
    /// The minor font.
    Body,
}

impl Family {
    /// The installed families of a typeface in a language.
    fn of(typeface: Typeface, language: Language, fonts: &Fonts) -> Self {
        Self {
            typeface,
            latin: fonts.family(typeface, language),
            east_asian: fonts.family(typeface, east_asian(language)),
        }
    }

    /// The PANOSE number of its kind (sans 020B, serif 0202), by which Office finds a substitute.
    pub fn panose(&self) -> &'static str {
        match self.typeface {
            Typeface::Sans | Typeface::Mono => "020B0500000000000000",
            Typeface::Serif => "02020400000000000000",
        }
    }

    /// `a:latin` and `a:ea` by name.
    pub fn elements(&self, language: Language) -> [Element; 2] {
        // Variable pitch, roman (1x) or swiss (2x), as in Windows' LOGFONT.
        let pitch = if self.typeface == Typeface::Serif { 18 } else { 34 };
        let font = |name: &'static str, family: &str, charset: i8| {
            let font = Element::new(name).with("typeface", family).with("panose", self.panose());
            font.with("pitchFamily", pitch).with("charset", charset)
        };
        [font("a:latin", &self.latin, 0), font("a:ea", &self.east_asian, charset(language))]
    }
}

/// The language whose East Asian letters a document in `language` may meet: Korean unless it says otherwise.
pub(in crate::documents) fn east_asian(language: Language) -> Language {
    if language == Language::English { Language::Korean } else { language }
}

/// Windows' character set number of a language's East Asian letters, as DrawingML writes it (signed).
fn charset(language: Language) -> i8 {
    match east_asian(language) {
        Language::Japanese => -128,
        Language::Chinese => -122,
        _ => -127,
    }
}

/// What Windows has in place of our families.
pub(in crate::documents) fn windows_family(typeface: Typeface, language: Language) -> &'static str {
    match (typeface, east_asian(language)) {
        (Typeface::Sans, Language::Japanese) => "Yu Gothic",
        (Typeface::Serif, Language::Japanese) => "Yu Mincho",
        (Typeface::Sans, Language::Chinese) => "Microsoft YaHei",
        (Typeface::Serif, Language::Chinese) => "SimSun",
        (Typeface::Sans | Typeface::Mono, _) => "Malgun Gothic",
        (Typeface::Serif, _) => "Batang",
    }
}
