//! How good a page is, apart from being lawful: pure measures of its geometry, each from 0 (poor) to 1 (as it should
//! be). After PosterLayout (Hsu et al. 2023) and LayoutPrompter (Lin et al. 2023), which count overlap, alignment,
//! occlusion and white space on boxes, and Ngo, Teo and Byrne 2003 for balance. Overlap and contrast are laws, not
//! merits: see `judge`.

use kurbo::{Point, Rect, Shape as _};

use crate::scene::{Item, Role, Scene, TextBox};

/// Edges closer than this share of the page's width count as one axis.
const AXIS: f64 = 0.006;
/// A title this many times larger than all else leads without doubt.
const LEADS: f64 = 1.9;
/// The share of a page without words or pictures that looks intended, with how far beyond it still does.
const WHITE: (f64, f64, f64) = (0.18, 0.62, 0.25);

/// The measures of one page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// The share of texts that stand on an axis with another, by their left edge or their middle.
    pub alignment: f64,
    /// How near the middle of all weight is to the page's middle axis.
    pub balance: f64,
    /// How much of the picture's point of interest is free of words and cards.
    pub occlusion: f64,
    /// Whether the empty part of the page is neither a gap nor a squeeze.
    pub white_space: f64,
    /// How clearly the title leads.
    pub hierarchy: f64,
}

impl Score {
    /// Measures a page.
    pub fn of(scene: &Scene) -> Self {
        Self {
            alignment: alignment(scene),
            balance: balance(scene),
            occlusion: occlusion(scene),
            white_space: white_space(scene),
            hierarchy: hierarchy(scene),
        }
    }

    /// The mean of all.
    pub fn mean(&self) -> f64 {
        (self.alignment + self.balance + self.occlusion + self.white_space + self.hierarchy) / 5.0
    }
}

fn alignment(scene: &Scene) -> f64 {
    let near = scene.page.size.width * AXIS;
    let boxes: Vec<Rect> = scene.texts().map(|text| text.bounds).collect();
    if boxes.len() < 2 {
        return 1.0;
    }
    let aligned = boxes.iter().enumerate().filter(|(index, one)| {
        boxes.iter().enumerate().any(|(other, two)| {
            let same = (one.x0 - two.x0).abs() < near || (one.center().x - two.center().x).abs() < near;
            let row = (one.y0 - two.y0).abs() < near;
            other != *index && (same || row)
        })
    });
    aligned.count() as f64 / boxes.len() as f64
}

/// Weight is area; a picture weighs half as much as words do, which are read and not looked at.
fn balance(scene: &Scene) -> f64 {
    let page = scene.page.bounds();
    let weighed = scene.items.iter().filter_map(|item| match item {
        Item::Text(text) => Some((text.bounds.intersect(page), 1.0)),
        Item::Frame(frame) => Some((frame.bounds.intersect(page), 0.5)),
        Item::Shape(_) => None,
    });
    let (weight, moment) = weighed.fold((0.0, 0.0), |(weight, moment), (bounds, each)| {
        let own = bounds.area() * each;
        (weight + own, moment + own * bounds.center().x)
    });
    if weight <= 0.0 {
        return 1.0;
    }
    1.0 - (2.0 * (moment / weight / page.width() - 0.5)).abs()
}

fn occlusion(scene: &Scene) -> f64 {
    let mut worst: f64 = 1.0;
    for (index, item) in scene.items.iter().enumerate() {
        let Item::Frame(frame) = item else { continue };
        let inner = frame.bounds.inset((-frame.bounds.width() * 0.3, -frame.bounds.height() * 0.3));
        let middle = Point::new(
            frame.bounds.x0 + frame.bounds.width() * frame.focus.0,
            frame.bounds.y0 + frame.bounds.height() * frame.focus.1,
        );
        let point = Rect::from_center_size(middle, inner.size());
        let free = samples(point).filter(|at| {
            !scene.items[index + 1..].iter().any(|above| match above {
                Item::Text(text) => text.bounds.contains(*at),
                Item::Shape(shape) => shape.fill.is_some() && shape.path.contains(*at),
                Item::Frame(_) => false,
            })
        });
        worst = worst.min(free.count() as f64 / 100.0);
    }
    worst
}

fn white_space(scene: &Scene) -> f64 {
    let boxes: Vec<Rect> = scene
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Text(text) => Some(text.bounds),
            Item::Frame(frame) => Some(frame.bounds),
            Item::Shape(_) => None,
        })
        .collect();
    // A page that is one picture has its empty space in the picture.
    let full = boxes.iter().any(|bounds| bounds.area() > scene.page.bounds().area() * 0.95);
    let boxes = if full { scene.texts().map(|text| text.bounds).collect() } else { boxes };
    let free = samples(scene.page.bounds()).filter(|at| !boxes.iter().any(|bounds| bounds.contains(*at)));
    let share = free.count() as f64 / 100.0;
    let (least, most, slack) = WHITE;
    let most = if full { 0.85 } else { most };
    if share < least { share / least } else { (1.0 - (share - most).max(0.0) / slack).max(0.0) }
}

fn hierarchy(scene: &Scene) -> f64 {
    let largest = |text: &TextBox| {
        text.paragraphs
            .iter()
            .flat_map(|paragraph| &paragraph.runs)
            .map(|run| run.style.size)
            .fold(0.0, f64::max)
    };
    let title = scene.texts().filter(|text| text.role == Role::Title).map(largest).fold(0.0, f64::max);
    // Figures of a day are a graphic, and may be larger than the title.
    let rest = scene.texts().filter(|text| !matches!(text.role, Role::Title | Role::Note));
    let rest = rest.map(largest).fold(0.0, f64::max);
    if title <= 0.0 || rest <= 0.0 {
        return 1.0;
    }
    ((title / rest - 1.0) / (LEADS - 1.0)).clamp(0.0, 1.0)
}

/// A hundred points spread over `bounds`.
fn samples(bounds: Rect) -> impl Iterator<Item = Point> {
    (0..100).map(move |index| {
        let (x, y) = (f64::from(index % 10) + 0.5, f64::from(index / 10) + 0.5);
        Point::new(bounds.x0 + bounds.width() * x / 10.0, bounds.y0 + bounds.height() * y / 10.0)
    })
}

/// How alike two pages are arranged, 0 to 1: how much their pictures and their titles cover the same places.
pub fn likeness(one: &Scene, two: &Scene) -> f64 {
    let picture = |scene: &Scene| scene.frames().next().map(|frame| frame.bounds);
    let title = |scene: &Scene| scene.texts().find(|text| text.role == Role::Title).map(|text| text.bounds);
    let shared = |one: Option<Rect>, two: Option<Rect>| match (one, two) {
        (Some(one), Some(two)) => {
            let common = one.intersect(two).area();
            common / (one.area() + two.area() - common).max(1e-9)
        }
        (None, None) => 1.0,
        _ => 0.0,
    };
    f64::midpoint(shared(picture(one), picture(two)), shared(title(one), title(two)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Anchor, Colour, Fit, Frame, Language, Page, Palette, Paragraph, TextStyle, Typeface};

    fn text(role: Role, bounds: Rect, size: f64) -> Item {
        let style =
            TextStyle { typeface: Typeface::Sans, size, weight: 400, colour: Colour::BLACK, tracking: 0.0 };
        let paragraphs = vec![Paragraph::of("words", style)];
        Item::Text(TextBox { role, bounds, anchor: Anchor::Top, paragraphs })
    }

    fn frame(bounds: Rect) -> Item {
        Item::Frame(Frame {
            bounds,
            crop: crate::scene::page::Crop::Rectangle,
            fit: Fit::Cover,
            focus: (0.5, 0.5),
            prompt: String::new(),
            alt: "x".to_owned(),
            seed: 0,
            quiet: Vec::new(),
        })
    }

    fn page(items: Vec<Item>) -> Scene {
        let white = Colour::WHITE;
        let palette = Palette {
            ground: white,
            surface: white,
            ink: Colour::BLACK,
            muted: Colour::BLACK,
            primary: white,
            secondary: white,
            accent: white,
        };
        let language = Language::English;
        Scene { page: Page::a4(), title: String::new(), language, palette, background: white, items }
    }

    fn check(items: Vec<Item>, measure: fn(&Score) -> f64, expected: std::ops::RangeInclusive<f64>) {
        let value = measure(&Score::of(&page(items)));
        assert!(expected.contains(&value), "{value} is not in {expected:?}");
    }

    #[test]
    fn measures_say_what_the_eye_sees() {
        let title = |x: f64, size: f64| text(Role::Title, Rect::new(x, 500.0, x + 300.0, 560.0), size);
        let fact = |x: f64| text(Role::Date, Rect::new(x, 700.0, x + 100.0, 720.0), 20.0);
        check(vec![title(50.0, 60.0), fact(50.0)], |score| score.alignment, 1.0..=1.0);
        check(vec![title(50.0, 60.0), fact(90.0)], |score| score.alignment, 0.0..=0.0);
        check(vec![title(147.6, 60.0)], |score| score.balance, 0.99..=1.0);
        check(vec![title(0.0, 60.0)], |score| score.balance, 0.0..=0.6);
        check(vec![title(50.0, 60.0), fact(50.0)], |score| score.hierarchy, 1.0..=1.0);
        check(vec![title(50.0, 20.0), fact(50.0)], |score| score.hierarchy, 0.0..=0.0);
        let whole = || frame(Rect::new(0.0, 0.0, 595.0, 842.0));
        check(
            vec![whole(), text(Role::Title, Rect::new(0.0, 700.0, 595.0, 842.0), 60.0)],
            |score| score.occlusion,
            1.0..=1.0,
        );
        check(
            vec![whole(), text(Role::Title, Rect::new(0.0, 300.0, 595.0, 560.0), 60.0)],
            |score| score.occlusion,
            0.0..=0.3,
        );
        check(
            vec![frame(Rect::new(0.0, 0.0, 595.0, 700.0)), title(50.0, 60.0)],
            |score| score.white_space,
            0.5..=1.0,
        );
        check(vec![title(50.0, 60.0)], |score| score.white_space, 0.0..=0.2);
    }

    #[test]
    fn a_page_is_most_like_itself() {
        let above = page(vec![frame(Rect::new(0.0, 0.0, 595.0, 400.0))]);
        let below = page(vec![frame(Rect::new(0.0, 400.0, 595.0, 842.0))]);
        assert!((likeness(&above, &above) - 1.0).abs() < 1e-9);
        assert!((likeness(&above, &below) - 0.5).abs() < 1e-9);
    }
}
