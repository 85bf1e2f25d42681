//! Every variable, with what it sets and what holds without it.

/// One variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// As in `VIGNETTE_LISTEN`.
    pub name: &'static str,
    /// What it sets.
    pub sets: &'static str,
    /// What holds when it is not set.
    pub default: &'static str,
}

const fn key(name: &'static str, sets: &'static str, default: &'static str) -> Key {
    Key { name, sets, default }
}

/// Every variable, in the order they are shown.
pub const KEYS: &[Key] = &[
    key("VIGNETTE_LISTEN", "address and port to listen on", "127.0.0.1:8080"),
    key("VIGNETTE_DATA", "folder of the database, the files and the server's key", "data"),
    key("VIGNETTE_MODELS", "folder of the checkpoints", "models"),
    key("VIGNETTE_ART", "folder of the art library", "art"),
    key(
        "VIGNETTE_PRECISION",
        "what networks compute in: `f32`, `bf16`, or `auto`, the faster one here",
        "auto",
    ),
    key("VIGNETTE_LAYOUTS", "folder of the house's own layouts", "none"),
    key("VIGNETTE_BRAND", "folder of the brand designs are made in (`brand.toml` and fonts)", "none"),
    key("VIGNETTE_PUBLIC_URL", "how callers reach this server, for links", "the request's own host"),
    key("VIGNETTE_TLS_CERTIFICATE", "PEM file with the chain of certificates that the server shows", "none"),
    key("VIGNETTE_TLS_KEY", "PEM file with its key; both are read again when they change", "none"),
    key("VIGNETTE_TRUSTED_HOPS", "proxies of the house's own before this server, whose word is taken", "0"),
    key("VIGNETTE_MAX_BODY_MIB", "largest request body, in MiB", "64"),
    key("VIGNETTE_MAX_JOBS_PER_ACCOUNT", "jobs of one account that may wait or run", "100"),
    key(
        "VIGNETTE_MAX_RUNNING_PER_ACCOUNT",
        "jobs of one account that may run at once; 0 for any number",
        "0",
    ),
    key(
        "VIGNETTE_MEGAPIXELS_PER_DAY",
        "pixels of the pictures an account may ask for within 24 hours, in millions; 0 for any number",
        "0",
    ),
    key("VIGNETTE_STORAGE_MIB", "files an account may have, in MiB; 0 for any size", "0"),
    key("VIGNETTE_REQUESTS_PER_MINUTE", "requests a minute by one token; 0 for any number", "600"),
    key(
        "VIGNETTE_ACCOUNT_REQUESTS_PER_MINUTE",
        "requests a minute by all tokens of an account; 0 for any number",
        "1200",
    ),
    key("VIGNETTE_MAX_BATCH_ROWS", "rows of one batch, a document each", "10000"),
    key(
        "VIGNETTE_FRAME_ANCESTORS",
        "who may frame the page (CSP sources, spaces between)",
        "Office on the web, Outlook, Teams",
    ),
    key(
        "VIGNETTE_COPILOT_REGISTRATION",
        "id of the key's registration in Microsoft's developer portal, for the app package",
        "none",
    ),
    key(
        "VIGNETTE_OIDC_ISSUER",
        "identity provider whose tokens are taken, `{tid}` where Entra's tenant stands",
        "none",
    ),
    key(
        "VIGNETTE_OIDC_AUDIENCE",
        "what its tokens must be for: the id of this server's registration",
        "none",
    ),
    key("VIGNETTE_OIDC_SCOPE", "the scope its tokens must have", "access_as_user"),
    key("VIGNETTE_OIDC_CLIENT", "id that the page signs people in by", "VIGNETTE_OIDC_AUDIENCE"),
    key(
        "VIGNETTE_OIDC_ASK",
        "scopes that the page asks for, spaces between",
        "openid and VIGNETTE_OIDC_SCOPE",
    ),
    key(
        "VIGNETTE_OIDC_TENANTS",
        "tenants that are let in, spaces between",
        "any of an issuer without `{tid}`",
    ),
    key("VIGNETTE_SESSION_MINUTES", "how long a session lasts", "15"),
    key("VIGNETTE_LINK_MINUTES", "how long a signed link to a file lasts", "60"),
    key("VIGNETTE_WORKERS", "jobs that run at once; 0 only queues", "half the cores, at least 1"),
    key("VIGNETTE_LEASE_SECONDS", "after how long a silent worker's job is taken back", "15"),
    key("VIGNETTE_JOB_MINUTES", "how long a job may run", "30"),
    key("VIGNETTE_KEEP_DAYS", "how long jobs that ended are kept, with their files; 0 for ever", "30"),
    key(
        "VIGNETTE_DRAIN_SECONDS",
        "how long a server that is told to stop lets running jobs come to their end",
        "5",
    ),
    key(
        "VIGNETTE_WEBHOOK_HOSTS",
        "hosts of the house's own network that webhooks may reach, spaces between",
        "none",
    ),
    key("VIGNETTE_LOG", "what is logged, as in `info,vignette=debug`", "info,actix_server=warn"),
    key("VIGNETTE_LOG_FORMAT", "`text` or `json`", "text"),
];
