//! `vignette manifest`: the Office add-in's manifest for this host's own address.

use std::path::PathBuf;

use clap::Args;

use super::{Failure, output};

/// `vignette manifest --base-url https://vignette.example.com -o addin.xml`
#[derive(Args)]
pub struct Arguments {
    /// How Office reaches this server; Office takes https only.
    #[arg(long)]
    base_url: String,
    /// Where to write the manifest.
    #[arg(short, long)]
    output: PathBuf,
}

const TEMPLATE: &str = include_str!("../../manifest/addin.xml");

/// Writes the manifest.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let base_url = checked(&arguments.base_url)?;
    output::write(&arguments.output, TEMPLATE.replace("{{ base_url }}", base_url).as_bytes())
}

/// The address without a slash at its end; only what stands in a host name, a port and a path is taken, so that
/// nothing needs escaping in XML.
fn checked(address: &str) -> Result<&str, Failure> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-._:/~".contains(letter);
    match address.strip_prefix("https://") {
        Some(rest)
            if rest.starts_with(|first: char| first.is_ascii_alphanumeric()) && rest.chars().all(plain) =>
        {
            Ok(address.trim_end_matches('/'))
        }
        _ => Err(Failure::input(
            format!("“{address}” is no https address"),
            "write it as https://vignette.example.com; Office loads add-ins over https only",
        )),
    }
}
