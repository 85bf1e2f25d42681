//! Shapes that do not fit.

/// What a kernel needed and did not get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misfit(&'static str);

impl Misfit {
    /// An error unless `fits`.
    pub(crate) fn unless(fits: bool, needed: &'static str) -> Result<(), Self> {
        if fits { Ok(()) } else { Err(Self(needed)) }
    }
}

impl std::fmt::Display for Misfit {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "the kernel needs {}", self.0)
    }
}

impl std::error::Error for Misfit {}
