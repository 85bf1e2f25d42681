//! `vignette backup` and `vignette restore`: a copy of the data folder, taken while the server runs, and put back.

use std::path::PathBuf;

use clap::Args;
use jiff::Timestamp;
use vignette::store::{BackupError, Copied, Deed, Store};

use super::{Failure, output};

/// `vignette backup --data data -o backup`
#[derive(Args)]
pub struct Backup {
    /// The server's data folder.
    #[arg(long, default_value = "data", env = "VIGNETTE_DATA")]
    data: PathBuf,
    /// The folder of the copy; made, and must be empty. It holds the server's key: keep it as safe as the server.
    #[arg(short, long)]
    output: PathBuf,
}

/// `vignette restore backup --data data`
#[derive(Args)]
pub struct Restore {
    /// The folder of the copy.
    backup: PathBuf,
    /// The data folder; made, and must be empty.
    #[arg(long, default_value = "data", env = "VIGNETTE_DATA")]
    data: PathBuf,
}

/// Copies the data folder.
pub fn backup(arguments: &Backup) -> Result<(), Failure> {
    block_on(async {
        if !arguments.data.join("vignette.sqlite").is_file() {
            let message = format!("{} is no data folder", arguments.data.display());
            return Err(Failure::input(message, "name the server's data folder with --data"));
        }
        let store = Store::open(&arguments.data).await?;
        let object = arguments.output.display().to_string();
        let deed = Deed { actor: "command line", action: "backup.made", object: &object, detail: "" };
        store.audit(deed, Timestamp::now().as_millisecond()).await?;
        say(store.backup(&arguments.data, &arguments.output).await?, "copied");
        Ok(())
    })
}

/// Puts a copy back.
pub fn restore(arguments: &Restore) -> Result<(), Failure> {
    block_on(async {
        say(Store::restore(&arguments.backup, &arguments.data).await?, "restored");
        Ok(())
    })
}

fn say(copied: Copied, what: &str) {
    let Copied { files, bytes, gone } = copied;
    let gone = if gone > 0 { format!(", {gone} removed meanwhile") } else { String::new() };
    output::say(format_args!(
        "{what}: the database, the key and {files} files of {} MiB{gone}",
        bytes.div_ceil(1 << 20)
    ));
}

fn block_on(work: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Failure::work)?;
    runtime.block_on(work)
}

impl From<BackupError> for Failure {
    fn from(error: BackupError) -> Self {
        match error {
            BackupError::Store(error) => error.into(),
            BackupError::NotEmpty(_) => Self::input(error, "name a folder that is not there yet"),
            BackupError::NoBackup(..) => Self::input(error, "name a folder that `vignette backup` made"),
            BackupError::Damaged(..) => Self::input(error, "restore another backup; nothing was changed"),
            BackupError::Disk(..) => Self::input(error, "check who may write there and the room left"),
        }
    }
}
