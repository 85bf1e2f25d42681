//! The installed fonts, as a value: pure rooms take `&Fonts` and never look at the system themselves.

use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use parley::fontique::{Blob, Collection, CollectionOptions, SourceCache};
use parley::{FontContext, FontFamilyName, LayoutContext};

use super::{Language, Typeface};

/// Families by preference; the first installed one is used. Noto first: one design for Hangul, kana, Han and
/// Latin, so that mixed lines sit on one baseline, and the same file on every Debian host.
const KOREAN_SANS: &[&str] =
    &["Noto Sans CJK KR", "Noto Sans KR", "Pretendard", "NanumGothic", "Malgun Gothic"];
const KOREAN_SERIF: &[&str] = &["Noto Serif CJK KR", "Noto Serif KR", "NanumMyeongjo", "Batang"];
const JAPANESE_SANS: &[&str] = &["Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic", "Meiryo"];
const JAPANESE_SERIF: &[&str] = &["Noto Serif CJK JP", "Noto Serif JP", "Yu Mincho"];
const CHINESE_SANS: &[&str] = &["Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei"];
const CHINESE_SERIF: &[&str] = &["Noto Serif CJK SC", "Noto Serif SC", "SimSun"];
const LATIN_SANS: &[&str] = &["Noto Sans", "DejaVu Sans", "Arial"];
const LATIN_SERIF: &[&str] = &["Noto Serif", "DejaVu Serif", "Times New Roman"];
const MONO: &[&str] = &["Noto Sans Mono", "DejaVu Sans Mono", "Consolas", "Noto Sans Mono CJK KR"];

/// The fonts that text may be set in, with the scratch space for setting it. Cheap to share, safe to use from
/// several threads (one at a time sets text).
pub struct Fonts {
    /// Looked up when text is first set: a command that sets none (filling a Word template, say) is spared the 5 MB and
    /// 10 ms that looking through the system's fonts takes.
    inner: OnceLock<Mutex<Shaper>>,
}

/// What parley needs to set text.
pub(super) struct Shaper {
    pub fonts: FontContext,
    pub layouts: LayoutContext<usize>,
    /// A brand's families, without and with serifs; they are tried first.
    own: [Vec<String>; 2],
}

impl Fonts {
    /// The fonts installed on this system.
    pub fn system() -> Self {
        Self { inner: OnceLock::new() }
    }

    /// The same, with families that are tried before all others, and the fonts in these files.
    pub fn preferring(self, sans: Vec<String>, serif: Vec<String>, files: Vec<Vec<u8>>) -> Self {
        let inner = self.inner.into_inner().unwrap_or_else(Shaper::system);
        let mut shaper = inner.into_inner().unwrap_or_else(PoisonError::into_inner);
        for file in files {
            shaper.fonts.collection.register_fonts(Blob::from(file), None);
        }
        shaper.own = [sans, serif];
        Self { inner: Mutex::new(shaper).into() }
    }

    /// Only the fonts in these files (TTF, OTF or TTC), for tests and for brands.
    pub fn from_files(files: impl IntoIterator<Item = Vec<u8>>) -> Self {
        let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts: false });
        for file in files {
            collection.register_fonts(Blob::from(file), None);
        }
        Self { inner: Shaper::of(collection).into() }
    }

    /// The family that documents name for a typeface in a language: the first installed of the preferred ones,
    /// else the first preferred one (the reader's Office substitutes).
    pub fn family(&self, typeface: Typeface, language: Language) -> String {
        let mut shaper = self.lock();
        let names = shaper.names(typeface, language);
        let installed = names.iter().find(|name| shaper.fonts.collection.family_id(name).is_some());
        installed.or(names.first()).cloned().unwrap_or_default()
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Shaper> {
        // A panic while setting text leaves only scratch space behind; the next caller starts afresh.
        self.inner.get_or_init(Shaper::system).lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shaper {
    fn system() -> Mutex<Self> {
        Self::of(Collection::new(CollectionOptions { shared: false, system_fonts: true }))
    }

    fn of(collection: Collection) -> Mutex<Self> {
        let fonts = FontContext { collection, source_cache: SourceCache::default() };
        Mutex::new(Self { fonts, layouts: LayoutContext::new(), own: Default::default() })
    }

    /// The family names to try, in order, as parley wants them.
    pub fn stack(&self, typeface: Typeface, language: Language) -> Vec<FontFamilyName<'static>> {
        let names = self.names(typeface, language).into_iter();
        names.map(|name| FontFamilyName::Named(name.into())).collect()
    }

    fn names(&self, typeface: Typeface, language: Language) -> Vec<String> {
        let own = match typeface {
            Typeface::Sans => self.own[0].as_slice(),
            Typeface::Serif => self.own[1].as_slice(),
            Typeface::Mono => &[],
        };
        own.iter().cloned().chain(preferred(typeface, language).into_iter().map(str::to_owned)).collect()
    }
}

fn preferred(typeface: Typeface, language: Language) -> Vec<&'static str> {
    let (own, latin) = match (typeface, language) {
        (Typeface::Mono, _) => (MONO, KOREAN_SANS),
        (Typeface::Sans, Language::Japanese) => (JAPANESE_SANS, LATIN_SANS),
        (Typeface::Serif, Language::Japanese) => (JAPANESE_SERIF, LATIN_SERIF),
        (Typeface::Sans, Language::Chinese) => (CHINESE_SANS, LATIN_SANS),
        (Typeface::Serif, Language::Chinese) => (CHINESE_SERIF, LATIN_SERIF),
        (Typeface::Sans, Language::Korean) => (KOREAN_SANS, LATIN_SANS),
        (Typeface::Serif, Language::Korean) => (KOREAN_SERIF, LATIN_SERIF),
        (Typeface::Sans, Language::English) => (LATIN_SANS, KOREAN_SANS),
        (Typeface::Serif, Language::English) => (LATIN_SERIF, KOREAN_SERIF),
    };
    own.iter().chain(latin).copied().collect()
}
