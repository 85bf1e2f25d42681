//! `vignette config check`: what the server would run with, and every mistake in it.

use clap::{Args, Subcommand};
use vignette::config::{Config, KEYS};

use super::{Failure, output};

/// `vignette config check`
#[derive(Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Show every variable with its value, and every mistake; exit code 2 when there is one.
    Check,
}

/// What begins like ours and is none of ours is a mistyped name.
const OURS: &str = "VIGNETTE_";

/// Shows and judges the environment.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let Action::Check = arguments.action;
    for key in KEYS {
        let value = std::env::var(key.name).ok().filter(|value| !value.trim().is_empty());
        let (value, from) = value.as_deref().map_or((key.default, "default"), |value| (value, "set"));
        output::say(format_args!("{:<38} {value:<28} {from:<8} {}", key.name, key.sets));
    }
    let mut mistakes: Vec<String> =
        Config::mistakes(|name| std::env::var(name).ok()).iter().map(ToString::to_string).collect();
    let strangers = std::env::vars().map(|(name, _)| name).filter(|name| name.starts_with(OURS));
    let strangers = strangers.filter(|name| KEYS.iter().all(|key| key.name != name));
    mistakes.extend(strangers.map(|name| format!("{name} is no variable of this version")));
    match mistakes.as_slice() {
        [] => Ok(()),
        mistakes => Err(Failure::input(mistakes.join("\n       "), "correct the variables, or unset them")),
    }
}
