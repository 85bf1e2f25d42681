//! What variables may hold.

use std::str::FromStr;
use std::time::Duration;

use super::{LogFormat, Precision};

/// A whole number from 1 to a million.
pub(super) struct Positive(pub usize);

impl Positive {
    pub fn minutes(&self) -> Duration {
        Duration::from_mins(self.0 as u64)
    }
}

impl FromStr for Positive {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = text.parse().ok().filter(|number| (1..=1_000_000).contains(number));
        number.map(Self).ok_or("it must be a whole number from 1 to 1000000")
    }
}

/// An address of the web, its slash at the end taken off.
pub(super) struct WebAddress(pub String);

impl FromStr for WebAddress {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        match host {
            Some(host) if !host.is_empty() && !host.contains(char::is_whitespace) => {
                Ok(Self(text.trim_end_matches('/').to_owned()))
            }
            _ => Err("it must start with https:// or http://"),
        }
    }
}

/// Text that may stand in a header of HTTP.
pub(super) struct Header(pub String);

impl FromStr for Header {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fits = |character: char| character.is_ascii_graphic() && !matches!(character, ';' | ',');
        if text.chars().all(|character| character == ' ' || fits(character)) {
            Ok(Self(text.to_owned()))
        } else {
            Err("it must be CSP sources with spaces between")
        }
    }
}

impl FromStr for Precision {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "auto" => Ok(Self::Auto),
            "f32" => Ok(Self::F32),
            "bf16" => Ok(Self::Bf16),
            _ => Err("it must be auto, f32 or bf16"),
        }
    }
}

impl FromStr for LogFormat {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "text" => Ok(Self::Text),
            "json" => Ok(Self::Json),
            _ => Err("it must be text or json"),
        }
    }
}
