//! `vignette serve`: the HTTP API, the page and the workers in one process.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use jiff::Timestamp;
use vignette::app::{App, AppError};
use vignette::auth::Scopes;
use vignette::config::{Config, ConfigError, DataFolder, Listen, ModelsFolder, PublicAddress};
use vignette::telemetry;

use super::{Failure, output};

/// `vignette serve --listen 127.0.0.1:8080 --data data`
#[derive(Args)]
pub struct Arguments {
    /// The address and port to listen on [default: 127.0.0.1:8080, or VIGNETTE_LISTEN].
    #[arg(long)]
    listen: Option<SocketAddr>,
    /// The folder of the database, the files and the server's key [default: data, or VIGNETTE_DATA].
    #[arg(long)]
    data: Option<PathBuf>,
    /// The folder with model checkpoints [default: models, or VIGNETTE_MODELS].
    #[arg(long)]
    models: Option<PathBuf>,
    /// How callers reach this server, for links, as in https://vignette.example.com.
    #[arg(long)]
    public_url: Option<String>,
}

/// The account that the first run makes a token for.
const FIRST_ACCOUNT: &str = "first";

/// Serves until the process is told to stop.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    let config = arguments.over(Config::from_env()?);
    telemetry::start(&config.logs)
        .map_err(|error| Failure::input(error, "set VIGNETTE_LOG to a filter such as info"))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Failure::work)?;
    let served = tokio::task::LocalSet::new().block_on(&runtime, serve(config));
    // A picture in the making does not hold the process back: its job is already in the queue again.
    runtime.shutdown_timeout(Duration::from_secs(1));
    served
}

async fn serve(config: Config) -> Result<(), Failure> {
    let wanted = config.listen.0;
    let scheme = if config.tls.certificate.is_some() { "https" } else { "http" };
    let app = App::build(config).await?;
    let first_token = match app.is_first_run() {
        true => Some(first_token(&app).await?),
        false => None,
    };
    let listening = |address: SocketAddr| {
        output::say(format_args!("Vignette is at {scheme}://{address}"));
        if let Some(token) = first_token {
            output::say(format_args!("The first account token, shown this once: {token}"));
        }
    };
    app.run(listening).await.map_err(|error| {
        Failure::input(
            format!("{wanted} cannot be listened on: {error}"),
            "stop what listens there, or choose another address with --listen",
        )
    })
}

async fn first_token(app: &App) -> Result<String, Failure> {
    let now = Timestamp::now().as_millisecond();
    Ok(app.parts().auth.create_token(FIRST_ACCOUNT, &Scopes::default(), None, now).await?.secret)
}

impl Arguments {
    /// The command line's words win over the environment's.
    fn over(self, config: Config) -> Config {
        Config {
            listen: self.listen.map_or(config.listen, Listen),
            data: self.data.map_or(config.data, DataFolder),
            models: self.models.map_or(config.models, ModelsFolder),
            address: self.public_url.map_or(config.address, |url| PublicAddress(Some(url))),
            ..config
        }
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        let hint = format!("set {} to {}", error.name, error.expected);
        Self::input(error, hint)
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Store(error) => error.into(),
            AppError::Auth(error) => error.into(),
            AppError::LayoutFile { path, error } => Self::file(&path, "read", &error),
            AppError::Layout(error) => super::layout::mistake(error),
            error @ AppError::Signer => Self::work(error),
        }
    }
}
