//! `vignette manifest`: what Microsoft 365 is told of this server, for its own address.

use std::path::PathBuf;

use clap::Args;
use vignette::manifest::{BaseUrl, FILES, Manifests, Registration, WrongAddress};

use super::{Failure, output};

/// `vignette manifest --base-url https://vignette.example.com -o manifests`
#[derive(Args)]
pub struct Arguments {
    /// How Office reaches this server; Office takes https only.
    #[arg(long)]
    base_url: String,
    /// The folder to write the manifests to.
    #[arg(short, long)]
    output: PathBuf,
    /// The id under which the server's key was registered in Microsoft's developer portal; with it, the package has the
    /// agent for Copilot and the message extension for Teams.
    #[arg(long, env = "VIGNETTE_COPILOT_REGISTRATION")]
    registration: Option<String>,
}

/// Writes the manifests.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let base_url: BaseUrl = arguments.base_url.parse()?;
    let registration = arguments.registration.as_deref().map(str::parse::<Registration>).transpose()?;
    let is_whole = registration.is_some();
    let manifests = Manifests::new(base_url, registration);
    let folder = &arguments.output;
    std::fs::create_dir_all(folder).map_err(|error| Failure::file(folder, "made", &error))?;
    for name in FILES {
        let bytes = manifests.file(name).map_err(Failure::work)?;
        let path = folder.join(name);
        output::write(&path, &bytes.unwrap_or_default())?;
        output::say(path.display());
    }
    if !is_whole {
        output::say(
            "microsoft365.zip has no Copilot agent and no message extension; --registration adds them",
        );
    }
    Ok(())
}

impl From<WrongAddress> for Failure {
    fn from(error: WrongAddress) -> Self {
        let hint = match error {
            WrongAddress::Address(_) => {
                "write it as https://vignette.example.com; Office loads add-ins over https only"
            }
            WrongAddress::Registration(_) => {
                "copy it from Teams' developer portal > Tools > API key registration"
            }
        };
        Self::input(error, hint)
    }
}
