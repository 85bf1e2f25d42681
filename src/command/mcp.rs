//! `vignette mcp`: the Model Context Protocol over standard input and output, for assistants on this machine.
//!
//! One message a line, in and out. It works in this process, in the data folder that the server uses too; what is made
//! belongs to an account of its own.

use std::io::{self, BufRead as _, Read as _, Write as _};
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use tokio::sync::mpsc;
use vignette::app::App;
use vignette::auth::{Identity, Scopes};
use vignette::config::{Config, DataFolder, ModelsFolder};
use vignette::http::mcp::Session;
use vignette::jobs::now;
use vignette::store::TokenId;

use super::Failure;

/// `vignette mcp`
#[derive(Args)]
pub struct Arguments {
    /// The folder of the database, the files and the server's key [default: data, or VIGNETTE_DATA].
    #[arg(long)]
    data: Option<PathBuf>,
    /// The folder with model checkpoints [default: models, or VIGNETTE_MODELS].
    #[arg(long)]
    models: Option<PathBuf>,
    /// The account that what is made belongs to.
    #[arg(long, default_value = "assistants")]
    account: String,
}

/// The longest message that is read: a document in base 64 and its data.
const LONGEST_MESSAGE: usize = 96 << 20;

/// Answers until standard input ends.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    let config = Config::from_env()?;
    let config = Config {
        data: arguments.data.map_or(config.data, DataFolder),
        models: arguments.models.map_or(config.models, ModelsFolder),
        ..config
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Failure::work)?;
    let spoken = tokio::task::LocalSet::new().block_on(&runtime, speak(config, &arguments.account));
    runtime.shutdown_timeout(Duration::from_secs(1));
    spoken
}

async fn speak(config: Config, account: &str) -> Result<(), Failure> {
    let app = App::build(config).await?;
    let workers = app.work();
    let session = Session::local(app.parts().clone(), identity(&app, account).await?);
    let mut messages = messages();
    let mut calls = tokio::task::JoinSet::new();
    // A call that takes long holds no other back: each answers when it is done.
    while let Some(message) = messages.recv().await {
        let message = message.map_err(Failure::work)?;
        if message.len() > LONGEST_MESSAGE {
            return Err(Failure::input("a message is longer than 96 MiB", "pass large files by their paths"));
        }
        let session = session.clone();
        calls.spawn_local(async move {
            if let Some(answer) = session.answer(&message).await {
                // One write a line, so that answers never mix. Whoever stopped reading needs no answer.
                let _ = io::stdout().lock().write_all(format!("{answer}\n").as_bytes());
            }
        });
        while calls.try_join_next().is_some() {}
    }
    while calls.join_next().await.is_some() {}
    workers.stop().await;
    Ok(())
}

/// The lines of standard input that hold something, read on a thread of their own.
fn messages() -> mpsc::Receiver<io::Result<Vec<u8>>> {
    let (sender, receiver) = mpsc::channel(1);
    std::thread::spawn(move || {
        let mut input = io::stdin().lock();
        loop {
            let mut line = Vec::new();
            // One byte more than allowed shows that it is too long.
            let read = input.by_ref().take(LONGEST_MESSAGE as u64 + 1).read_until(b'\n', &mut line);
            let message = match read {
                Ok(0) => return,
                Ok(_) if line.trim_ascii().is_empty() => continue,
                read => read.map(|_| line),
            };
            if sender.blocking_send(message).is_err() {
                return;
            }
        }
    });
    receiver
}

/// Whoever may start this program may use its data folder: no token is asked for.
async fn identity(app: &App, account: &str) -> Result<Identity, Failure> {
    let account = app.parts().store.account_named(account, now()).await?;
    Ok(Identity {
        account: account.id,
        account_name: account.name,
        token: TokenId::from_text("local"),
        scopes: Scopes::default(),
        by_session: false,
    })
}
