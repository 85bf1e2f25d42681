//! What a token allows.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use super::AuthError;

/// One thing a token may allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Design pages and make pictures.
    Design,
    /// Fill documents.
    Fill,
    /// See one's own jobs and files, and the models there are.
    Read,
    /// Everything.
    Admin,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 4] = [Self::Design, Self::Fill, Self::Read, Self::Admin];

    /// The name on the command line and in the row.
    pub fn name(self) -> &'static str {
        match self {
            Self::Design => "design",
            Self::Fill => "fill",
            Self::Read => "read",
            Self::Admin => "admin",
        }
    }
}

/// Scope names for a sentence: `design or fill`.
pub(super) fn either(scopes: &[Scope]) -> String {
    scopes.iter().map(|scope| scope.name()).collect::<Vec<_>>().join(" or ")
}

/// Everything a token allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scopes(BTreeSet<Scope>);

impl Default for Scopes {
    /// What people and programs need; administration is given on purpose only.
    fn default() -> Self {
        Self::from_iter([Scope::Design, Scope::Fill, Scope::Read])
    }
}

impl FromIterator<Scope> for Scopes {
    fn from_iter<T: IntoIterator<Item = Scope>>(scopes: T) -> Self {
        Self(scopes.into_iter().collect())
    }
}

impl Scopes {
    /// Whether at least one of `wanted` is allowed.
    pub fn allow_any(&self, wanted: &[Scope]) -> bool {
        self.0.contains(&Scope::Admin) || wanted.iter().any(|scope| self.0.contains(scope))
    }

    /// Whether nothing is allowed that `others` do not allow.
    pub fn are_within(&self, others: &Self) -> bool {
        self.0.iter().all(|scope| others.allow_any(&[*scope]))
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.0.iter().map(|scope| scope.name()).collect();
        formatter.write_str(&names.join(" "))
    }
}

impl FromStr for Scopes {
    type Err = AuthError;

    /// Reads names with commas or spaces between, as in `design,read`.
    fn from_str(text: &str) -> Result<Self, AuthError> {
        let names = text.split([',', ' ']).filter(|name| !name.is_empty());
        let find = |name: &str| {
            let found = Scope::ALL.into_iter().find(|scope| scope.name() == name);
            found.ok_or_else(|| AuthError::UnknownScope(name.to_owned()))
        };
        let scopes: BTreeSet<_> = names.map(find).collect::<Result<_, _>>()?;
        if scopes.is_empty() { Err(AuthError::UnknownScope(text.to_owned())) } else { Ok(Self(scopes)) }
    }
}
