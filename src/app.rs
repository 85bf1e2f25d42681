//! Config in, running parts out: the only place that knows which store, queue and engines are real. The binary and
//! the tests build the same app.

use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use actix_web::body::MessageBody;
use actix_web::dev::{Server, ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::from_fn;
use actix_web::{App as WebApp, Error, HttpServer};

mod signals;
mod tls;

use crate::auth::{Auth, AuthError, Oidc, Rates};
use crate::config::{self, Config, DataFolder};
use crate::engine::{Engines, Precision};
use crate::http::envelope::envelope;
use crate::http::{Parts, routes};
use crate::jobs::counters::Timings;
use crate::jobs::webhooks::Allowed;
use crate::jobs::{Queue, Webhooks, Workers};
use crate::models::{Catalogue, upscaler};
use crate::scene::Fonts;
use crate::store::{ServerKey, Signer, Store, StoreError};
use crate::studio::{Brand, LayoutError, Layouts, Studio};
use tls::Certificate;
pub use tls::TlsError;

/// Seconds that requests under way are given when the server stops.
const SHUTDOWN_SECONDS: u64 = 5;

/// The parts of this installation, ready to serve and to work.
pub struct App {
    config: Config,
    parts: Parts,
    is_first_run: bool,
}

impl App {
    /// Opens the data folder and the models. Nothing is printed, nothing listens yet.
    ///
    /// # Errors
    /// [`AppError`] when the data folder cannot be used.
    pub async fn build(config: Config) -> Result<Self, AppError> {
        let store = Store::open(&config.data.0).await?;
        let auth = open_auth(&config, &store)?;
        let mut studio = open_studio(&config);
        studio.layouts = Some(Arc::new(open_layouts(config.layouts.0.as_deref())?));
        if let Some(folder) = &config.brand.0 {
            put_on(&mut studio, open_brand(folder)?);
        }
        let key = ServerKey::open(&config.data.0)?;
        let webhooks =
            Webhooks::new(key.derive("vignette webhooks 1"), Allowed::new(config.webhooks.0.iter().cloned()));
        let signer = Signer::new(&key).ok_or(AppError::Signer)?;
        let is_first_run = auth.list_tokens().await?.is_empty();
        let parts = Parts {
            auth,
            queue: Queue::new(store.clone(), signer, config.limits.quotas),
            store,
            studio: Arc::new(studio),
            limits: config.limits,
            address: config.address.clone(),
            trusted_hops: config.trusted_hops.0,
            framing: config.framing.clone(),
            registration: config.registration.clone(),
            sign_in: config.oidc.clone(),
            lifetimes: config.lifetimes,
            webhooks,
            rates: Rates::new(config.rates),
            requests: Timings::default(),
            stopping: Arc::default(),
            workers: config.workers.count,
        };
        Ok(Self { config, parts, is_first_run })
    }

    /// Whether there was no token yet when the data folder was opened.
    pub fn is_first_run(&self) -> bool {
        self.is_first_run
    }

    /// What the handlers work with.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// Starts the workers. Call inside a tokio runtime.
    pub fn work(&self) -> Workers {
        Workers::start(&self.parts.queue, &self.parts.studio, &self.parts.webhooks, self.config.workers)
    }

    /// Starts to listen; await the server to serve, stop it by its handle.
    ///
    /// # Errors
    /// The system's, when the address cannot be listened on.
    pub fn serve(&self) -> io::Result<(Server, SocketAddr)> {
        let parts = self.parts.clone();
        let server = HttpServer::new(move || create_app(parts.clone()))
            // A caller that closes its side has gone away; its picture need not be made.
            .h1_allow_half_closed(false)
            .shutdown_timeout(SHUTDOWN_SECONDS)
            .disable_signals();
        let server = match Certificate::open(&self.config.tls).map_err(io::Error::other)? {
            None => server.bind(self.config.listen.0)?,
            Some(certificate) => {
                let tls = certificate.config().map_err(io::Error::other)?;
                tokio::spawn(certificate.watch());
                server.bind_rustls_0_23(self.config.listen.0, tls)?
            }
        };
        let address = server.addrs().first().copied().unwrap_or(self.config.listen.0);
        Ok((server.run(), address))
    }

    /// Serves and works until the process is told to stop. Told by SIGTERM it is not ready any more, takes no more jobs and
    /// lets those that run come to their end for as long as configured; told again, or by SIGINT, it stops at once. What
    /// runs then goes back in the queue.
    ///
    /// # Errors
    /// The system's, when the address cannot be listened on.
    pub async fn run(self, listening: impl FnOnce(SocketAddr)) -> io::Result<()> {
        let (server, address) = self.serve()?;
        let handle = server.handle();
        let mut serving = tokio::spawn(server);
        let mut workers = self.work();
        listening(address);
        let served = tokio::select! {
            served = &mut serving => served,
            is_gentle = signals::told_to_stop() => {
                self.parts.stopping.store(true, Ordering::Relaxed);
                if is_gentle {
                    tokio::select! {
                        () = workers.drain(self.config.workers.drain) => {}
                        _ = signals::told_to_stop() => {}
                    }
                }
                handle.stop(true).await;
                serving.await
            }
        };
        workers.stop().await;
        self.parts.store.close().await;
        served.unwrap_or_else(|error| Err(io::Error::other(error)))
    }
}

/// The web app: one for the binary and the tests.
pub fn create_app(
    parts: Parts,
) -> WebApp<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    WebApp::new().wrap(from_fn(envelope)).configure(routes(parts))
}

/// Opens only what the token commands need: the store and the keys.
///
/// # Errors
/// [`AppError`] when the data folder cannot be used.
pub async fn open_tokens(config: &Config) -> Result<Auth, AppError> {
    let store = Store::open(&config.data.0).await?;
    open_auth(config, &store)
}

/// The studio alone, for the verbs without a server.
pub fn open_studio(config: &Config) -> Studio {
    Studio {
        fonts: Arc::new(Fonts::system()),
        engines: Engines::new(Catalogue::open(&config.models.0))
            .with_art(&config.art.0)
            .with_upscaler(&config.models.0.join(upscaler::FILE))
            .computing_in(precision(config)),
        layouts: None,
        brand: None,
        limits: config.limits.documents,
    }
}

/// What networks compute in.
fn precision(config: &Config) -> Precision {
    match config.precision {
        config::Precision::Auto => Precision::default(),
        config::Precision::F32 => Precision::F32,
        config::Precision::Bf16 => Precision::Bf16,
    }
}

/// Our layouts and those in `folder`, each file read and checked.
///
/// # Errors
/// [`AppError`] names the file, and for a mistake in it the line and the field.
pub fn open_layouts(folder: Option<&Path>) -> Result<Layouts, AppError> {
    let Some(folder) = folder else { return Ok(Layouts::built_in().clone()) };
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |error| AppError::LayoutFile { path, error }
    };
    let entries = std::fs::read_dir(folder).map_err(unreadable(folder))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    files.iter().try_fold(Layouts::built_in().clone(), |layouts, file| {
        let text = std::fs::read_to_string(file).map_err(unreadable(file))?;
        Ok(layouts.with(&file.display().to_string(), &text)?)
    })
}

/// A brand's folder: `brand.toml`, and beside it the fonts it names (`.ttf`, `.otf`, `.ttc`).
///
/// # Errors
/// [`AppError`] names the file, and for a mistake in it the line and the field.
pub fn open_brand(folder: &Path) -> Result<(Brand, Fonts), AppError> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |error| AppError::LayoutFile { path, error }
    };
    let file = folder.join("brand.toml");
    let text = std::fs::read_to_string(&file).map_err(unreadable(&file))?;
    let brand = Brand::read(&file.display().to_string(), &text)?;
    let entries = std::fs::read_dir(folder).map_err(unreadable(folder))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| {
        let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        ending.is_some_and(|ending| ["ttf", "otf", "ttc"].contains(&ending.as_str()))
    });
    files.sort();
    let files: Vec<Vec<u8>> =
        files.iter().map(|file| std::fs::read(file).map_err(unreadable(file))).collect::<Result<_, _>>()?;
    let fonts = Fonts::system().preferring(brand.fonts.sans.clone(), brand.fonts.serif.clone(), files);
    Ok((brand, fonts))
}

/// Makes a studio design in a brand.
pub fn put_on(studio: &mut Studio, (brand, fonts): (Brand, Fonts)) {
    studio.brand = Some(Arc::new(brand));
    studio.fonts = Arc::new(fonts);
}

fn open_auth(config: &Config, store: &Store) -> Result<Auth, AppError> {
    let DataFolder(folder) = &config.data;
    let key = ServerKey::open(folder)?;
    let oidc = config.oidc.clone().map(Oidc::new).transpose()?;
    Ok(Auth::new(store.clone(), &key, config.lifetimes.session).with_oidc(oidc))
}

/// Why the app cannot be built.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The data folder cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A layout's file says something that is not understood.
    #[error(transparent)]
    Layout(#[from] LayoutError),
    /// A layout's file or their folder cannot be read.
    #[error("{} could not be read: {error}", path.display())]
    LayoutFile {
        /// Which.
        path: PathBuf,
        /// The system's reason.
        error: io::Error,
    },
    /// The server's key signs nothing.
    #[error("the server's key cannot sign")]
    Signer,
    /// The tokens cannot be read.
    #[error(transparent)]
    Auth(#[from] AuthError),
}
