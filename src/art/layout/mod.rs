//! The layouts: data, read from `templates/layouts/*.toml` and from a company's own folder. `docs/layouts.md` tells
//! authors what a file may say.
//!
//! [`data`] is the format, [`check`] reads and refuses, [`place`] turns regions into rectangles and [`draw`] decoration
//! into shapes. A layout answers for the page shapes it knows and for any amount of text: crowding takes room from the
//! picture and gives it to the words.

mod check;
mod data;
mod draw;
mod place;

use std::sync::LazyLock;

use rust_embed::RustEmbed;

use super::block::facts::FactsStyle;
use super::copy::Copy;
use super::ink::{Inks, Veil};
use super::plan::{Area, Cover, Desk, DetailsStyle, Plan, TitleLook};
use super::scale::Aspect;
use crate::brief::Intent;
use crate::scene::{Align, Anchor, Typeface};
pub use check::LayoutError;
use data::{
    AlignName, AnchorName, AreaData, ColourName, DetailsName, EdgeData, FaceName, FactsName, LayoutData,
    Need, PageData, RegionData, ShapeName, VeilName,
};
use place::Places;

/// The files that ship with the program.
#[derive(RustEmbed)]
#[folder = "templates/layouts/"]
struct Shipped;

static BUILT_IN: LazyLock<Layouts> = LazyLock::new(|| {
    let mut names: Vec<_> = Shipped::iter().collect();
    names.sort();
    let texts = names.iter().filter_map(|name| {
        let file = Shipped::get(name)?;
        Some((name.to_string(), String::from_utf8_lossy(&file.data).into_owned()))
    });
    // A test reads every shipped file; one that could not be read would only be missing.
    Layouts(texts.filter_map(|(name, text)| check::read(&name, &text).ok()).collect())
});

/// Every layout that designs may be made with.
#[derive(Clone, Debug)]
pub struct Layouts(Vec<Layout>);

impl Layouts {
    /// Those that ship with the program.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// These and another file's; one of the same name takes the place of ours.
    ///
    /// # Errors
    /// [`LayoutError`] names the line and the field.
    pub fn with(mut self, file: &str, text: &str) -> Result<Self, LayoutError> {
        let layout = check::read(file, text)?;
        self.0.retain(|own| own.name != layout.name);
        self.0.push(layout);
        Ok(self)
    }

    /// Their names and what they say of themselves, in order.
    pub fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|layout| (layout.name.as_str(), layout.data.about.as_str()))
    }

    /// Whether there is one of that name.
    pub fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The name that is most like `name`, where one is like it at all.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let name = name.to_lowercase();
        let likeness = |own: &str| strsim::jaro_winkler(own, &name);
        let best = self.0.iter().map(|layout| layout.name.as_str());
        let best = best.max_by(|one, two| likeness(one).total_cmp(&likeness(two)))?;
        (likeness(best) > 0.75).then_some(best)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Layout> {
        self.0.iter()
    }

    pub(super) fn find(&self, name: &str) -> Option<&Layout> {
        let plain = |name: &str| name.trim().to_lowercase().replace(['_', '-'], " ");
        self.0.iter().find(|layout| plain(&layout.name) == plain(name))
    }
}

/// A way to arrange a page.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub name: String,
    /// How often one would reach for it, about 1.
    pub merit: f64,
    /// Whether an agenda looks at home in it.
    pub holds_lists: bool,
    /// `None` for every intent that announces.
    intents: Option<Vec<Intent>>,
    data: LayoutData,
}

impl Layout {
    fn new(data: LayoutData) -> Self {
        let intents = data
            .intents
            .as_ref()
            .map(|names| names.iter().filter_map(|name| Intent::from_name(name.get_ref())).collect());
        Self { name: data.name.clone(), merit: data.merit, holds_lists: data.lists, intents, data }
    }

    /// Whether it is offered for an intent without being asked for.
    pub fn suits(&self, intent: Option<Intent>) -> bool {
        let intent = intent.unwrap_or(Intent::Poster);
        self.intents.as_ref().map_or(intent.announces(), |intents| intents.contains(&intent))
    }

    /// Plans a page; `None` when this layout does not suit its shape or its words.
    pub fn plan(&self, desk: &Desk<'_>) -> Option<Plan> {
        let copy = desk.copy;
        let lines = self.data.most_lines.is_none_or(|most| copy.lines.len() <= most);
        if !lines || !self.data.needs.iter().all(|need| met(*need, copy)) {
            return None;
        }
        let shape = |page: &&PageData| {
            let shapes = page.shapes.iter().any(|shape| aspect(*shape) == desk.aspect);
            shapes && page.until.is_none_or(|until| desk.crowding < until)
        };
        let page = self.data.pages.iter().map(toml::Spanned::get_ref).find(shape)?;
        Some(plan(page, desk))
    }
}

fn met(need: Need, copy: &Copy) -> bool {
    match need {
        Need::Date => copy.numeral.is_some(),
        Need::Figure => copy.figure.is_some(),
        Need::Lines => copy.lines.len() >= 3,
        Need::Host => copy.facts.iter().any(|fact| fact.role == crate::scene::Role::Host),
    }
}

fn aspect(shape: ShapeName) -> Aspect {
    match shape {
        ShapeName::Upright => Aspect::Upright,
        ShapeName::Square => Aspect::Square,
        ShapeName::Wide => Aspect::Wide,
        ShapeName::Strip => Aspect::Strip,
    }
}

fn plan(page: &PageData, desk: &Desk<'_>) -> Plan {
    let flip = page.mirror && desk.flip;
    let places = Places::of(page.regions.iter().map(toml::Spanned::get_ref), desk);
    let places = if flip { places.mirrored(desk.size.width) } else { places };
    let ground = draw::colour(page.ground, &desk.palette);
    let area = |data: &AreaData| area(data, page, &places, desk);
    let layers = page
        .layers
        .iter()
        .flat_map(|layer| draw::layer(layer.get_ref(), &places, desk, ground, flip))
        .collect();
    let head = area(page.head.get_ref());
    Plan {
        ground,
        layers,
        veil: cover(page, desk),
        title: TitleLook {
            typeface: match page.title.face {
                FaceName::Sans => Typeface::Sans,
                FaceName::Serif => Typeface::Serif,
            },
            most: desk.scale.side * page.title.most,
        },
        head,
        foot: page.foot.as_ref().filter(|_| desk.has_details()).map(|foot| area(foot.get_ref())),
        facts: match page.facts {
            FactsName::Lines => FactsStyle::Lines,
            FactsName::Columns => FactsStyle::Columns,
            FactsName::Row => FactsStyle::Row,
        },
        details: match page.details {
            DetailsName::List => DetailsStyle::List,
            DetailsName::Timeline => DetailsStyle::Timeline,
            DetailsName::Steps => DetailsStyle::Steps,
        },
        bar: page.bar.filter(|_| desk.has_details()).map(|name| match name {
            // A bar belongs to the words, and takes a colour that shows on what they lie on.
            ColourName::Accent if page.veil != VeilName::None => head.inks.accent,
            name => draw::colour(name, &desk.palette),
        }),
        numeral: page.numeral.as_ref().map(|numeral| area(numeral.get_ref())),
    }
}

fn cover(page: &PageData, desk: &Desk<'_>) -> Cover {
    let veil = || Veil::of(&desk.palette);
    match (page.veil, page.card) {
        (_, Some(card)) => Cover::Card {
            fill: draw::colour(card.fill, &desk.palette),
            padding: card.padding * desk.scale.margin,
            radius: 0.0,
            edge: draw::colour(card.edge, &desk.palette),
        },
        (VeilName::Below, None) => Cover::Below(veil()),
        (VeilName::Left, None) => Cover::Left(veil()),
        (VeilName::None, None) => Cover::None,
    }
}

fn area(data: &AreaData, page: &PageData, places: &Places, desk: &Desk<'_>) -> Area {
    let palette = &desk.palette;
    let veiled = page.veil != VeilName::None;
    let mut inks = match data.on {
        None if veiled => Veil::of(palette).inks,
        None if page.card.is_some() => desk.inks(),
        on => match on.unwrap_or(page.ground) {
            ColourName::Ground | ColourName::Surface => desk.inks(),
            ColourName::Veil => Veil::of(palette).inks,
            name => Inks::on(draw::colour(name, palette), palette),
        },
    };
    if data.accent {
        inks.strong = inks.accent;
    }
    Area {
        bounds: places.get(&data.region),
        anchor: match data.anchor {
            AnchorName::Top => Anchor::Top,
            AnchorName::Middle => Anchor::Middle,
            AnchorName::Bottom => Anchor::Bottom,
        },
        align: match data.align {
            AlignName::Start => Align::Start,
            AlignName::Middle => Align::Centre,
        },
        inks,
    }
}

impl RegionData {
    /// Its sides by name.
    fn edges(&self) -> impl Iterator<Item = (&'static str, &EdgeData)> {
        let sides =
            [("left", &self.left), ("top", &self.top), ("right", &self.right), ("bottom", &self.bottom)];
        sides.into_iter().filter_map(|(name, edge)| Some((name, edge.as_ref()?)))
    }
}

impl EdgeData {
    /// The regions it names.
    fn names(&self) -> Vec<&str> {
        match self {
            Self::Share(_) => Vec::new(),
            Self::Placed(placed) => [&placed.of, &placed.below, &placed.above, &placed.after, &placed.before]
                .into_iter()
                .filter_map(|name| name.as_deref())
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_file_is_read() {
        for name in Shipped::iter() {
            let file = Shipped::get(&name).unwrap();
            let text = String::from_utf8(file.data.into_owned()).unwrap();
            if let Err(error) = check::read(&name, &text) {
                panic!("{error}");
            }
        }
        assert_eq!(Layouts::built_in().0.len(), Shipped::iter().count());
    }

    #[test]
    fn a_name_may_be_written_as_people_write_it() {
        let layouts = Layouts::built_in();
        let check = |name: &str, expected: Option<&str>| {
            assert_eq!(layouts.find(name).map(|layout| layout.name.as_str()), expected);
        };
        check("full bleed", Some("full bleed"));
        check("Full-Bleed", Some("full bleed"));
        check("full blead", None);
        assert_eq!(layouts.nearest("full blead"), Some("full bleed"));
        assert_eq!(layouts.nearest("zzzz"), None);
    }
}
