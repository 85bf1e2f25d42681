//! Numbers, amounts of money and dates as people of each language write them (CLDR).
//!
//! Four languages fit in a page of tables; `docs/decisions/0008-locale-formats.md` says why no library has them.

pub(super) mod dates;
pub(super) mod numbers;

#[cfg(test)]
mod tests;
