//! Routes: a public name, as in `gpt-image-1`, and the models it means, each with its share of the requests.

use serde::{Deserialize, Serialize};

use super::Catalogue;

/// What a public name means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// The models, with their shares.
    pub targets: Vec<Target>,
    /// The model that is used when the one that was chosen fails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fallback: Option<String>,
}

/// One model of a route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The model.
    pub model: String,
    /// Its share of the requests; the shares of a route are weighed against each other.
    #[serde(default = "whole")]
    pub share: u32,
}

/// Models of one route at most.
const MOST_TARGETS: usize = 16;

/// The largest share.
const LARGEST_SHARE: u32 = 10_000;

/// The longest name, in characters.
const LONGEST_NAME: usize = 64;

fn whole() -> u32 {
    100
}

/// Why a route is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RouteError {
    /// The name cannot be one.
    #[error("a route's name has 1 to {LONGEST_NAME} letters, digits, dots, dashes and underscores")]
    Name,
    /// No model, or too many.
    #[error("a route has 1 to {MOST_TARGETS} models")]
    Targets,
    /// A share cannot be used.
    #[error("shares are whole numbers up to {LARGEST_SHARE}, and one of them at least is more than 0")]
    Shares,
    /// There is no such model here, or it cannot be used.
    #[error("the model “{model}” cannot be routed to: {reason}")]
    Model {
        /// Which.
        model: String,
        /// Why.
        reason: String,
    },
}

impl Route {
    /// Reads `model` or `model=share`, several with commas between, as in `vector-1=95,new=5`.
    ///
    /// # Errors
    /// [`RouteError::Shares`].
    pub fn targets(text: &str) -> Result<Vec<Target>, RouteError> {
        let target = |part: &str| match part.trim().split_once('=') {
            Some((model, share)) => {
                let share = share.trim().parse().map_err(|_| RouteError::Shares)?;
                Ok(Target { model: model.trim().to_owned(), share })
            }
            None => Ok(Target { model: part.trim().to_owned(), share: whole() }),
        };
        text.split(',').map(target).collect()
    }

    /// Judges a route by what models there are.
    ///
    /// # Errors
    /// [`RouteError`].
    pub fn check(&self, name: &str, catalogue: &Catalogue) -> Result<(), RouteError> {
        let is_letter = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_');
        if !(1..=LONGEST_NAME).contains(&name.len()) || !name.chars().all(is_letter) {
            return Err(RouteError::Name);
        }
        if !(1..=MOST_TARGETS).contains(&self.targets.len()) {
            return Err(RouteError::Targets);
        }
        let fits = self.targets.iter().all(|target| target.share <= LARGEST_SHARE);
        if !fits || self.total() == 0 {
            return Err(RouteError::Shares);
        }
        self.models().try_for_each(|model| usable(model, catalogue))
    }

    /// Every model that may be used: the targets, then the fallback.
    pub fn models(&self) -> impl Iterator<Item = &str> {
        self.targets.iter().map(|target| target.model.as_str()).chain(self.fallback.as_deref())
    }

    /// The model for a throw of dice, any number: of many throws, each model gets its share.
    pub fn choose(&self, dice: u32) -> Option<&str> {
        let mut left = dice % self.total().max(1);
        for target in &self.targets {
            match left.checked_sub(target.share) {
                Some(rest) => left = rest,
                None => return Some(&target.model),
            }
        }
        None
    }

    fn total(&self) -> u32 {
        self.targets.iter().map(|target| target.share).sum()
    }
}

fn usable(model: &str, catalogue: &Catalogue) -> Result<(), RouteError> {
    let reason = match catalogue.find(model) {
        None => "there is none of that name".to_owned(),
        Some(found) => match found.problem.clone().or_else(|| found.refusal.clone()) {
            Some(reason) => reason,
            None => return Ok(()),
        },
    };
    Err(RouteError::Model { model: model.to_owned(), reason })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::BUILT_IN;

    fn route(text: &str) -> Route {
        Route { targets: Route::targets(text).unwrap(), fallback: None }
    }

    #[test]
    fn each_model_gets_its_share() {
        let canary = route("old=95, new=5, off=0");
        let count = |model: &str| (0..1_000).filter(|dice| canary.choose(*dice) == Some(model)).count();
        assert_eq!((count("old"), count("new"), count("off")), (950, 50, 0));
        assert_eq!(route("one").choose(u32::MAX), Some("one"));
        assert_eq!(route("one=0").choose(7), None);
    }

    #[test]
    fn what_is_no_route_is_refused() {
        let catalogue = Catalogue::default();
        let check = |name: &str, text: &str, expected: Result<(), RouteError>| {
            assert_eq!(route(text).check(name, &catalogue), expected, "{name} {text}");
        };
        check("gpt-image-1", BUILT_IN, Ok(()));
        check("a b", BUILT_IN, Err(RouteError::Name));
        check("", BUILT_IN, Err(RouteError::Name));
        check("a", "vector-1=0", Err(RouteError::Shares));
        check("a", "vector-1=10001", Err(RouteError::Shares));
        check("a", &vec![BUILT_IN; 17].join(","), Err(RouteError::Targets));
        let reason = "there is none of that name".to_owned();
        let missing = Err(RouteError::Model { model: "nothing".to_owned(), reason });
        check("a", "vector-1,nothing=0", missing.clone());
        let fallback = Route { fallback: Some("nothing".to_owned()), ..route(BUILT_IN) };
        assert_eq!(fallback.check("a", &catalogue), missing);
        assert_eq!(Route::targets("a=many"), Err(RouteError::Shares));
        assert!(Route { targets: Vec::new(), fallback: None }.check("a", &catalogue).is_err());
    }
}
