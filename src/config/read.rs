//! The variables, read.

use std::str::FromStr;
use std::time::Duration;

use super::values::{Header, Positive, WebAddress};
use super::{
    ArtFolder, BrandFolder, Config, DataFolder, Framing, KEYS, Key, LayoutsFolder, Listen, ModelsFolder,
    Oidc, PublicAddress, TrustedHops, WebhookHosts, days,
};

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
        read.set("VIGNETTE_TLS_CERTIFICATE", |file| config.tls.certificate = Some(file))?;
        read.set("VIGNETTE_TLS_KEY", |file| config.tls.key = Some(file))?;
        read.set("VIGNETTE_TRUSTED_HOPS", |hops: u8| config.trusted_hops = TrustedHops(hops.into()))?;
        read.set("VIGNETTE_MAX_BODY_MIB", |Positive(size)| config.limits.body_bytes = size << 20)?;
        read.set("VIGNETTE_MAX_JOBS_PER_ACCOUNT", |Positive(jobs)| {
            config.limits.quotas.jobs = jobs as i64;
        })?;
        read.set("VIGNETTE_MAX_RUNNING_PER_ACCOUNT", |jobs: u32| {
            config.limits.quotas.running = jobs.into();
        })?;
        read.set("VIGNETTE_MEGAPIXELS_PER_DAY", |megapixels: u32| {
            config.limits.quotas.pixels_per_day = i64::from(megapixels) * 1_000_000;
        })?;
        read.set("VIGNETTE_STORAGE_MIB", |size: u32| {
            config.limits.quotas.storage_bytes = i64::from(size) << 20;
        })?;
        read.set("VIGNETTE_REQUESTS_PER_MINUTE", |requests| config.rates.per_token = requests)?;
        read.set("VIGNETTE_ACCOUNT_REQUESTS_PER_MINUTE", |requests| config.rates.per_account = requests)?;
        read.set("VIGNETTE_MAX_BATCH_ROWS", |Positive(rows)| config.limits.batch_rows = rows as u64)?;
        read.set("VIGNETTE_FRAME_ANCESTORS", |Header(sources)| config.framing = Framing(sources))?;
        read.set("VIGNETTE_COPILOT_REGISTRATION", |id| config.registration = Some(id))?;
        config.oidc = read_oidc(&read)?;
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
        read.set("VIGNETTE_DRAIN_SECONDS", |seconds: u32| {
            config.workers.drain = Duration::from_secs(seconds.into());
        })?;
        read.set("VIGNETTE_WEBHOOK_HOSTS", |hosts: String| {
            config.webhooks = WebhookHosts(hosts.split_whitespace().map(str::to_owned).collect());
        })?;
        read.set("VIGNETTE_LOG", |filter| config.logs.filter = filter)?;
        read.set("VIGNETTE_LOG_FORMAT", |format| config.logs.format = format)?;
        Ok(config)
    }

    /// What is wrong with any of the variables, each judged alone.
    pub fn mistakes(variable: impl Fn(&'static str) -> Option<String>) -> Vec<ConfigError> {
        let alone =
            |key: &Key| Self::from_variables(|name| variable(name).filter(|_| name == key.name)).err();
        KEYS.iter().filter_map(alone).collect()
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

/// The identity provider, when its issuer is set. Whether the settings are whole is judged where they are used.
fn read_oidc(read: &Variables<'_>) -> Result<Option<Oidc>, ConfigError> {
    let mut oidc = Oidc {
        issuer: String::new(),
        audience: String::new(),
        scope: "access_as_user".to_owned(),
        tenants: Vec::new(),
        client: None,
        ask: None,
    };
    // Taken as it stands: tokens name their issuer letter for letter.
    read.set("VIGNETTE_OIDC_ISSUER", |issuer| oidc.issuer = issuer)?;
    read.set("VIGNETTE_OIDC_AUDIENCE", |audience| oidc.audience = audience)?;
    read.set("VIGNETTE_OIDC_SCOPE", |scope| oidc.scope = scope)?;
    read.set("VIGNETTE_OIDC_CLIENT", |client| oidc.client = Some(client))?;
    read.set("VIGNETTE_OIDC_ASK", |ask| oidc.ask = Some(ask))?;
    read.set("VIGNETTE_OIDC_TENANTS", |tenants: String| {
        oidc.tenants = tenants.split_whitespace().map(str::to_owned).collect();
    })?;
    Ok(Some(oidc).filter(|oidc| !oidc.issuer.is_empty()))
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

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use super::super::{LogFormat, Precision};
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

    #[test]
    fn every_variable_is_listed_and_every_listed_one_is_read() {
        let asked = std::cell::RefCell::new(std::collections::BTreeSet::new());
        let record = |name| {
            asked.borrow_mut().insert(name);
            None
        };
        Config::from_variables(record).unwrap();
        let listed: std::collections::BTreeSet<_> = KEYS.iter().map(|key| key.name).collect();
        assert_eq!(listed, asked.into_inner());
        assert_eq!(listed.len(), KEYS.len());
        assert!(KEYS.iter().all(|key| !key.sets.is_empty() && !key.default.is_empty()));
    }

    #[test]
    fn every_mistake_is_told() {
        let wrong = |name| ["VIGNETTE_LISTEN", "VIGNETTE_WORKERS"].contains(&name).then(|| "x".to_owned());
        let names: Vec<_> = Config::mistakes(wrong).into_iter().map(|error| error.name).collect();
        assert_eq!(names, ["VIGNETTE_LISTEN", "VIGNETTE_WORKERS"]);
    }
}
