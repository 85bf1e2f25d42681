//! The motifs: one file each, a pure function from canvas, palette and chance to outlines.

use rand_chacha::ChaCha8Rng;

use super::kit::Canvas;
use crate::scene::{Palette, Shape, Shown};

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
pub mod geometry;
mod growth;
mod landscape;
mod layers;
mod lighthouse;
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
    /// A lighthouse over the sea.
    Lighthouse,
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
    (Motif::Lighthouse, "lighthouse", lighthouse::draw, false),
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

    /// What it shows; `None` for the abstract ones.
    pub fn shows(self) -> Option<Shown> {
        let (korean, english) = match self {
            Self::Landscape => ("안개 낀 산", "mountains in mist"),
            Self::Sea => ("바다와 낮게 뜬 해", "the sea under a low sun"),
            Self::Lighthouse => ("바닷가 바위 위의 등대", "a lighthouse on a rock by the sea"),
            Self::Botanical => ("잎과 줄기", "leaves and stems"),
            Self::City => ("도시의 건물들", "a city skyline"),
            Self::Growth => ("점점 높아지는 막대와 성장 곡선", "rising bars under a growth curve"),
            Self::Network => ("점과 선으로 이어진 지구", "a globe of linked points"),
            Self::Orbits => ("행성과 우주선", "planets and a rocket"),
            Self::Meeting => ("탁자에 둘러앉은 회의", "a meeting around a table, seen from above"),
            Self::Team => ("나란히 선 사람들", "people side by side"),
            Self::Stage => ("무대 위의 발표자와 청중", "a speaker on a stage before an audience"),
            Self::Books => ("책이 가득한 책장", "shelves of books"),
            Self::Celebration => ("불꽃놀이", "fireworks"),
            Self::Cafe => ("커피 한 잔", "a cup of coffee"),
            Self::Blossom => ("벚꽃이 핀 가지", "a branch in blossom"),
            Self::Winter => ("눈 덮인 숲과 오두막", "snow, pines and a cabin"),
            Self::Autumn => ("단풍 든 숲", "woods in autumn"),
            Self::Road => ("해를 향해 굽이진 길", "a winding road to the sun"),
            Self::Balloons => ("언덕 위의 열기구", "hot-air balloons over hills"),
            Self::Layers | Self::Ribbons | Self::Blocks | Self::Arches | Self::Contours | Self::Geometry => {
                return None;
            }
        };
        Some(Shown { korean: korean.to_owned(), english: english.to_owned(), work: None })
    }

    /// Draws the motif, first shape lowest. The first shape covers the canvas.
    pub fn draw(self, canvas: &Canvas, palette: &Palette, rng: &mut ChaCha8Rng) -> Vec<Shape> {
        self.entry().2(canvas, palette, rng)
    }

    fn entry(self) -> &'static (Self, &'static str, Draw, bool) {
        MOTIFS.iter().find(|(motif, ..)| *motif == self).unwrap_or(&MOTIFS[0])
    }
}
