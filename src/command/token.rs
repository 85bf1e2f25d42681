//! `vignette token`: make, list and revoke account tokens.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use jiff::{SignedDuration, Timestamp};
use vignette::app;
use vignette::auth::{Auth, AuthError, Scopes};
use vignette::config::{Config, DataFolder};
use vignette::store::{StoreError, Token};

use super::{Failure, output};

/// `vignette token new --account design-team`
#[derive(Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Make a token and print it; it is shown this once.
    New {
        /// The account it speaks for; made if there is none of that name.
        #[arg(long)]
        account: String,
        /// What it allows, with commas between: design, fill, read, admin.
        #[arg(long, default_value_t = Scopes::default())]
        scopes: Scopes,
        /// How long it works, as in 12h, 90d or 52w; without end when left out.
        #[arg(long, value_parser = parse_duration)]
        expires: Option<SignedDuration>,
        #[command(flatten)]
        data: Data,
    },
    /// List every token, without its secret.
    List {
        #[command(flatten)]
        data: Data,
    },
    /// Make a token useless at once, with every session made from it.
    Revoke {
        /// Its id, its visible beginning, or the whole token.
        token: String,
        #[command(flatten)]
        data: Data,
    },
}

#[derive(Args)]
struct Data {
    /// The server's data folder.
    #[arg(long, default_value = "data", env = "VIGNETTE_DATA")]
    data: PathBuf,
}

/// Opens the store and does the one thing asked.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Failure::work)?;
    runtime.block_on(act(arguments.action))
}

async fn act(action: Action) -> Result<(), Failure> {
    let now = Timestamp::now();
    match action {
        Action::New { account, scopes, expires, data } => {
            let expires_at = expires.map(|duration| (now + duration).as_millisecond());
            let auth = open(&data.data).await?;
            let made = auth.create_token(&account, &scopes, expires_at, now.as_millisecond()).await?;
            output::say(format_args!("{}", made.secret));
            eprintln!("id {}: keep the token now, it is not shown again", made.id);
        }
        Action::List { data } => {
            for token in open(&data.data).await?.list_tokens().await? {
                output::say(format_args!("{}", line(&token, now)));
            }
        }
        Action::Revoke { token, data } => {
            let token = open(&data.data).await?.revoke_token(&token, now.as_millisecond()).await?;
            output::say(format_args!("revoked {} of {}", token.id, token.account));
        }
    }
    Ok(())
}

async fn open(folder: &Path) -> Result<Auth, Failure> {
    let config = Config { data: DataFolder(folder.to_owned()), ..Config::default() };
    Ok(app::open_tokens(&config).await?)
}

/// One token as a line: id, what is visible of it, account, scopes, state.
fn line(token: &Token, now: Timestamp) -> String {
    let day = |millis: i64| {
        Timestamp::from_millisecond(millis).map_or_else(|_| "?".to_owned(), |time| format!("{time:.0}"))
    };
    let state = match (token.revoked_at, token.expires_at) {
        (Some(at), _) => format!("revoked {}", day(at)),
        (None, Some(at)) if at <= now.as_millisecond() => format!("expired {}", day(at)),
        (None, Some(at)) => format!("until {}", day(at)),
        (None, None) => "no end".to_owned(),
    };
    let used = token.last_used_at.map_or_else(|| "never used".to_owned(), |at| format!("used {}", day(at)));
    let visible = format!("{}…{}", token.prefix, token.last_four);
    format!("{}  {visible}  {}  [{}]  {state}, {used}", token.id, token.account, token.scopes)
}

/// A number and h, d or w.
fn parse_duration(text: &str) -> Result<SignedDuration, String> {
    let wrong = || format!("“{text}” is no duration; write it as 12h, 90d or 52w");
    let (number, hours) = match text.char_indices().next_back() {
        Some((end, 'h')) => (&text[..end], 1),
        Some((end, 'd')) => (&text[..end], 24),
        Some((end, 'w')) => (&text[..end], 24 * 7),
        _ => return Err(wrong()),
    };
    let number: i64 = number.parse().map_err(|_| wrong())?;
    // A century is long enough, and no clock arithmetic overflows within it.
    if (1..=24 * 365 * 100).contains(&(number.saturating_mul(hours))) {
        Ok(SignedDuration::from_hours(number * hours))
    } else {
        Err(wrong())
    }
}

impl From<AuthError> for Failure {
    fn from(error: AuthError) -> Self {
        Self::input(error, "`vignette token list` shows the tokens; scopes are design, fill, read and admin")
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::input(error, "check that the data folder can be written, or name another with --data")
    }
}
