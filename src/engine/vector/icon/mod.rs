//! Single objects, flat with one shaded side and a highlight, for icons and for prompts that name just a thing.
//!
//! [`parts`] inks and places them; the objects themselves are data, by kind: [`signs`], [`things`], [`living`],
//! [`world`].

use rand_chacha::ChaCha8Rng;

use super::kit::{Canvas, Chance, Tones, form, light};
use crate::scene::{Palette, Shape};
use parts::{Inks, Part};

mod living;
mod parts;
mod signs;
mod things;
mod world;

/// An object the engine can draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // each is the thing of that name
pub enum Icon {
    Heart,
    Star,
    Check,
    Chart,
    Target,
    Shield,
    Bubble,
    Bell,
    Flag,
    Pin,
    Music,
    Clock,
    Calendar,
    Mail,
    Lightbulb,
    Book,
    Lock,
    Gear,
    Camera,
    Coffee,
    House,
    Gift,
    Trophy,
    Magnifier,
    Cat,
    Dog,
    Person,
    People,
    Leaf,
    Tree,
    Flower,
    Bird,
    Fish,
    Apple,
    Sun,
    Cloud,
    Moon,
    Rocket,
    Globe,
    Airplane,
    Car,
    Phone,
    Laptop,
    Umbrella,
    Key,
    Coin,
    Document,
    Flask,
    Snowflake,
    Fire,
    Cake,
    Briefcase,
}

const ICONS: &[(Icon, &str, &[Part])] = &[
    (Icon::Heart, "heart", signs::HEART),
    (Icon::Star, "star", signs::STAR),
    (Icon::Check, "check", signs::CHECK),
    (Icon::Chart, "chart", signs::CHART),
    (Icon::Target, "target", signs::TARGET),
    (Icon::Shield, "shield", signs::SHIELD),
    (Icon::Bubble, "bubble", signs::BUBBLE),
    (Icon::Bell, "bell", signs::BELL),
    (Icon::Flag, "flag", signs::FLAG),
    (Icon::Pin, "pin", signs::PIN),
    (Icon::Music, "music", signs::MUSIC),
    (Icon::Clock, "clock", signs::CLOCK),
    (Icon::Calendar, "calendar", things::CALENDAR),
    (Icon::Mail, "mail", things::MAIL),
    (Icon::Lightbulb, "lightbulb", things::LIGHTBULB),
    (Icon::Book, "book", things::BOOK),
    (Icon::Lock, "lock", things::LOCK),
    (Icon::Gear, "gear", things::GEAR),
    (Icon::Camera, "camera", things::CAMERA),
    (Icon::Coffee, "coffee", things::COFFEE),
    (Icon::House, "house", things::HOUSE),
    (Icon::Gift, "gift", things::GIFT),
    (Icon::Trophy, "trophy", things::TROPHY),
    (Icon::Magnifier, "magnifier", things::MAGNIFIER),
    (Icon::Cat, "cat", living::CAT),
    (Icon::Dog, "dog", living::DOG),
    (Icon::Person, "person", living::PERSON),
    (Icon::People, "people", living::PEOPLE),
    (Icon::Leaf, "leaf", living::LEAF),
    (Icon::Tree, "tree", living::TREE),
    (Icon::Flower, "flower", living::FLOWER),
    (Icon::Bird, "bird", living::BIRD),
    (Icon::Fish, "fish", living::FISH),
    (Icon::Apple, "apple", living::APPLE),
    (Icon::Sun, "sun", world::SUN),
    (Icon::Cloud, "cloud", world::CLOUD),
    (Icon::Moon, "moon", world::MOON),
    (Icon::Rocket, "rocket", world::ROCKET),
    (Icon::Globe, "globe", world::GLOBE),
    (Icon::Airplane, "airplane", world::AIRPLANE),
    (Icon::Car, "car", world::CAR),
    (Icon::Phone, "phone", world::PHONE),
    (Icon::Laptop, "laptop", world::LAPTOP),
    (Icon::Umbrella, "umbrella", world::UMBRELLA),
    (Icon::Key, "key", world::KEY),
    (Icon::Coin, "coin", world::COIN),
    (Icon::Document, "document", world::DOCUMENT),
    (Icon::Flask, "flask", world::FLASK),
    (Icon::Snowflake, "snowflake", world::SNOWFLAKE),
    (Icon::Fire, "fire", world::FIRE),
    (Icon::Cake, "cake", world::CAKE),
    (Icon::Briefcase, "briefcase", world::BRIEFCASE),
];

impl Icon {
    /// The name, as in `rocket`; part of the seed.
    pub fn name(self) -> &'static str {
        self.entry().1
    }

    /// The object centred on the sheet, or at its focal point when that is not nearly square; on a plain ground
    /// with a round of the companion colour behind it.
    pub fn draw(self, canvas: &Canvas, palette: &Palette, rng: &mut ChaCha8Rng) -> Vec<Shape> {
        let tones = Tones::new(palette);
        let (mut shapes, centre) = round(canvas, &tones, rng);
        let inks = Inks::new(&tones, back(&tones));
        shapes.extend(parts::placed(self.entry().2, &inks, centre, 620.0));
        shapes
    }

    fn entry(self) -> &'static (Self, &'static str, &'static [Part]) {
        ICONS.iter().find(|(icon, ..)| *icon == self).unwrap_or(&ICONS[0])
    }

    /// Every object.
    #[cfg(test)]
    pub fn all() -> impl Iterator<Item = Self> {
        ICONS.iter().map(|(icon, ..)| *icon)
    }
}

/// The colour of the round behind an object.
fn back(tones: &Tones) -> crate::scene::Colour {
    tones.ground.mix(tones.side, if tones.night { 0.65 } else { 0.6 })
}

/// A ground with a round of one of three kinds, so that seeds differ though the object is the same; and its centre.
pub fn round(canvas: &Canvas, tones: &Tones, rng: &mut ChaCha8Rng) -> (Vec<Shape>, kurbo::Point) {
    let nearly_square = (0.8..1.25).contains(&canvas.ratio());
    let centre = if nearly_square { canvas.at(0.5, 0.5) } else { canvas.focal(rng, (0.5, 0.5)) };
    let back = back(tones);
    let turn = rng.between(0.0, 1.0);
    let outline = match rng.below(3) {
        0 => form::disc(centre, 430.0),
        1 => form::rounded(kurbo::Rect::from_center_size(centre, (830.0, 830.0)), 210.0),
        _ => super::kit::curve::pebble(centre, 425.0, 0.07, rng),
    };
    let paint = light::along(
        kurbo::Point::new(centre.x - 300.0, centre.y - 430.0),
        kurbo::Point::new(centre.x + 300.0, centre.y + 430.0),
        &[tones.lit(back), back, back.mix(tones.main, 0.1 + 0.1 * turn as f32)],
    );
    (vec![canvas.cover(tones.ground), Shape::filled(outline, paint)], centre)
}
