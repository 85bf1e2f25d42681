//! Configuration: read once from the environment, overridden by the command line, handed out in small pieces.
//!
//! The pieces are here, [`keys`] lists every variable with what it sets, [`read`] reads them, [`values`] says what they may hold.
//! `vignette config check` shows what this server would run with.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use crate::documents;

pub mod keys;
mod read;
mod values;

use crate::manifest::Registration;
pub use keys::{KEYS, Key};
pub use read::ConfigError;

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
    /// How many requests one caller may send.
    pub rates: Rates,
    /// How callers reach this server.
    pub address: PublicAddress,
    /// The certificate it shows them, where it speaks TLS itself.
    pub tls: Tls,
    /// How many proxies of the house's own stand before it.
    pub trusted_hops: TrustedHops,
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
    /// The identity provider whose tokens are taken.
    pub oidc: Option<Oidc>,
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

/// The files that TLS needs: a chain of certificates and its key, both PEM. Without either the server speaks plain HTTP.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tls {
    /// The chain, the server's own first.
    pub certificate: Option<PathBuf>,
    /// The key.
    pub key: Option<PathBuf>,
}

/// Proxies whose entries in `X-Forwarded-For` and `X-Forwarded-Proto` are believed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TrustedHops(pub usize);

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
    /// What one account may have and make.
    pub quotas: Quotas,
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

/// What one account may have and make; 0 for a limit there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotas {
    /// Jobs that wait or run.
    pub jobs: i64,
    /// Jobs that run at once.
    pub running: i64,
    /// Pixels of the pictures asked for within 24 hours.
    pub pixels_per_day: i64,
    /// Bytes of the files kept.
    pub storage_bytes: i64,
}

impl Quotas {
    /// A hundred jobs; the rest is the administrator's to limit.
    pub const DEFAULT: Self = Self { jobs: 100, running: 0, pixels_per_day: 0, storage_bytes: 0 };
}

/// Requests a minute; 0 for no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates {
    /// By one token.
    pub per_token: u32,
    /// By all tokens of an account together.
    pub per_account: u32,
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
    /// How long a server that is told to stop goes on, so that nobody sends it more and what runs comes to its end.
    pub drain: Duration,
}

/// An identity provider whose tokens are taken (OpenID Connect).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oidc {
    /// The issuer its tokens name, as in `https://login.microsoftonline.com/{tid}/v2.0`; `{tid}` is the token's own tenant.
    pub issuer: String,
    /// What they must be for.
    pub audience: String,
    /// The scope they must have.
    pub scope: String,
    /// Tenants that are let in; all of an issuer that is one tenant's own.
    pub tenants: Vec<String>,
    /// The id that the page is registered by there, where it is not the audience.
    pub client: Option<String>,
    /// The scopes that the page asks for, where they are not `openid` and the one tokens must have.
    pub ask: Option<String>,
}

impl Oidc {
    /// Where the provider's description lies: its issuer, with the one tenant there is, else Entra's word for any of them.
    pub fn authority(&self) -> String {
        let tenant = match self.tenants.as_slice() {
            [tenant] => tenant,
            _ => "organizations",
        };
        self.issuer.replace("{tid}", tenant).trim_end_matches('/').to_owned()
    }

    /// The id that the page is registered by.
    pub fn client(&self) -> &str {
        self.client.as_deref().unwrap_or(&self.audience)
    }

    /// The scopes that the page asks for.
    pub fn wanted_scopes(&self) -> String {
        self.ask.clone().unwrap_or_else(|| format!("openid {}", self.scope))
    }
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
            rates: Rates { per_token: 600, per_account: 1_200 },
            address: PublicAddress(None),
            tls: Tls::default(),
            trusted_hops: TrustedHops::default(),
            framing: Framing(OFFICE_HOSTS.to_owned()),
            registration: None,
            lifetimes: Lifetimes { session: Duration::from_mins(15), link: Duration::from_mins(60) },
            workers: Workers {
                count: default_workers(),
                lease: Duration::from_secs(15),
                timeout: Duration::from_mins(30),
                keep: Some(days(30)),
                drain: Duration::from_secs(5),
            },
            webhooks: WebhookHosts::default(),
            oidc: None,
            logs: Logs { filter: "info,actix_server=warn".to_owned(), format: LogFormat::Text },
        }
    }
}

impl Limits {
    /// What one machine serves well. 4096 pixels a side is what the largest image APIs take; A0 is 1189 mm.
    pub const DEFAULT: Self = Self {
        body_bytes: 64 << 20,
        quotas: Quotas::DEFAULT,
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
