//! A layout as it stands in its file: the words of the format, before anything is checked. `docs/layouts.md` is the
//! author's side of it.

use serde::Deserialize;
use toml::Spanned;

/// A whole file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LayoutData {
    pub name: String,
    /// One sentence for people who choose.
    #[serde(default)]
    pub about: String,
    /// How often one would reach for it, 0 to 1.5; about 1.
    #[serde(default = "usual_merit")]
    pub merit: f64,
    /// Whether an agenda looks at home in it.
    #[serde(default)]
    pub lists: bool,
    /// The intents it is offered for without being asked for by name.
    #[serde(default, rename = "for")]
    pub intents: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    pub needs: Vec<Need>,
    /// The most agenda lines it holds.
    pub most_lines: Option<usize>,
    #[serde(rename = "page")]
    pub pages: Vec<Spanned<PageData>>,
}

fn usual_merit() -> f64 {
    0.9
}

/// What a brief must have for a layout to make sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::art) enum Need {
    /// A day.
    Date,
    /// A number in its title, as in “32%”.
    Figure,
    /// Three further lines or more.
    Lines,
    /// Somebody who invites or speaks.
    Host,
}

/// How the page is arranged in some of its shapes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PageData {
    pub shapes: Vec<ShapeName>,
    /// Only while the page is less crowded than this; the next page takes over.
    pub until: Option<f64>,
    /// Whether chance may exchange left and right.
    #[serde(default)]
    pub mirror: bool,
    #[serde(default)]
    pub ground: ColourName,
    pub title: TitleData,
    #[serde(default)]
    pub facts: FactsName,
    #[serde(default)]
    pub details: DetailsName,
    pub bar: Option<ColourName>,
    #[serde(default)]
    pub veil: VeilName,
    pub card: Option<CardData>,
    pub regions: Vec<Spanned<RegionData>>,
    pub layers: Vec<Spanned<LayerData>>,
    pub head: Spanned<AreaData>,
    pub foot: Option<Spanned<AreaData>>,
    pub numeral: Option<Spanned<AreaData>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum ShapeName {
    Upright,
    Square,
    Wide,
    Strip,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum ColourName {
    #[default]
    Ground,
    Surface,
    Ink,
    Muted,
    Primary,
    Secondary,
    Accent,
    /// The primary colour, deepened until text reads on it at ease.
    Block,
    /// The gentler colour for a whole page.
    Field,
    /// What a veil is made of.
    Veil,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TitleData {
    #[serde(default)]
    pub face: FaceName,
    /// The largest size, as a share of the page's shorter side.
    pub most: f64,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum FaceName {
    #[default]
    Sans,
    Serif,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum FactsName {
    #[default]
    Lines,
    Columns,
    Row,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum DetailsName {
    #[default]
    List,
    Timeline,
    Steps,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum VeilName {
    #[default]
    None,
    Below,
    Left,
}

/// A card around the words, sized to them.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CardData {
    /// In margins.
    pub padding: f64,
    pub fill: ColourName,
    pub edge: ColourName,
}

/// A number, or two: on an airy page and on a crowded one.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub(super) enum Measure {
    One(f64),
    Two([f64; 2]),
}

/// One side of a region.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum EdgeData {
    /// A share of what the region lies within, from its left or top.
    Share(Measure),
    Placed(PlacedEdge),
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlacedEdge {
    pub at: Option<Measure>,
    /// What `at` is a share of, when not what the region lies within.
    pub of: Option<String>,
    /// At the near side of another region: its bottom, top, right or left.
    pub below: Option<String>,
    pub above: Option<String>,
    pub after: Option<String>,
    pub before: Option<String>,
    /// Moved inwards by so many of the page's margins.
    pub margins: Option<Measure>,
}

/// A named place.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RegionData {
    pub name: String,
    /// `page`, `inside` (the page within its margins) or a region named before.
    #[serde(default = "inside")]
    pub within: String,
    pub left: Option<EdgeData>,
    pub top: Option<EdgeData>,
    pub right: Option<EdgeData>,
    pub bottom: Option<EdgeData>,
    /// Drawn in on all sides by so many margins.
    pub margins: Option<f64>,
    /// The width as a multiple of the height.
    pub ratio: Option<Measure>,
    /// The width at most this multiple of the height.
    pub widest: Option<f64>,
    /// The height as a multiple of the width.
    pub high: Option<Measure>,
    /// Which side holds still when the width or height is changed by those.
    #[serde(default)]
    pub keep: Keep,
    pub circle: Option<CircleData>,
}

fn inside() -> String {
    "inside".to_owned()
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Keep {
    #[default]
    Start,
    Middle,
    End,
}

/// A circle, placed by its centre's distance in radii from the sides of what it lies within.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CircleData {
    pub radius: Measure,
    #[serde(default)]
    pub of: Side,
    pub left: Option<f64>,
    pub right: Option<f64>,
    pub top: Option<f64>,
    pub bottom: Option<f64>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Side {
    #[default]
    Shorter,
    Width,
    Height,
}

/// One thing below the words.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LayerData {
    pub draw: DrawName,
    #[serde(rename = "in")]
    pub region: String,
    #[serde(default)]
    pub colour: ColourName,
    /// How far the colour is mixed with the page's ground, 0 to 1.
    #[serde(default)]
    pub tint: f32,
    #[serde(default)]
    pub shape: OutlineName,
    /// The outline when left and right are exchanged.
    pub flipped: Option<OutlineName>,
    /// Smaller by so many margins on all sides.
    #[serde(default)]
    pub margins: f64,
    /// The size as a multiple of the region's, around `at`.
    #[serde(default = "whole")]
    pub grow: f64,
    /// The middle, in shares of the region.
    #[serde(default = "middle")]
    pub at: [f64; 2],
    /// A line's width, as a multiple of the body size.
    #[serde(default = "hairline")]
    pub width: f64,
    /// The point of the picture that must stay in sight.
    #[serde(default = "middle")]
    pub focus: [f64; 2],
    #[serde(default)]
    pub columns: usize,
    #[serde(default)]
    pub rows: usize,
    /// The tiles left out: first column, first row, how many across and down.
    pub skip: Option<[usize; 4]>,
}

fn whole() -> f64 {
    1.0
}

fn middle() -> [f64; 2] {
    [0.5, 0.5]
}

fn hairline() -> f64 {
    0.06
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum DrawName {
    Picture,
    Fill,
    Line,
    /// Square tiles after the Bauhaus.
    Tiles,
    /// A grid of dots.
    Dots,
    /// Slanted stripes.
    Stripes,
    /// An opening quotation mark.
    Quote,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum OutlineName {
    #[default]
    Rectangle,
    Rounded,
    Capsule,
    Circle,
    /// Round above, straight below.
    Arch,
    /// Leaning to the right.
    Slant,
}

/// A place for words.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AreaData {
    #[serde(rename = "in")]
    pub region: String,
    #[serde(default)]
    pub anchor: AnchorName,
    #[serde(default)]
    pub align: AlignName,
    /// The colour under the words; the page's ground when not said.
    pub on: Option<ColourName>,
    /// Whether the words that carry are set in the accent.
    #[serde(default)]
    pub accent: bool,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum AnchorName {
    #[default]
    Top,
    Middle,
    Bottom,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum AlignName {
    #[default]
    Start,
    Middle,
}
