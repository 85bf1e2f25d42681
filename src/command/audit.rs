//! `vignette audit`: who did what, newest first.

use std::path::PathBuf;

use clap::Args;
use jiff::Timestamp;
use vignette::store::Store;

use super::{Failure, output};

/// `vignette audit --limit 50`
#[derive(Args)]
pub struct Arguments {
    /// The server's data folder.
    #[arg(long, default_value = "data", env = "VIGNETTE_DATA")]
    data: PathBuf,
    /// How many lines at most.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    limit: u32,
}

/// Prints the lines.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Failure::work)?;
    runtime.block_on(async {
        for entry in Store::open(&arguments.data).await?.audit_entries(None, arguments.limit).await? {
            let at = Timestamp::from_millisecond(entry.at).unwrap_or_default();
            let detail =
                if entry.detail.is_empty() { String::new() } else { format!("  ({})", entry.detail) };
            output::say(format_args!("{at:.0}  {}  {}  {}{detail}", entry.actor, entry.action, entry.object));
        }
        Ok(())
    })
}
