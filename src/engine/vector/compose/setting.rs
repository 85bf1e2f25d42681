//! What is around the subjects, by where the main one is found.

use kurbo::{Point, Rect};
use rand_chacha::ChaCha8Rng;

use super::decor::Sparkle;
use super::stage::{Stage, Stance};
use crate::engine::vector::find::Cast;
use crate::engine::vector::kit::{Canvas, Tones};
use crate::engine::vector::library::{Habitat, Library, Work};
use crate::scene::Shape;

mod indoors;
mod outdoors;
mod water;

/// A kind of surroundings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Hills under a sky.
    Land,
    /// The sea, seen from above it.
    Sea,
    /// Under water.
    Deep,
    /// The sky.
    Sky,
    /// Beyond it.
    Space,
    /// A room with a table.
    Room,
    /// A plain ground with a soft shape.
    Plain,
}

/// Water's inhabitants that are seen under it.
const BELOW: [&str; 8] =
    ["coral", "fish", "jellyfish", "octopus", "shark", "tropical-fish", "turtle", "dolphin"];

impl Setting {
    /// The surroundings that suit a cast. A pair that would not meet in the main one's place meets on the land.
    pub fn of(library: &Library, cast: &Cast) -> Self {
        let own = match Self::around(library.work(cast.main)) {
            Self::Land if cast.is_symbol => Self::Plain,
            around => around,
        };
        match cast.supporting.first().map(|second| library.work(*second)) {
            Some(second) if cast.is_pair && !own.takes(second) => Self::Land,
            Some(second) if cast.is_pair && second.habitat == Habitat::Land => Self::Land,
            _ => own,
        }
    }

    fn around(work: &Work) -> Self {
        match work.habitat {
            Habitat::Land => Self::Land,
            Habitat::Water if BELOW.contains(&work.name.as_str()) => Self::Deep,
            Habitat::Water => Self::Sea,
            Habitat::Air => Self::Sky,
            Habitat::Space => Self::Space,
            Habitat::Table | Habitat::Person => Self::Room,
            Habitat::Sign => Self::Plain,
        }
    }

    /// The share of the free area's height at which things stand.
    pub fn floor(self) -> f64 {
        match self {
            Self::Land => 0.84,
            Self::Sea => 0.8,
            Self::Deep => 0.86,
            Self::Sky => 0.9,
            Self::Space => 0.92,
            Self::Room => 0.84,
            Self::Plain => 0.86,
        }
    }

    /// Whether there is something to stand on that takes a shadow.
    pub fn has_floor(self) -> bool {
        matches!(self, Self::Land | Self::Room | Self::Plain)
    }

    /// Whether the foreground covers what is lowest of the subjects.
    pub fn hides_feet(self) -> bool {
        self == Self::Sea
    }

    /// How a thing of this habitat is set.
    pub fn stance(self, habitat: Habitat) -> Stance {
        match (self, habitat) {
            (Self::Deep | Self::Sky | Self::Space, _)
            | (_, Habitat::Air | Habitat::Sign | Habitat::Space) => Stance::Floats,
            _ => Stance::Stands,
        }
    }

    /// Whether a lesser subject can be here at all: busts have no legs to stand on, a table cannot stand in the sea.
    pub fn takes(self, work: &Work) -> bool {
        match self {
            Self::Room => true,
            Self::Plain | Self::Land => work.habitat != Habitat::Person,
            Self::Sea | Self::Deep => matches!(work.habitat, Habitat::Water | Habitat::Air),
            Self::Sky => matches!(work.habitat, Habitat::Air),
            Self::Space => matches!(work.habitat, Habitat::Space | Habitat::Sign),
        }
    }

    /// What floats around the subjects.
    pub fn sparkle(self) -> Sparkle {
        match self {
            Self::Plain => Sparkle::Confetti,
            Self::Room => Sparkle::Sparse,
            Self::Land | Self::Sea | Self::Deep | Self::Sky | Self::Space => Sparkle::None,
        }
    }

    /// What lies behind the subjects, and what lies before those whose feet are hidden.
    pub fn draw(
        self,
        canvas: &Canvas,
        stage: &Stage,
        tones: &Tones,
        main: Rect,
        rng: &mut ChaCha8Rng,
    ) -> (Vec<Shape>, Vec<Shape>) {
        match self {
            Self::Land => outdoors::land(canvas, stage, tones, main, rng),
            Self::Sky => outdoors::sky(canvas, stage, tones, main, rng),
            Self::Space => outdoors::space(canvas, tones, main, rng),
            Self::Sea => water::sea(canvas, stage, tones, main, rng),
            Self::Deep => water::deep(canvas, stage, tones, main, rng),
            Self::Room => indoors::room(canvas, stage, tones, main, rng),
            Self::Plain => indoors::plain(canvas, stage, tones, main, rng),
        }
    }
}

/// A point beside the main subject, on the stage's other side, at a share of the free height.
fn opposite(stage: &Stage, main: Rect, high: f64) -> Point {
    let reach = main.width() * 0.5 + stage.area.width() * 0.16;
    let x = (main.center().x - stage.side * reach)
        .clamp(stage.area.x0 + stage.area.width() * 0.1, stage.area.x1 - stage.area.width() * 0.1);
    Point::new(x, stage.area.y0 + stage.area.height() * high)
}
