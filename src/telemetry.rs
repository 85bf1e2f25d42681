//! The log. Prompts, document text and tokens are never written; every line of a request carries its id.

use std::io::IsTerminal as _;

use tracing_subscriber::{EnvFilter, fmt};

use crate::config::{LogFormat, Logs};

/// The log cannot be started.
#[derive(Debug, thiserror::Error)]
#[error("the log cannot be started: {0}")]
pub struct TelemetryError(String);

/// Starts the log, on standard error: standard output belongs to the command's own answer.
///
/// # Errors
/// [`TelemetryError`] for a filter that cannot be read, or when a log was started before.
pub fn start(logs: &Logs) -> Result<(), TelemetryError> {
    let filter = EnvFilter::try_new(&logs.filter).map_err(|error| TelemetryError(error.to_string()))?;
    let colours = std::io::stderr().is_terminal();
    let log = fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(colours);
    let started = match logs.format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().try_init(),
    };
    started.map_err(|error| TelemetryError(error.to_string()))
}
