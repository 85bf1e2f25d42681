//! The regions of a layout become rectangles on a page.

use kurbo::{Rect, Vec2};

use super::data::{CircleData, EdgeData, Keep, Measure, PlacedEdge, RegionData, Side};
use crate::art::plan::Desk;

/// Every region of a page by its name, in the order they were given; `page` and `inside` come first.
pub(super) struct Places(Vec<(String, Rect)>);

impl Places {
    /// Places the regions one after the other. A name that is not there yet stands for the page within its margins;
    /// `check` refuses such files.
    pub fn of<'a>(regions: impl Iterator<Item = &'a RegionData>, desk: &Desk<'_>) -> Self {
        let mut places =
            Self(vec![("page".to_owned(), desk.size.to_rect()), ("inside".to_owned(), desk.inside())]);
        for region in regions {
            let place = places.place(region, desk);
            places.0.push((region.name.clone(), place));
        }
        places
    }

    /// The rectangle of that name.
    pub fn get(&self, name: &str) -> Rect {
        self.find(name).unwrap_or(self.0[1].1)
    }

    pub fn find(&self, name: &str) -> Option<Rect> {
        self.0.iter().rev().find(|(own, _)| own == name).map(|(_, place)| *place)
    }

    /// Left and right exchanged on a page of `width`.
    pub fn mirrored(mut self, width: f64) -> Self {
        for (_, place) in &mut self.0 {
            *place = Rect::new(width - place.x1, place.y0, width - place.x0, place.y1);
        }
        self
    }

    fn place(&self, region: &RegionData, desk: &Desk<'_>) -> Rect {
        let within = self.get(&region.within);
        if let Some(circle) = &region.circle {
            return round(circle, within, desk);
        }
        let edge = |edge: &Option<EdgeData>, side| self.edge(edge.as_ref(), side, within, desk);
        let margins = region.margins.unwrap_or(0.0) * desk.scale.margin;
        let rect = Rect::new(
            edge(&region.left, Edge::Left),
            edge(&region.top, Edge::Top),
            edge(&region.right, Edge::Right),
            edge(&region.bottom, Edge::Bottom),
        );
        shaped(inset(rect, margins), region, desk)
    }

    fn edge(&self, edge: Option<&EdgeData>, side: Edge, within: Rect, desk: &Desk<'_>) -> f64 {
        match edge {
            None => side.of(within),
            Some(EdgeData::Share(share)) => side.along(within, desk.measure(*share)),
            Some(EdgeData::Placed(placed)) => self.placed_edge(placed, side, within, desk),
        }
    }

    fn placed_edge(&self, placed: &PlacedEdge, side: Edge, within: Rect, desk: &Desk<'_>) -> f64 {
        let beside = [
            (&placed.below, Edge::Bottom),
            (&placed.above, Edge::Top),
            (&placed.after, Edge::Right),
            (&placed.before, Edge::Left),
        ];
        let other = beside.into_iter().find_map(|(name, far)| Some(far.of(self.get(name.as_deref()?))));
        let base = placed.of.as_deref().map_or(within, |name| self.get(name));
        let share = placed.at.map(|at| side.along(base, desk.measure(at)));
        let start = other.or(share).unwrap_or_else(|| side.of(base));
        let margins = placed.margins.map_or(0.0, |margins| desk.measure(margins)) * desk.scale.margin;
        start + side.inwards() * margins
    }
}

/// One side of a rectangle.
#[derive(Clone, Copy, PartialEq)]
enum Edge {
    Left,
    Top,
    Right,
    Bottom,
}

impl Edge {
    fn of(self, rect: Rect) -> f64 {
        match self {
            Self::Left => rect.x0,
            Self::Top => rect.y0,
            Self::Right => rect.x1,
            Self::Bottom => rect.y1,
        }
    }

    /// A share of the way from the left or top.
    fn along(self, rect: Rect, share: f64) -> f64 {
        match self {
            Self::Left | Self::Right => rect.x0 + rect.width() * share,
            Self::Top | Self::Bottom => rect.y0 + rect.height() * share,
        }
    }

    fn inwards(self) -> f64 {
        if matches!(self, Self::Left | Self::Top) { 1.0 } else { -1.0 }
    }
}

/// `rect` smaller by `by` points on every side.
pub(super) fn inset(rect: Rect, by: f64) -> Rect {
    rect.inset(-by)
}

/// The square around a circle.
fn round(circle: &CircleData, within: Rect, desk: &Desk<'_>) -> Rect {
    let of = match circle.of {
        Side::Shorter => desk.scale.side,
        Side::Width => desk.size.width,
        Side::Height => desk.size.height,
    };
    let radius = desk.measure(circle.radius) * of;
    let between =
        |low: f64, high: f64, from_low: Option<f64>, from_high: Option<f64>| match (from_low, from_high) {
            (Some(radii), _) => low + radii * radius,
            (None, Some(radii)) => high - radii * radius,
            (None, None) => f64::midpoint(low, high),
        };
    let x = between(within.x0, within.x1, circle.left, circle.right);
    let y = between(within.y0, within.y1, circle.top, circle.bottom);
    Rect::from_center_size((x, y), (2.0 * radius, 2.0 * radius))
}

/// A rectangle brought to the shape a region asks for.
fn shaped(mut rect: Rect, region: &RegionData, desk: &Desk<'_>) -> Rect {
    if let Some(ratio) = region.ratio {
        rect = wide(rect, rect.height() * desk.measure(ratio), region.keep);
    }
    if let Some(widest) = region.widest {
        let width = rect.width().min(rect.height() * widest);
        rect = wide(rect, width, Keep::Middle);
    }
    if let Some(high) = region.high {
        let height = rect.width() * desk.measure(high);
        let down = kept(rect.height() - height, region.keep);
        rect = Rect::from_origin_size(rect.origin() + Vec2::new(0.0, down), (rect.width(), height));
    }
    rect
}

fn wide(rect: Rect, width: f64, keep: Keep) -> Rect {
    let across = kept(rect.width() - width, keep);
    Rect::from_origin_size(rect.origin() + Vec2::new(across, 0.0), (width, rect.height()))
}

fn kept(room: f64, keep: Keep) -> f64 {
    match keep {
        Keep::Start => 0.0,
        Keep::Middle => room / 2.0,
        Keep::End => room,
    }
}

impl Desk<'_> {
    /// A measure on this page: the first number on an airy one, the second on a crowded one.
    fn measure(&self, measure: Measure) -> f64 {
        match measure {
            Measure::One(value) => value,
            Measure::Two([easy, tight]) => self.share(easy, tight),
        }
    }
}
