//! A designed page: live text, shapes and empty frames, in paint order.

use kurbo::{BezPath, Rect, RoundedRect, Shape as _, Size};

use super::{Colour, Palette, PixelSize, Shape, TextBox, units};

/// A designed page before any pixels. Items are painted first to last, and read in the same order.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// How large the page is.
    pub page: Page,
    /// What it is called: the document's title property.
    pub title: String,
    /// The language of its text.
    pub language: Language,
    /// The colours it was made with.
    pub palette: Palette,
    /// The colour of the bare page.
    pub background: Colour,
    /// What lies on it, lowest first.
    pub items: Vec<Item>,
}

impl Scene {
    /// The frames, to be changed, in paint order.
    pub fn frames_mut(&mut self) -> impl Iterator<Item = &mut Frame> {
        self.items.iter_mut().filter_map(|item| match item {
            Item::Frame(frame) => Some(frame),
            _ => None,
        })
    }

    /// The frames in paint order; the picture at index `n` fills the `n`th.
    pub fn frames(&self) -> impl Iterator<Item = &Frame> {
        self.items.iter().filter_map(|item| match item {
            Item::Frame(frame) => Some(frame),
            _ => None,
        })
    }

    /// The text boxes in reading order.
    pub fn texts(&self) -> impl Iterator<Item = &TextBox> {
        self.items.iter().filter_map(|item| match item {
            Item::Text(text) => Some(text),
            _ => None,
        })
    }
}

/// One thing on a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A decorative outline.
    Shape(Shape),
    /// Live text.
    Text(TextBox),
    /// A place for a picture.
    Frame(Frame),
}

/// A page's size, on paper or on screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Page {
    /// Width and height in points.
    pub size: Size,
    /// How many pixels it has when it becomes one picture.
    pub pixels: PixelSize,
}

impl Page {
    /// A4 upright: 210 by 297 mm; 1240 by 1754 pixels (150 to the inch).
    pub fn a4() -> Self {
        Self::paper(210.0, 297.0)
    }

    /// Paper of so many millimetres, rasterised at 150 pixels to the inch.
    pub fn paper(width_mm: f64, height_mm: f64) -> Self {
        let pixels = |millimetres: f64| (millimetres / 25.4 * 150.0).round() as u32;
        Self {
            size: Size::new(units::mm(width_mm), units::mm(height_mm)),
            pixels: PixelSize::new(pixels(width_mm), pixels(height_mm)),
        }
    }

    /// A screen of so many pixels at 96 to the inch.
    pub fn screen(pixels: PixelSize) -> Self {
        Self { size: Size::new(units::px(pixels.width.into()), units::px(pixels.height.into())), pixels }
    }

    /// The whole page.
    pub fn bounds(&self) -> Rect {
        self.size.to_rect()
    }

    /// Pixels per point.
    pub fn scale(&self) -> f64 {
        f64::from(self.pixels.width) / self.size.width
    }
}

/// An empty place that a picture will fill.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// Where it is, in points.
    pub bounds: Rect,
    /// The outline the picture is cut to.
    pub crop: Crop,
    /// How the picture meets the bounds.
    pub fit: Fit,
    /// The point of the picture that must stay in sight, 0 to 1 across and down.
    pub focus: (f64, f64),
    /// What the picture shows, for the engine.
    pub prompt: String,
    /// What the picture shows, for people who cannot see it, in the page's language; empty when decorative.
    pub alt: String,
    /// The seed of the picture.
    pub seed: u64,
    /// Where the text will lie over it, in points: engines keep these places calm.
    pub quiet: Vec<Rect>,
}

/// The outline a frame cuts its picture to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Crop {
    /// The bounds.
    #[default]
    Rectangle,
    /// The bounds with corners of this radius in points.
    Rounded(f64),
    /// The largest ellipse in the bounds.
    Ellipse,
}

impl Frame {
    /// The outline the picture is cut to, in points.
    pub fn outline(&self) -> BezPath {
        match self.crop {
            Crop::Rectangle => self.bounds.to_path(0.1),
            Crop::Rounded(radius) => RoundedRect::from_rect(self.bounds, radius).to_path(0.05),
            Crop::Ellipse => kurbo::Ellipse::from_rect(self.bounds).to_path(0.05),
        }
    }

    /// Where the whole picture lies when it fills this frame, in points: larger than the bounds under
    /// [`Fit::Cover`], smaller under [`Fit::Contain`].
    pub fn placement(&self, picture: Size) -> Rect {
        self.fit.place(picture, self.bounds, self.focus)
    }
}

/// How a picture of one shape fills a frame of another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Fit {
    /// Fills the frame; what sticks out is cut, the focus stays.
    #[default]
    Cover,
    /// Whole picture in sight; some of the frame stays empty.
    Contain,
    /// Fills the frame and bends the picture.
    Stretch,
}

impl Fit {
    /// Where the whole picture lies when it fills `bounds`; `focus` is the point kept in sight, 0 to 1 across
    /// and down.
    pub fn place(self, picture: Size, bounds: Rect, focus: (f64, f64)) -> Rect {
        let (across, down) = (bounds.width() / picture.width, bounds.height() / picture.height);
        let scale = match self {
            Self::Stretch => return bounds,
            Self::Cover => across.max(down),
            Self::Contain => across.min(down),
        };
        let size = picture * scale;
        let place = |room: f64, length: f64, focus: f64| match self {
            Self::Contain => (room - length) / 2.0,
            // Rounding may leave the picture a hair smaller than its room.
            _ => (room / 2.0 - length * focus).clamp((room - length).min(0.0), 0.0),
        };
        let x = bounds.x0 + place(bounds.width(), size.width, focus.0);
        let y = bounds.y0 + place(bounds.height(), size.height, focus.1);
        Rect::new(x, y, x + size.width, y + size.height)
    }
}

/// A language by its ISO 639-1 code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Korean.
    Korean,
    /// English.
    #[default]
    English,
    /// Japanese.
    Japanese,
    /// Chinese.
    Chinese,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 4] = [Self::Korean, Self::English, Self::Japanese, Self::Chinese];

    /// The language of that ISO 639-1 code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The ISO 639-1 code, as in `ko`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Korean => "ko",
            Self::English => "en",
            Self::Japanese => "ja",
            Self::Chinese => "zh",
        }
    }

    /// The code with the region Office wants, as in `ko-KR`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Korean => "ko-KR",
            Self::English => "en-US",
            Self::Japanese => "ja-JP",
            Self::Chinese => "zh-CN",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cover_fills_and_keeps_the_focus_in_sight() {
        let bounds = Rect::new(0.0, 0.0, 100.0, 100.0);
        let wide = Fit::Cover.place(Size::new(400.0, 100.0), bounds, (1.0, 0.5));
        assert_eq!(wide, Rect::new(-300.0, 0.0, 100.0, 100.0));
        let centred = Fit::Cover.place(Size::new(400.0, 100.0), bounds, (0.5, 0.5));
        assert_eq!(centred, Rect::new(-150.0, 0.0, 250.0, 100.0));
    }

    #[test]
    fn cover_bears_rounding() {
        let bounds = Rect::new(0.0, 0.0, 595.275_590_551_181_1, 538.789_243_275_324_6);
        for width in [420, 601, 777, 1240] {
            let picture = Size::new(f64::from(width), f64::from(width) * bounds.height() / bounds.width());
            let placed = Fit::Cover.place(picture, bounds, (0.5, 0.35));
            assert!(placed.width() >= bounds.width() - 1e-9 && placed.height() >= bounds.height() - 1e-9);
        }
    }

    #[test]
    fn contain_shows_the_whole_picture_in_the_middle() {
        let bounds = Rect::new(10.0, 10.0, 110.0, 110.0);
        let wide = Fit::Contain.place(Size::new(400.0, 100.0), bounds, (1.0, 0.5));
        assert_eq!(wide, Rect::new(10.0, 47.5, 110.0, 72.5));
    }

    #[test]
    fn paper_and_screen_know_their_pixels() {
        assert_eq!(Page::a4().pixels, PixelSize::new(1240, 1754));
        let slide = Page::screen(PixelSize::new(1920, 1080));
        assert_eq!((slide.size.width, slide.size.height), (1440.0, 810.0));
    }
}
