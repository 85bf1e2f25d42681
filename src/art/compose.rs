//! A [`Plan`] and the words become the items of a scene: every text set by real shaping, every box sized to it.

use kurbo::{Point, Rect, Vec2};

use super::block::Block;
use super::block::agenda::agenda;
use super::block::facts::{FactsLook, FactsStyle, facts};
use super::block::steps::{steps, timeline};
use super::copy::Copy;
use super::headline::Headline;
use super::ink::Veil;
use super::plan::{Area, Cover, DetailsStyle, Layer, Plan};
use super::scale::Scale;
use super::setter::{Misfit, Setter};
use crate::scene::{Align, Anchor, Colour, Fit, Frame, Item, Paint, Role, Shape, Stop, TextBox, Typeface};

/// The words and the measures a plan is composed with.
pub(super) struct Words<'a> {
    pub setter: Setter<'a>,
    pub copy: &'a Copy,
    pub scale: &'a Scale,
    pub sans: Option<&'a Headline>,
    pub serif: Option<&'a Headline>,
    /// The title's size as a multiple of what fits best.
    pub title: f64,
    /// The smallest title this attempt takes, in points.
    pub least_title: f64,
}

/// What a picture shows; the same for every layout of a brief.
pub(super) struct Subject {
    pub prompt: String,
    pub alt: String,
    pub seed: u64,
}

/// A composed page.
pub(super) struct Composed {
    pub items: Vec<Item>,
    /// The title's size in points, 0 without one.
    pub title: f64,
    /// The size it would have unless it was asked to be larger or smaller.
    pub plain_title: f64,
    /// How many lines the title takes.
    pub title_lines: usize,
}

/// Composes a page.
pub(super) fn compose(plan: &Plan, words: &Words<'_>, subject: &Subject) -> Result<Composed, Misfit> {
    let mut texts = Vec::new();
    if let Some(area) = &plan.numeral {
        texts.extend(numeral(words, area)?);
    }
    let mut head = plan.head;
    let mut foot_items = Vec::new();
    if let Some(foot) = &plan.foot
        && let Some(details) = details(words, plan, foot)?
    {
        room_for(&details, foot.bounds, "the details")?;
        let used = Rect { y0: foot.bounds.y1 - details.depth(), ..foot.bounds };
        if foot.anchor == Anchor::Bottom && overlaps(used, head.bounds) {
            head.bounds.y1 = head.bounds.y1.min(used.y0 - words.scale.large * 1.15);
        }
        foot_items = details.placed(foot.bounds, foot.anchor);
    }
    let (head_block, [plain_title, title], title_lines) = head_block(plan, words, &head)?;
    if let Some(block) = head_block {
        texts.extend(block.placed(head.bounds, head.anchor));
    }
    texts.extend(foot_items);
    let mut items = layers(plan, subject, &texts);
    items.extend(texts);
    Ok(Composed { items, title, plain_title, title_lines })
}

fn overlaps(one: Rect, two: Rect) -> bool {
    one.intersect(two).area() > 0.0
}

fn room_for(block: &Block, area: Rect, what: &str) -> Result<(), Misfit> {
    let over = block.depth() - area.height();
    if over > 0.5 { Err(Misfit::Room(format!("{what} are {over:.0} points too high"))) } else { Ok(()) }
}

/// Agenda and facts for an area.
fn details(words: &Words<'_>, plan: &Plan, area: &Area) -> Result<Option<Block>, Misfit> {
    let typeface = plan.title.typeface;
    let look = FactsLook { scale: words.scale, inks: area.inks, align: area.align, typeface };
    let width = area.bounds.width();
    let set = match plan.details {
        DetailsStyle::List => agenda,
        DetailsStyle::Timeline => timeline,
        DetailsStyle::Steps => steps,
    };
    let lines = set(&words.setter, words.copy, look, width)?;
    let facts = facts(&words.setter, words.copy, plan.facts, look, width)?;
    let gap = words.scale.large * 1.25;
    // Columns are a page's base and stand below the list; lines go on from the title and stand above it.
    let columns = plan.facts == FactsStyle::Columns;
    let parts = if columns { [lines, facts] } else { [facts, lines] };
    Ok(Block::stack(parts.into_iter().flatten().map(|block| (gap, block)).collect()))
}

/// The title, and below it the bar and the details unless they have a foot of their own.
/// Answers the title's size too, before and after it was scaled, and its lines.
fn head_block(
    plan: &Plan,
    words: &Words<'_>,
    area: &Area,
) -> Result<(Option<Block>, [f64; 2], usize), Misfit> {
    let scale = words.scale;
    let mut below = Vec::new();
    if plan.foot.is_none()
        && let Some(details) = details(words, plan, area)?
    {
        if let Some(colour) = plan.bar {
            below.push((scale.large * 0.85, bar(scale, area, colour)));
        }
        below.push((scale.large * if plan.bar.is_some() { 0.85 } else { 1.1 }, details));
    }
    let taken: f64 = below.iter().map(|(gap, block)| gap + block.depth()).sum();
    let headline = match plan.title.typeface {
        Typeface::Sans | Typeface::Mono => words.sans,
        Typeface::Serif => words.serif,
    };
    let Some(headline) = headline else {
        return Ok((Block::stack(below), [0.0; 2], 0));
    };
    let (width, height) = (area.bounds.width(), area.bounds.height() - taken);
    let plain = headline
        .fit(width, height, words.least_title, headline.most(plan.title.most))
        .ok_or_else(|| Misfit::Room(format!("the title “{}”", headline.text)))?;
    let fitted = headline.scaled(plain, words.title, width, height);
    let title = title_block(words, headline.boxed(fitted, width, area.align, area.inks.strong), width)?;
    let block = Block::stack(std::iter::once((0.0, title)).chain(below).collect());
    if let Some(block) = &block {
        room_for(block, area.bounds, "the title and what stands below it")?;
    }
    Ok((block, [plain.size, fitted.size], fitted.lines))
}

/// The title's block; a centred box narrower than its column stands in the column's middle.
fn title_block(words: &Words<'_>, text: TextBox, width: f64) -> Result<Block, Misfit> {
    let centred = text.paragraphs.iter().any(|paragraph| paragraph.align == Align::Centre);
    let left = if centred { (width - text.bounds.width()) / 2.0 } else { 0.0 };
    Ok(Block::of_box(&words.setter, text)?.moved(Vec2::new(left, 0.0)))
}

fn bar(scale: &Scale, area: &Area, colour: Colour) -> Block {
    let (width, height) = (scale.large * 1.9, scale.body * 0.3);
    let left = match area.align {
        Align::Start => 0.0,
        Align::Centre => (area.bounds.width() - width) / 2.0,
        Align::End => area.bounds.width() - width,
    };
    Block::shape(Rect::new(left, 0.0, left + width, height), colour)
}

/// The day as large as its area allows.
fn numeral(words: &Words<'_>, area: &Area) -> Result<Vec<Item>, Misfit> {
    let Some(day) = &words.copy.numeral else { return Ok(Vec::new()) };
    let measured = Headline::measure(&words.setter, day, Typeface::Sans)?;
    let (width, height) = (area.bounds.width(), area.bounds.height());
    let set = |most: f64| {
        let fitted = measured
            .fit(width, most, words.scale.lead, most)
            .ok_or_else(|| Misfit::Room(format!("the day “{day}”")))?;
        let mut text = measured.boxed(fitted, width, area.align, area.inks.strong);
        text.role = Role::Note;
        Block::of_box(&words.setter, text)
    };
    // Figures stand 0.73 em high, so type may be that much larger than its area; signs and units reach further.
    let block = set(height / 0.74)?;
    let block =
        if block.depth() > height { set(height / 0.74 * (height / block.depth()) * 0.99)? } else { block };
    room_for(&block, area.bounds, "the figures of the day")?;
    Ok(block.placed(area.bounds, area.anchor))
}

/// Everything below the text, veils sized to it.
fn layers(plan: &Plan, subject: &Subject, texts: &[Item]) -> Vec<Item> {
    let words: Vec<Rect> = texts
        .iter()
        .filter_map(|item| match item {
            Item::Text(text) => Some(text.bounds),
            _ => None,
        })
        .collect();
    let mut items: Vec<Item> = plan
        .layers
        .iter()
        .map(|layer| match layer {
            Layer::Shape(shape) => Item::Shape(shape.clone()),
            Layer::Picture { bounds, crop, focus } => {
                let quiet = quiet(&plan.veil, &words, *bounds);
                Item::Frame(Frame {
                    bounds: *bounds,
                    crop: *crop,
                    fit: Fit::Cover,
                    focus: *focus,
                    prompt: subject.prompt.clone(),
                    alt: subject.alt.clone(),
                    seed: subject.seed,
                    quiet,
                })
            }
        })
        .collect();
    if let Some(all) = words.iter().copied().reduce(|one, two| one.union(two)) {
        items.extend(cover(&plan.veil, all, plan.layers.iter().find_map(picture_bounds)));
    }
    items
}

fn picture_bounds(layer: &Layer) -> Option<Rect> {
    match layer {
        Layer::Picture { bounds, .. } => Some(*bounds),
        Layer::Shape(_) => None,
    }
}

/// Where the picture should be calm: under the words and the card that carries them.
fn quiet(cover: &Cover, words: &[Rect], picture: Rect) -> Vec<Rect> {
    let padding = if let Cover::Card { padding, .. } = cover { *padding } else { 0.0 };
    words
        .iter()
        .map(|word| word.inflate(padding, padding).intersect(picture))
        .filter(|word| word.area() > 0.0)
        .collect()
}

fn cover(cover: &Cover, words: Rect, picture: Option<Rect>) -> Vec<Item> {
    let Some(picture) = picture else { return Vec::new() };
    match *cover {
        Cover::None => Vec::new(),
        Cover::Below(veil) => {
            let (full, fade) = (words.y0 - picture.height() * 0.01, picture.height() * 0.38);
            let ramp = (Point::new(0.0, full - fade), Point::new(0.0, full));
            vec![veil_shape(veil, Rect { y0: (full - fade).max(picture.y0), ..picture }, ramp)]
        }
        Cover::Left(veil) => {
            let (full, fade) = (words.x1 + picture.width() * 0.01, picture.width() * 0.42);
            let ramp = (Point::new(full + fade, 0.0), Point::new(full, 0.0));
            vec![veil_shape(veil, Rect { x1: (full + fade).min(picture.x1), ..picture }, ramp)]
        }
        Cover::Card { fill, padding, radius, edge } => {
            let card = words.inflate(padding, padding);
            let strip = Rect { y1: card.y0 + padding * 0.14, ..card };
            vec![
                Item::Shape(Shape::filled(card.to_rounded_rect(radius), fill)),
                Item::Shape(Shape::filled(strip, edge)),
            ]
        }
    }
}

/// A veil that fades in along `ramp` as smoothly as a smoothstep, so that no edge shows.
fn veil_shape(veil: Veil, bounds: Rect, (from, to): (Point, Point)) -> Item {
    let full = f32::from(veil.colour.alpha) / 255.0;
    let stops = (0..=8)
        .map(|step| {
            let offset = step as f32 / 8.0;
            let eased = offset * offset * (3.0 - 2.0 * offset);
            Stop { offset, colour: veil.colour.with_alpha(full * eased) }
        })
        .collect();
    Item::Shape(Shape {
        path: kurbo::Shape::to_path(&bounds, 0.05),
        fill: Some(Paint::Linear { from, to, stops }),
        stroke: None,
    })
}
