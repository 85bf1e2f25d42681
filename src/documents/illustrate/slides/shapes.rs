//! What a slide shows and where: shapes with the places they inherit from layout and master.

use kurbo::{Rect, Size};

use super::extent;
use crate::documents::markup::tree::Element;
use crate::scene::units::EMU_PER_POINT;

/// A shape over more of the slide than this is its ground.
const GROUND: f64 = 0.6;

/// A picture on less of the slide than this is a logo.
const LOGO: f64 = 0.04;

/// Slide, layout and master, as far as they are there: what a shape inherits from, nearest first.
#[derive(Clone, Copy)]
pub(super) struct Chain<'e, 'a> {
    pub slide: &'e Element<'a>,
    pub layout: Option<&'e Element<'a>>,
    pub master: Option<&'e Element<'a>>,
    pub size: Size,
}

/// What is on a slide.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shown {
    pub title: String,
    pub text: String,
    /// Where something is, in points.
    pub occupied: Vec<Rect>,
    pub empty: Vec<Empty>,
    pub has_picture: bool,
    pub is_table: bool,
}

/// A placeholder with nothing in it that takes a picture.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Empty {
    pub shape: u32,
    pub bounds: Rect,
    pub wants_picture: bool,
}

/// What a placeholder is: its type and index (ECMA-376 part 1, 19.3.1.36).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placeholder {
    pub kind: String,
    pub index: Option<String>,
}

impl<'e, 'a> Chain<'e, 'a> {
    /// Looks at everything on the slide.
    pub fn look(&self) -> Shown {
        let mut shown = Shown::default();
        self.look_at(shape_tree(self.slide), &mut shown);
        for (level, above) in [(Some(self.slide), self.layout), (self.layout, self.master)] {
            let hides = level.is_some_and(|level| {
                level.attribute("showMasterSp").is_some_and(|shows| shows == "0" || shows == "false")
            });
            if hides {
                break;
            }
            let shapes = above.and_then(shape_tree).into_iter().flat_map(Element::elements);
            let drawn = shapes.filter(|shape| placeholder(shape).is_none()).filter_map(own_bounds);
            shown.occupied.extend(drawn.filter(|bounds| bounds.area() < GROUND * self.size.area()));
        }
        shown.occupied.retain(|bounds| bounds.width().is_finite() && bounds.height().is_finite());
        shown
    }

    fn look_at(&self, tree: Option<&Element<'a>>, shown: &mut Shown) {
        for shape in tree.into_iter().flat_map(Element::elements) {
            match shape.local() {
                "AlternateContent" => self.look_at(shape.child("Choice"), shown),
                "sp" => self.look_at_shape(shape, shown),
                "pic" | "graphicFrame" | "grpSp" | "cxnSp" | "contentPart" => {
                    let Some(bounds) = self.bounds(shape) else { continue };
                    let share = bounds.area() / self.size.area();
                    shown.has_picture |= matches!(shape.local(), "pic" | "graphicFrame") && share > LOGO;
                    shown.is_table |= shape.local() == "graphicFrame" && has(shape, "tbl");
                    if shape.local() != "pic" || share < GROUND {
                        shown.occupied.push(bounds);
                    }
                }
                _ => {}
            }
        }
    }

    fn look_at_shape(&self, shape: &Element<'a>, shown: &mut Shown) {
        let text = text(shape);
        let holder = placeholder(shape);
        let Some(bounds) = self.bounds(shape) else { return };
        let kind = holder.as_ref().map(|holder| holder.kind.as_str());
        if text.is_empty() && !is_painted(shape) {
            if let (Some("pic" | "obj"), Some(shape)) = (kind, id(shape)) {
                shown.empty.push(Empty { shape, bounds, wants_picture: kind == Some("pic") });
            }
            return;
        }
        let is_title = matches!(kind, Some("title" | "ctrTitle"));
        match is_title && shown.title.is_empty() {
            true => shown.title.clone_from(&text),
            false if !text.is_empty() && !matches!(kind, Some("dt" | "ftr" | "sldNum" | "hdr")) => {
                shown.text.push_str(&text);
                shown.text.push('\n');
            }
            false => {}
        }
        let is_whole = is_title || is_painted(shape) || matches!(kind, Some("dt" | "ftr" | "sldNum"));
        let taken = if is_whole { bounds } else { extent::of_text(self, shape, holder.as_ref(), bounds) };
        if taken.area() < GROUND * self.size.area() || !text.is_empty() {
            shown.occupied.push(taken);
        }
    }

    /// Where a shape is: as it says itself, else as its placeholder's layout or master says.
    pub fn bounds(&self, shape: &Element<'a>) -> Option<Rect> {
        own_bounds(shape).or_else(|| {
            let holder = placeholder(shape)?;
            self.inherited(&holder).find_map(own_bounds)
        })
    }

    /// The same placeholder on the layout and on the master.
    pub fn inherited<'s>(&'s self, holder: &'s Placeholder) -> impl Iterator<Item = &'e Element<'a>> + 's {
        let levels = [(self.layout, false), (self.master, true)].into_iter();
        levels.filter_map(move |(level, is_master)| {
            let shapes = || shape_tree(level?).map(|tree| tree.elements());
            let same_index =
                |other: &Placeholder| !is_master && holder.index.is_some() && other.index == holder.index;
            let same_kind = |other: &Placeholder| base(&other.kind) == base(&holder.kind);
            let find = |is_same: &dyn Fn(&Placeholder) -> bool| {
                shapes()?.find(|shape| placeholder(shape).is_some_and(|other| is_same(&other)))
            };
            find(&same_index).or_else(|| find(&same_kind))
        })
    }
}

/// The kind of a placeholder that another inherits from.
fn base(kind: &str) -> &str {
    match kind {
        "ctrTitle" | "title" => "title",
        "dt" | "ftr" | "sldNum" | "pic" => kind,
        _ => "body",
    }
}

/// The shapes of a slide, layout or master.
pub(super) fn shape_tree<'e, 'a>(slide: &'e Element<'a>) -> Option<&'e Element<'a>> {
    slide.child("cSld")?.child("spTree")
}

/// What placeholder a shape is.
pub(super) fn placeholder(shape: &Element<'_>) -> Option<Placeholder> {
    let properties = shape.elements().find(|child| child.local().starts_with("nv"))?;
    let holder = properties.child("nvPr")?.child("ph")?;
    Some(Placeholder {
        kind: holder.attribute("type").unwrap_or_else(|| "obj".to_owned()),
        index: holder.attribute("idx"),
    })
}

/// The shape's id on its slide.
pub(super) fn id(shape: &Element<'_>) -> Option<u32> {
    let properties = shape.elements().find(|child| child.local().starts_with("nv"))?;
    properties.child("cNvPr")?.attribute("id")?.parse().ok()
}

/// The box around a shape as it says itself, turned as it is turned.
fn own_bounds(shape: &Element<'_>) -> Option<Rect> {
    let properties = ["spPr", "grpSpPr"].into_iter().find_map(|name| shape.child(name)).unwrap_or(shape);
    let transform = properties.child("xfrm")?;
    let number = |element: &Element<'_>, name| {
        element
            .attribute(name)?
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite())
            .map(|number| number / EMU_PER_POINT)
    };
    let (offset, extent) = (transform.child("off")?, transform.child("ext")?);
    let rect = Rect::from_origin_size(
        (number(offset, "x")?, number(offset, "y")?),
        (number(extent, "cx")?.max(0.0), number(extent, "cy")?.max(0.0)),
    );
    let turned =
        transform.attribute("rot").and_then(|angle| angle.parse::<f64>().ok()).unwrap_or(0.0) / 60_000.0;
    let (sine, cosine) = turned.to_radians().sin_cos();
    let across = rect.width() * cosine.abs() + rect.height() * sine.abs();
    let down = rect.width() * sine.abs() + rect.height() * cosine.abs();
    Some(Rect::from_center_size(rect.center(), (across, down)))
}

/// Whether a shape is seen without its text: filled or outlined, by itself or by its style.
fn is_painted(shape: &Element<'_>) -> bool {
    let Some(properties) = shape.child("spPr") else { return false };
    let fills = ["solidFill", "gradFill", "blipFill", "pattFill", "grpFill"];
    let line = properties.child("ln");
    if fills.iter().any(|fill| properties.child(fill).is_some())
        || line.is_some_and(|line| fills.iter().any(|fill| line.child(fill).is_some()))
    {
        return true;
    }
    let by_style = shape.child("style").and_then(|style| style.child("fillRef")?.attribute("idx"));
    by_style.is_some_and(|index| index != "0") && properties.child("noFill").is_none()
}

/// The text of a shape, paragraphs parted by spaces.
pub(super) fn text(shape: &Element<'_>) -> String {
    fn collect(element: &Element<'_>, text: &mut String) {
        match element.local() {
            "t" => text.push_str(&element.own_text()),
            "p" | "br" | "tab" => text.push(' '),
            _ => {}
        }
        element.elements().for_each(|child| collect(child, text));
    }
    let mut words = String::new();
    shape.child("txBody").into_iter().for_each(|body| collect(body, &mut words));
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn has(element: &Element<'_>, local: &str) -> bool {
    element.local() == local || element.elements().any(|child| has(child, local))
}
