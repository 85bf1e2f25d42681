//! `vignette brief`: what is understood of a request.

use clap::Args;
use jiff::civil::{Date, date};
use vignette::brief::{self, RequestedSize, Words};

use super::{Failure, output, today};
use vignette::http::wire::brief::BriefBody;
use vignette::studio::StudioError;

/// `vignette brief --json "회의 포스터 디자인해줘: 11월 26일 오후 3시 대회의실, 전사 타운홀"`
#[derive(Args)]
pub struct Arguments {
    /// What you need, in your own words (Korean or English).
    prompt: String,
    /// Print JSON; null is what was not understood.
    #[arg(long)]
    json: bool,
    /// The day "tomorrow" is counted from (YYYY-MM-DD); this machine's when left out.
    #[arg(long)]
    today: Option<Date>,
}

/// Prints the brief.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    let words = Words { prompt: arguments.prompt, ..Words::default() };
    let brief = brief::read(&words, today(arguments.today)).map_err(StudioError::from)?;
    let view = serde_json::to_value(BriefBody::from(&brief)).map_err(Failure::work)?;
    if arguments.json {
        output::say(format_args!("{view:#}"));
        return Ok(());
    }
    for (name, value) in view.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null()) {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        output::say(format_args!("{name:<9} {value}"));
    }
    Ok(())
}

/// Reads a size the way the prompt's reader does: pixels, ratios, paper.
pub fn parse_size(text: &str) -> Result<RequestedSize, Failure> {
    let words = Words { prompt: text.to_owned(), ..Words::default() };
    let any_day = date(2000, 1, 1); // a size does not depend on the day
    brief::read(&words, any_day).ok().and_then(|brief| brief.size).ok_or_else(|| {
        Failure::input(format!("“{text}” is no size"), "write it as 1920x1080, 16:9, A4 or \"A3 landscape\"")
    })
}
