//! `vignette route`: public names of models and what they mean, changed while the server runs.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::Timestamp;
use vignette::models::routes::{Route, RouteError};
use vignette::store::{AccountId, Deed, Store};

use super::{Failure, output, studio};

/// `vignette route set gpt-image-1 vector-1=95,new=5 --fallback vector-1`
#[derive(Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
    /// The server's data folder.
    #[arg(long, global = true, default_value = "data", env = "VIGNETTE_DATA")]
    data: PathBuf,
    /// The folder with model checkpoints.
    #[arg(long, global = true, default_value = "models", env = "VIGNETTE_MODELS")]
    models: PathBuf,
    /// The account whose name it is; everybody's when not said.
    #[arg(long, global = true)]
    account: Option<String>,
}

#[derive(Subcommand)]
enum Action {
    /// The names and what they mean.
    List,
    /// Give a name a meaning; each model is loaded and makes a small picture first.
    Set {
        /// The name, as in gpt-image-1 or default.
        name: String,
        /// The models with their shares, as in vector-1=95,new=5; a share is 100 when not said.
        targets: String,
        /// The model that steps in when the one that was chosen fails.
        #[arg(long)]
        fallback: Option<String>,
    },
    /// Take a name's meaning away.
    Remove {
        /// The name.
        name: String,
    },
    /// Give a name the meaning it had before the last change.
    Rollback {
        /// The name.
        name: String,
    },
}

/// Opens the store and does the one thing asked.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Failure::work)?;
    runtime.block_on(act(arguments))
}

async fn act(arguments: &Arguments) -> Result<(), Failure> {
    let store = Store::open(&arguments.data).await?;
    let account = account(&store, arguments.account.as_deref()).await?;
    match &arguments.action {
        Action::List => {
            for route in store.routes().await? {
                let whose = if route.account_id.is_empty() { "everybody" } else { &route.account_id };
                output::say(format_args!(
                    "{}  {whose}  version {}  {}",
                    route.name, route.version, route.rule
                ));
            }
            Ok(())
        }
        Action::Set { name, targets, fallback } => {
            let route = Route { targets: Route::targets(targets)?, fallback: fallback.clone() };
            let studio = studio(&arguments.models);
            route.check(name, studio.engines.catalogue())?;
            route.models().try_for_each(|model| studio.rehearse(model))?;
            let rule = serde_json::to_string(&route).map_err(Failure::work)?;
            change(&store, account.as_ref(), name, &rule, "route.set").await
        }
        Action::Remove { name } => change(&store, account.as_ref(), name, "", "route.removed").await,
        Action::Rollback { name } => match store.rule_before(account.as_ref(), name).await? {
            Some(rule) => change(&store, account.as_ref(), name, &rule, "route.rolled_back").await,
            None => {
                Err(Failure::input(format!("there is no route “{name}”"), "`vignette route list` shows them"))
            }
        },
    }
}

async fn change(
    store: &Store,
    account: Option<&AccountId>,
    name: &str,
    rule: &str,
    action: &'static str,
) -> Result<(), Failure> {
    let now = Timestamp::now().as_millisecond();
    let version = store.set_route(account, name, rule, now).await?;
    store.audit(Deed { actor: "command line", action, object: name, detail: rule }, now).await?;
    output::say(format_args!("{name}  version {version}  {rule}"));
    Ok(())
}

async fn account(store: &Store, name: Option<&str>) -> Result<Option<AccountId>, Failure> {
    let Some(name) = name else { return Ok(None) };
    match store.find_account(name).await? {
        Some(account) => Ok(Some(account.id)),
        None => Err(Failure::input(
            format!("there is no account “{name}”"),
            "`vignette token list` shows the accounts",
        )),
    }
}

impl From<RouteError> for Failure {
    fn from(error: RouteError) -> Self {
        Self::input(
            error,
            "write it as in `vignette route set gpt-image-1 vector-1=95,new=5`; `vignette model list` lists the models",
        )
    }
}
