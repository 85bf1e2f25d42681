//! Which pictures a filling needs: one for each place, and inside loops one for each thing the data says there.
//!
//! A template's elements carry the number of their place; filling gives each copy the number of a [`Hanging`] instead,
//! which knows what the data said where the copy stands.

use std::collections::BTreeSet;

use kurbo::Size;
use serde_json::Value;

use super::PicturePlace;
use crate::scene::Fit;

/// A picture that a filling needs.
#[derive(Clone, Debug, PartialEq)]
pub struct WantedPicture {
    /// The key of the picture: the place's name, with a number behind it when a loop wants several.
    pub name: String,
    /// The size of its largest place in points; zero when the document does not say.
    pub size: Size,
    /// How it meets that place.
    pub fit: Fit,
    /// What the template itself asks it to show, its tags filled.
    pub prompt: Option<String>,
    /// What it shows, for people who cannot see it, when the template says so.
    pub alt: Option<String>,
    /// What the data says there; `None` when it says nothing.
    pub value: Option<Value>,
}

/// A place with what a problem report needs.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    /// What the caller sees.
    pub place: PicturePlace,
    /// The paragraph it stands in, counted from 1.
    pub position: usize,
    /// What names it: the alternative text, or the content control's tag or title.
    pub tag: String,
}

/// A place in one copy of what surrounds it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Hanging {
    /// The place's size in points.
    pub size: Size,
    /// How the template lets the picture meet it.
    pub fit: Fit,
    wanted: usize,
}

/// The places of a template and what hangs there.
#[derive(Debug, Default)]
pub(super) struct Wall {
    places: Vec<Place>,
    hangings: Vec<Hanging>,
    wanted: Vec<WantedPicture>,
    at_hand: Option<BTreeSet<String>>,
}

impl Wall {
    /// A wall for these pictures; with `None` every picture that somebody describes will be made.
    pub fn new(at_hand: Option<BTreeSet<String>>) -> Self {
        Self { at_hand, ..Self::default() }
    }

    /// Adds a place; its number, counted from 1.
    pub fn add(&mut self, place: Place) -> usize {
        self.places.push(place);
        self.places.len()
    }

    /// The places in the order they were added.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The place of that number.
    pub fn place(&self, number: usize) -> Option<&Place> {
        self.places.get(number.checked_sub(1)?)
    }

    /// Hangs a picture at a place; the number of the hanging, counted from 1, the same for the same wish.
    pub fn hang(&mut self, place: &PicturePlace, prompt: Option<String>, value: Option<Value>) -> usize {
        let wanted = self.want(place, prompt, value);
        let hanging = Hanging { size: place.size, fit: place.fit, wanted };
        let at = self.hangings.iter().position(|known| *known == hanging).unwrap_or_else(|| {
            self.hangings.push(hanging);
            self.hangings.len() - 1
        });
        at + 1
    }

    /// The hanging of that number, with its wish.
    pub fn hanging(&self, number: usize) -> Option<(&Hanging, &WantedPicture)> {
        let hanging = self.hangings.get(number.checked_sub(1)?)?;
        Some((hanging, self.wanted.get(hanging.wanted)?))
    }

    /// Whether the wish of a hanging can be met: the data may also say that nothing is to hang there.
    pub fn can_hang(&self, number: usize) -> bool {
        self.hanging(number).is_some_and(|(_, wanted)| match (&self.at_hand, &wanted.value) {
            (_, Some(value)) if is_nothing(value) => true,
            (Some(names), _) => names.contains(&wanted.name),
            (None, value) => value.is_some() || wanted.prompt.is_some(),
        })
    }

    /// Every picture that is needed, in reading order.
    pub fn wanted(&self) -> Vec<WantedPicture> {
        let is_something = |wanted: &&WantedPicture| !wanted.value.as_ref().is_some_and(is_nothing);
        self.wanted.iter().filter(is_something).cloned().collect()
    }

    fn want(&mut self, place: &PicturePlace, prompt: Option<String>, value: Option<Value>) -> usize {
        let numbered = |number: usize| match number {
            0 => place.name.clone(),
            number => format!("{} ({})", place.name, number + 1),
        };
        // The same name may stand for another thing in each round of a loop.
        for number in 0.. {
            let name = numbered(number);
            let Some(at) = self.wanted.iter().position(|known| known.name == name) else {
                let (size, fit, alt) = (place.size, place.fit, place.alt.clone());
                self.wanted.push(WantedPicture { name, size, fit, prompt, alt, value });
                break;
            };
            let known = &mut self.wanted[at];
            if known.value == value && known.prompt == prompt {
                if known.size.area() < place.size.area() {
                    (known.size, known.fit) = (place.size, place.fit);
                }
                return at;
            }
        }
        self.wanted.len() - 1
    }
}

/// Whether a value says that nothing is to hang there: null, or the empty cell of a table.
fn is_nothing(value: &Value) -> bool {
    value.is_null() || value == ""
}

/// What the data says at a name: under the whole name as one key, or step by step along its dots.
pub(super) fn look_up<'d>(data: &'d Value, name: &str) -> Option<&'d Value> {
    data.get(name).or_else(|| name.split('.').try_fold(data, |value, step| value.get(step)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_wish_is_named_once() {
        let mut wall = Wall::new(None);
        let place = |name: &str, side: f64| PicturePlace {
            name: name.to_owned(),
            size: Size::new(side, side),
            fit: Fit::Cover,
            prompt: None,
            alt: None,
        };
        let mut hang = |name, side, value| wall.hang(&place(name, side), None, value);
        let (sea, hill) = (json!({"prompt": "sea"}), json!({"prompt": "hill"}));
        assert_eq!(hang("a", 1.0, Some(sea.clone())), 1);
        assert_eq!(hang("a", 1.0, Some(hill)), 2);
        assert_eq!(hang("a", 1.0, Some(sea.clone())), 1);
        assert_eq!(hang("a", 2.0, Some(sea)), 3, "the same picture in a larger place");
        assert_eq!(hang("b", 1.0, None), 4);
        assert_eq!(hang("c", 1.0, Some(Value::Null)), 5);
        assert!(wall.can_hang(1) && !wall.can_hang(4) && wall.can_hang(5) && !wall.can_hang(0));
        let wanted = wall.wanted();
        let found: Vec<_> = wanted.iter().map(|wanted| (wanted.name.as_str(), wanted.size.width)).collect();
        assert_eq!(found, [("a", 2.0), ("a (2)", 1.0), ("b", 1.0)]);
    }
}
