//! The motifs: one file each, a pure function from canvas, palette and chance to outlines.

use rand_chacha::ChaCha8Rng;

use super::kit::Canvas;
use crate::scene::{Palette, Shape};

mod arches;
mod autumn;
mod balloons;
mod blocks;
mod blossom;
mod books;
mod botanical;
mod cafe;
mod celebration;
mod city;
mod contours;
mod geometry;
mod growth;
mod landscape;
mod layers;
mod meeting;
mod network;
mod orbits;
mod person;
mod ribbons;
mod road;
mod sea;
mod stage;
mod team;
mod winter;

/// A scene the engine can draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Motif {
    /// Mountains in mist.
    Landscape,
    /// The sea under a low sun.
    Sea,
    /// Leaves and stems, cut from paper.
    Botanical,
    /// A skyline at dusk.
    City,
    /// Bars and a climbing line.
    Growth,
    /// Sheets of cut paper, open in the middle.
    Layers,
    /// Folded ribbons of colour.
    Ribbons,
    /// A globe of points and arcs of light.
    Network,
    /// Planets, orbits and a rocket.
    Orbits,
    /// A town of isometric blocks.
    Blocks,
    /// Nested arches and a sun.
    Arches,
    /// Contour lines.
    Contours,
    /// People around a table, from above.
    Meeting,
    /// People side by side.
    Team,
    /// A speaker before an audience.
    Stage,
    /// Shelves of books.
    Books,
    /// Fireworks, lamps and confetti.
    Celebration,
    /// A cup in morning light.
    Cafe,
    /// A branch in blossom.
    Blossom,
    /// Snow, pines and a cabin.
    Winter,
    /// Woods in autumn.
    Autumn,
    /// A winding road to the sun.
    Road,
    /// Hot-air balloons over hills.
    Balloons,
    /// A grid of circles and leaves after the Bauhaus.
    Geometry,
}

type Draw = fn(&Canvas, &Palette, &mut ChaCha8Rng) -> Vec<Shape>;

/// Every motif with its name, its function and whether it is abstract: fit for any subject.
const MOTIFS: &[(Motif, &str, Draw, bool)] = &[
    (Motif::Landscape, "landscape", landscape::draw, false),
    (Motif::Sea, "sea", sea::draw, false),
    (Motif::Botanical, "botanical", botanical::draw, false),
    (Motif::City, "city", city::draw, false),
    (Motif::Growth, "growth", growth::draw, false),
    (Motif::Layers, "layers", layers::draw, true),
    (Motif::Ribbons, "ribbons", ribbons::draw, true),
    (Motif::Network, "network", network::draw, false),
    (Motif::Orbits, "orbits", orbits::draw, false),
    (Motif::Blocks, "blocks", blocks::draw, true),
    (Motif::Arches, "arches", arches::draw, true),
    (Motif::Contours, "contours", contours::draw, true),
    (Motif::Meeting, "meeting", meeting::draw, false),
    (Motif::Team, "team", team::draw, false),
    (Motif::Stage, "stage", stage::draw, false),
    (Motif::Books, "books", books::draw, false),
    (Motif::Celebration, "celebration", celebration::draw, false),
    (Motif::Cafe, "cafe", cafe::draw, false),
    (Motif::Blossom, "blossom", blossom::draw, false),
    (Motif::Winter, "winter", winter::draw, false),
    (Motif::Autumn, "autumn", autumn::draw, false),
    (Motif::Road, "road", road::draw, false),
    (Motif::Balloons, "balloons", balloons::draw, false),
    (Motif::Geometry, "geometry", geometry::draw, true),
];

impl Motif {
    /// Every motif.
    #[cfg(test)]
    pub fn all() -> impl Iterator<Item = Self> {
        MOTIFS.iter().map(|(motif, ..)| *motif)
    }

    /// The motifs that suit any subject.
    pub fn abstracts() -> impl Iterator<Item = Self> {
        MOTIFS.iter().filter(|(.., suits_all)| *suits_all).map(|(motif, ..)| *motif)
    }

    /// The motif of this name.
    pub fn named(name: &str) -> Option<Self> {
        MOTIFS.iter().find(|(_, known, ..)| *known == name).map(|(motif, ..)| *motif)
    }

    /// The name, as in `landscape`; part of the seed.
    pub fn name(self) -> &'static str {
        self.entry().1
    }

    /// Draws the motif, first shape lowest. The first shape covers the canvas.
    pub fn draw(self, canvas: &Canvas, palette: &Palette, rng: &mut ChaCha8Rng) -> Vec<Shape> {
        self.entry().2(canvas, palette, rng)
    }

    fn entry(self) -> &'static (Self, &'static str, Draw, bool) {
        MOTIFS.iter().find(|(motif, ..)| *motif == self).unwrap_or(&MOTIFS[0])
    }
}
