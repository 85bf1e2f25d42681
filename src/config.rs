//! Configuration: read once from the environment, overridden by the command line, handed out in small pieces.
//!
//! | variable | what it sets | default |
//! |---|---|---|
//! | `VIGNETTE_LISTEN` | address and port to listen on | `127.0.0.1:8080` |
//! | `VIGNETTE_DATA` | folder of the database, the files and the server's key | `data` |
//! | `VIGNETTE_MODELS` | folder of the checkpoints | `models` |
//! | `VIGNETTE_ART` | folder of the art library | `art` |
//! | `VIGNETTE_PRECISION` | what networks compute in: `f32`, `bf16`, or `auto`, the faster one here | `auto` |
//! | `VIGNETTE_LAYOUTS` | folder of the house's own layouts | none |
//! | `VIGNETTE_BRAND` | folder of the brand designs are made in (`brand.toml` and fonts) | none |
//! | `VIGNETTE_PUBLIC_URL` | how callers reach this server, for links | the request's own host |
//! | `VIGNETTE_MAX_BODY_MIB` | largest request body, in MiB | `64` |
//! | `VIGNETTE_MAX_JOBS_PER_ACCOUNT` | jobs of one account that may wait or run | `100` |
//! | `VIGNETTE_MAX_BATCH_ROWS` | rows of one batch, a document each | `10000` |
//! | `VIGNETTE_FRAME_ANCESTORS` | who may frame the page (CSP sources, spaces between) | Office on the web, Outlook, Teams |
//! | `VIGNETTE_COPILOT_REGISTRATION` | id of the key's registration in Microsoft's developer portal, for the app package | none |
//! | `VIGNETTE_SESSION_MINUTES` | how long a session lasts | `15` |
//! | `VIGNETTE_LINK_MINUTES` | how long a signed link to a file lasts | `60` |
//! | `VIGNETTE_WORKERS` | jobs that run at once; 0 only queues | half the cores, at least 1 |
//! | `VIGNETTE_LEASE_SECONDS` | after how long a silent worker's job is taken back | `15` |
//! | `VIGNETTE_JOB_MINUTES` | how long a job may run | `30` |
//! | `VIGNETTE_KEEP_DAYS` | how long jobs that ended are kept, with their files; 0 for ever | `30` |
//! | `VIGNETTE_WEBHOOK_HOSTS` | hosts of the house's own network that webhooks may reach, spaces between | none |
//! | `VIGNETTE_LOG` | what is logged, as in `info,vignette=debug` | `info,actix_server=warn` |
//! | `VIGNETTE_LOG_FORMAT` | `text` or `json` | `text` |

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use crate::documents;
use crate::manifest::Registration;

/// Everything that can be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Where to listen.
    pub listen: Listen,
    /// Where data is kept.
    pub data: DataFolder,
    /// Where checkpoints are.
    pub models: ModelsFolder,
    /// Where the art library is.
    pub art: ArtFolder,
    /// What networks compute in.
    pub precision: Precision,
    /// Where the house's own layouts are.
    pub layouts: LayoutsFolder,
    /// Where the house's brand is.
    pub brand: BrandFolder,
    /// How much one caller may send and ask for.
    pub limits: Limits,
    /// How callers reach this server.
    pub address: PublicAddress,
    /// Who may frame the page.
    pub framing: Framing,
    /// What the app package for Microsoft 365 signs in by.
    pub registration: Option<Registration>,
    /// How long sessions and links last.
    pub lifetimes: Lifetimes,
    /// How jobs are worked on.
    pub workers: Workers,
    /// Who may be told of a job's end within the house.
    pub webhooks: WebhookHosts,
    /// What is logged.
    pub logs: Logs,
}

/// Where to listen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listen(pub SocketAddr);

/// Folder of the database, the files and the server's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataFolder(pub PathBuf);

/// Folder of the checkpoints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelsFolder(pub PathBuf);

/// Folder of the art library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArtFolder(pub PathBuf);
/// Folder of the brand that designs are made in, where there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrandFolder(pub Option<PathBuf>);

/// Folder of the house's own layouts (`.toml`), where there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayoutsFolder(pub Option<PathBuf>);

/// What networks compute in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Precision {
    /// Whichever is faster on this machine.
    #[default]
    Auto,
    /// 32-bit floats.
    F32,
    /// 16-bit floats with 8 bits of fraction, summed in 32 bits.
    Bf16,
}

/// How much one caller may send and ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a request's body.
    pub body_bytes: usize,
    /// Jobs of one account that wait or run.
    pub jobs_per_account: i64,
    /// Rows of one batch.
    pub batch_rows: u64,
    /// Candidates of one design, pictures of one request.
    pub candidates: u32,
    /// Pixels along one side of a page or picture.
    pub side_pixels: u32,
    /// Whole millimetres along one side of paper.
    pub side_mm: u32,
    /// How much of a document is read.
    pub documents: documents::Limits,
}

/// How callers reach this server, as in `https://images.example.com`, without a slash at its end. `None`: links
/// use the host the request named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublicAddress(pub Option<String>);

/// Who may frame the page: the sources of the CSP directive `frame-ancestors`, with spaces between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Framing(pub String);

/// How long things last that are given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetimes {
    /// A session.
    pub session: Duration,
    /// A signed link to a file.
    pub link: Duration,
}

/// How jobs are worked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Workers {
    /// Jobs that run at once; 0 only queues.
    pub count: usize,
    /// After how long a silent worker's job is taken back.
    pub lease: Duration,
    /// How long a job may run.
    pub timeout: Duration,
    /// How long jobs that ended are kept, with their files; for ever when `None`.
    pub keep: Option<Duration>,
}

/// Hosts of the house's own network that webhooks may reach.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WebhookHosts(pub Vec<String>);

/// What is logged, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logs {
    /// Directives of `tracing_subscriber::EnvFilter`.
    pub filter: String,
    /// How a line looks.
    pub format: LogFormat,
}

/// How a line of the log looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line, for machines.
    Json,
}

/// Office on the web, Outlook and Teams (Microsoft's list of hosts that frame add-ins, November 2026).
const OFFICE_HOSTS: &str = "'self' https://*.officeapps.live.com https://*.office.com https://*.office365.com \
     https://*.microsoft.com https://*.cloud.microsoft https://*.sharepoint.com https://outlook.live.com \
     https://outlook.office.com https://teams.microsoft.com";

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: Listen(SocketAddr::from((Ipv4Addr::LOCALHOST, 8080))),
            data: DataFolder(PathBuf::from("data")),
            models: ModelsFolder(PathBuf::from("models")),
            art: ArtFolder(PathBuf::from("art")),
            precision: Precision::Auto,
            layouts: LayoutsFolder(None),
            brand: BrandFolder(None),
            limits: Limits::DEFAULT,
            address: PublicAddress(None),
            framing: Framing(OFFICE_HOSTS.to_owned()),
            registration: None,
            lifetimes: Lifetimes { session: Duration::from_mins(15), link: Duration::from_mins(60) },
            workers: Workers {
                count: default_workers(),
                lease: Duration::from_secs(15),
                timeout: Duration::from_mins(30),
                keep: Some(days(30)),
            },
            webhooks: WebhookHosts::default(),
            logs: Logs { filter: "info,actix_server=warn".to_owned(), format: LogFormat::Text },
        }
    }
}

impl Limits {
    /// What one machine serves well. 4096 pixels a side is what the largest image APIs take; A0 is 1189 mm.
    pub const DEFAULT: Self = Self {
        body_bytes: 64 << 20,
        jobs_per_account: 100,
        batch_rows: 10_000,
        candidates: 10,
        side_pixels: 4096,
        side_mm: 1189,
        documents: documents::Limits::DEFAULT,
    };
}

fn days(days: u32) -> Duration {
    Duration::from_hours(u64::from(days) * 24)
}

/// A picture keeps about two cores busy (paint and compress), so half the cores.
fn default_workers() -> usize {
    std::thread::available_parallelism().map_or(1, |cores| cores.get().div_ceil(2))
}

impl Config {
    /// The defaults, changed by what the environment says.
    ///
    /// # Errors
    /// [`ConfigError`] names the variable that cannot be read.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::from_variables(|name| std::env::var(name).ok())
    }

    /// The defaults, changed by what `variable` answers for each name.
    ///
    /// # Errors
    /// [`ConfigError`] names the variable that cannot be read.
    pub fn from_variables(variable: impl Fn(&'static str) -> Option<String>) -> Result<Self, ConfigError> {
        let mut config = Self::default();
        let read = Variables(&variable);
        read.set("VIGNETTE_LISTEN", |address| config.listen = Listen(address))?;
        read.set("VIGNETTE_DATA", |folder| config.data = DataFolder(folder))?;
        read.set("VIGNETTE_MODELS", |folder| config.models = ModelsFolder(folder))?;
        read.set("VIGNETTE_ART", |folder| config.art = ArtFolder(folder))?;
        read.set("VIGNETTE_PRECISION", |precision| config.precision = precision)?;
        read.set("VIGNETTE_LAYOUTS", |folder| config.layouts = LayoutsFolder(Some(folder)))?;
        read.set("VIGNETTE_BRAND", |folder| config.brand = BrandFolder(Some(folder)))?;
        read.set("VIGNETTE_PUBLIC_URL", |url: WebAddress| config.address = PublicAddress(Some(url.0)))?;
        read.set("VIGNETTE_MAX_BODY_MIB", |Positive(size)| config.limits.body_bytes = size << 20)?;
        read.set("VIGNETTE_MAX_JOBS_PER_ACCOUNT", |Positive(jobs)| {
            config.limits.jobs_per_account = jobs as i64;
        })?;
        read.set("VIGNETTE_MAX_BATCH_ROWS", |Positive(rows)| config.limits.batch_rows = rows as u64)?;
        read.set("VIGNETTE_FRAME_ANCESTORS", |Header(sources)| config.framing = Framing(sources))?;
        read.set("VIGNETTE_COPILOT_REGISTRATION", |id| config.registration = Some(id))?;
        read.set("VIGNETTE_SESSION_MINUTES", |minutes: Positive| {
            config.lifetimes.session = minutes.minutes();
        })?;
        read.set("VIGNETTE_LINK_MINUTES", |minutes: Positive| config.lifetimes.link = minutes.minutes())?;
        read.set("VIGNETTE_WORKERS", |count| config.workers.count = count)?;
        read.set("VIGNETTE_LEASE_SECONDS", |Positive(seconds)| {
            config.workers.lease = Duration::from_secs(seconds as u64);
        })?;
        read.set("VIGNETTE_JOB_MINUTES", |minutes: Positive| config.workers.timeout = minutes.minutes())?;
        read.set("VIGNETTE_KEEP_DAYS", |kept: u32| config.workers.keep = (kept > 0).then(|| days(kept)))?;
        read.set("VIGNETTE_WEBHOOK_HOSTS", |hosts: String| {
            config.webhooks = WebhookHosts(hosts.split_whitespace().map(str::to_owned).collect());
        })?;
        read.set("VIGNETTE_LOG", |filter| config.logs.filter = filter)?;
        read.set("VIGNETTE_LOG_FORMAT", |format| config.logs.format = format)?;
        Ok(config)
    }
}

/// A variable holds what cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{name} is “{value}”: {expected}")]
pub struct ConfigError {
    /// Which variable.
    pub name: &'static str,
    /// What it holds.
    pub value: String,
    /// What it should hold.
    pub expected: String,
}

struct Variables<'a>(&'a dyn Fn(&'static str) -> Option<String>);

impl Variables<'_> {
    /// Hands the value of `name` to `set`; nothing happens when it is unset or empty.
    fn set<T: FromStr<Err: std::fmt::Display>>(
        &self,
        name: &'static str,
        set: impl FnOnce(T),
    ) -> Result<(), ConfigError> {
        let Some(value) = self.0(name).filter(|value| !value.trim().is_empty()) else { return Ok(()) };
        match value.trim().parse() {
            Ok(parsed) => set(parsed),
            Err(error) => return Err(ConfigError { name, expected: format!("{error}"), value }),
        }
        Ok(())
    }
}

/// A whole number from 1 to a million.
struct Positive(usize);

impl Positive {
    fn minutes(&self) -> Duration {
        Duration::from_mins(self.0 as u64)
    }
}

impl FromStr for Positive {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = text.parse().ok().filter(|number| (1..=1_000_000).contains(number));
        number.map(Self).ok_or("it must be a whole number from 1 to 1000000")
    }
}

/// An address of the web, its slash at the end taken off.
struct WebAddress(String);

impl FromStr for WebAddress {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        match host {
            Some(host) if !host.is_empty() && !host.contains(char::is_whitespace) => {
                Ok(Self(text.trim_end_matches('/').to_owned()))
            }
            _ => Err("it must start with https:// or http://"),
        }
    }
}

/// Text that may stand in a header of HTTP.
struct Header(String);

impl FromStr for Header {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fits = |character: char| character.is_ascii_graphic() && !matches!(character, ';' | ',');
        if text.chars().all(|character| character == ' ' || fits(character)) {
            Ok(Self(text.to_owned()))
        } else {
            Err("it must be CSP sources with spaces between")
        }
    }
}

impl FromStr for Precision {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "auto" => Ok(Self::Auto),
            "f32" => Ok(Self::F32),
            "bf16" => Ok(Self::Bf16),
            _ => Err("it must be auto, f32 or bf16"),
        }
    }
}

impl FromStr for LogFormat {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "text" => Ok(Self::Text),
            "json" => Ok(Self::Json),
            _ => Err("it must be text or json"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: &'static str, value: &str) -> Result<Config, ConfigError> {
        Config::from_variables(|asked| (asked == name).then(|| value.to_owned()))
    }

    #[test]
    fn nothing_set_gives_the_defaults() {
        assert_eq!(Config::from_variables(|_| None), Ok(Config::default()));
        assert_eq!(with("VIGNETTE_LISTEN", " "), Ok(Config::default()));
    }

    #[test]
    fn each_variable_reaches_its_piece() {
        let listen = with("VIGNETTE_LISTEN", "0.0.0.0:9000").unwrap().listen;
        assert_eq!(listen, Listen(SocketAddr::from(([0, 0, 0, 0], 9000))));
        let address = with("VIGNETTE_PUBLIC_URL", "https://a.example/").unwrap().address;
        assert_eq!(address, PublicAddress(Some("https://a.example".to_owned())));
        assert_eq!(with("VIGNETTE_MAX_BODY_MIB", "2").unwrap().limits.body_bytes, 2 << 20);
        assert_eq!(with("VIGNETTE_SESSION_MINUTES", "5").unwrap().lifetimes.session.as_secs(), 300);
        assert_eq!(with("VIGNETTE_WORKERS", "0").unwrap().workers.count, 0);
        assert_eq!(with("VIGNETTE_LOG_FORMAT", "json").unwrap().logs.format, LogFormat::Json);
        assert_eq!(with("VIGNETTE_PRECISION", "bf16").unwrap().precision, Precision::Bf16);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for (name, value) in [
            ("VIGNETTE_LISTEN", "8080"),
            ("VIGNETTE_PUBLIC_URL", "a.example"),
            ("VIGNETTE_MAX_BODY_MIB", "0"),
            ("VIGNETTE_SESSION_MINUTES", "-1"),
            ("VIGNETTE_FRAME_ANCESTORS", "x; script-src *"),
            ("VIGNETTE_COPILOT_REGISTRATION", "a\"b"),
            ("VIGNETTE_LOG_FORMAT", "xml"),
            ("VIGNETTE_PRECISION", "f16"),
        ] {
            let error = with(name, value).unwrap_err();
            assert_eq!((error.name, error.value.as_str()), (name, value));
        }
    }
}
