//! What Microsoft 365 is told of this server: add-in manifests and the app package, rendered for the host's own address.
//!
//! Read in this order: this file (the three things that are rendered), [`address`] (what an address may be, and the ids
//! made from it). The texts lie in the folder `manifest/` beside `src/`; they are templates, filled with the address and
//! nothing else. Nothing is read or written here.

use minijinja::{Environment, Value, context};

use crate::documents::package::Archive;

mod address;

pub use address::{BaseUrl, Registration, WrongAddress};

/// The add-in for Word, PowerPoint and Excel.
const ADDIN: &str = include_str!("../../manifest/addin.xml");
/// The add-in for Outlook.
const OUTLOOK: &str = include_str!("../../manifest/outlook.xml");

/// The texts of the app package, by their names in it.
const PACKAGE: [(&str, &str); 2] = [
    ("manifest.json", include_str!("../../manifest/unified/manifest.json")),
    ("i18n/ko.json", include_str!("../../manifest/unified/i18n/ko.json")),
];
/// What the package has beyond that when assistants may call the server.
const ASSISTANTS: [(&str, &str); 6] = [
    ("declarativeAgent.json", include_str!("../../manifest/unified/declarativeAgent.json")),
    ("ai-plugin.json", include_str!("../../manifest/unified/ai-plugin.json")),
    ("openapi.json", include_str!("../../manifest/unified/openapi.json")),
    ("cards/job.json", include_str!("../../manifest/unified/cards/job.json")),
    ("cards/picture.json", PICTURE_CARD),
    ("cards/found.json", include_str!("../../manifest/unified/cards/found.json")),
];
const PICTURE_CARD: &str = include_str!("../../manifest/unified/cards/picture.json");
/// Its pictures: 192 by 192 pixels in colour, 32 by 32 in white on nothing.
const ICONS: [(&str, &[u8]); 2] = [
    ("color.png", include_bytes!("../../manifest/icons/color.png")),
    ("outline.png", include_bytes!("../../manifest/icons/outline.png")),
];

/// The names that the manifests have as files and below `/manifest/`.
pub const FILES: [&str; 3] = ["addin.xml", "outlook.xml", "microsoft365.zip"];

/// The manifests of one server.
#[derive(Clone, Debug)]
pub struct Manifests {
    base_url: BaseUrl,
    registration: Option<Registration>,
}

/// A text that does not fill; a defect of ours.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// A template is wrong.
    #[error("the manifest cannot be rendered: {0}")]
    Template(#[from] minijinja::Error),
    /// The zip cannot be written.
    #[error("the package cannot be written: {0}")]
    Package(#[from] std::io::Error),
}

impl Manifests {
    /// The manifests of the server at that address. With the id under which its key was registered in Microsoft's
    /// developer portal, the package has the agent for Copilot and the message extension too.
    pub fn new(base_url: BaseUrl, registration: Option<Registration>) -> Self {
        Self { base_url, registration }
    }

    /// One of [`FILES`]; `None` for any other name.
    ///
    /// # Errors
    /// [`ManifestError`].
    pub fn file(&self, name: &str) -> Result<Option<Vec<u8>>, ManifestError> {
        Ok(match name {
            "addin.xml" => Some(self.render(ADDIN)?.into_bytes()),
            "outlook.xml" => Some(self.render(OUTLOOK)?.into_bytes()),
            "microsoft365.zip" => Some(self.package()?),
            _ => None,
        })
    }

    /// The app package: the unified manifest, its icons, and what it names.
    fn package(&self) -> Result<Vec<u8>, ManifestError> {
        let mut zip = Archive::new(Vec::new());
        let assistants = self.registration.iter().flat_map(|_| ASSISTANTS);
        for (name, text) in PACKAGE.into_iter().chain(assistants) {
            // The card of a picture is for Copilot, which fills it in itself.
            let text = if name == "cards/picture.json" { text.to_owned() } else { self.render(text)? };
            add(&mut zip, name, text.as_bytes())?;
        }
        for (name, picture) in ICONS {
            add(&mut zip, name, picture)?;
        }
        Ok(zip.finish()?)
    }

    /// Addresses and ids hold no character that XML or JSON would want escaped, so nothing is.
    fn render(&self, text: &str) -> Result<String, ManifestError> {
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
        let base_url = &self.base_url;
        Ok(environment.render_str(
            text,
            context! {
                base_url => base_url.as_str(),
                host => base_url.host(),
                mail_host => base_url.host().split(':').next(),
                version => env!("CARGO_PKG_VERSION"),
                office_id => base_url.id("office"),
                outlook_id => base_url.id("outlook"),
                unified_id => base_url.id("unified"),
                registration => self.registration.as_ref().map(Registration::as_str),
                picture_card => PICTURE_CARD,
                icons => icons(base_url),
                ribbons => ribbons(),
            },
        )?)
    }
}

fn add(zip: &mut Archive<Vec<u8>>, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write as _;
    zip.add_with(name, bytes.len() as u64, crc32fast::hash(bytes), |writer| writer.write_all(bytes))
}

/// The icons of a button in the unified manifest, as JSON.
fn icons(base_url: &BaseUrl) -> String {
    let icon = |size| format!(r#"{{ "size": {size}, "url": "{}/icon-{size}.png" }}"#, base_url.as_str());
    format!("[{}]", [16, 32, 80].map(icon).join(", "))
}

/// The two ribbons of the unified manifest: documents, and mail that is being written.
fn ribbons() -> Vec<Value> {
    vec![
        context! {
            name => "Pane", action => "ShowPane", tab => "TabHome", contexts => r#"["default"]"#,
            scopes => r#"["workbook", "document", "presentation"]"#, capability => "AddinCommands", version => "1.1",
        },
        context! {
            name => "Mail", action => "ShowMailPane", tab => "TabDefault",
            contexts => r#"["mailCompose", "meetingDetailsOrganizer"]"#,
            scopes => r#"["mail"]"#, capability => "Mailbox", version => "1.8",
        },
    ]
}
