//! Digital signatures of a package (ECMA-376 part 2, 13): an origin part, and the signatures that it leads to.

use super::Package;
use crate::documents::DocumentError;

/// How the content types of signatures, of their origin and of their certificates begin.
const SIGNATURES: &str = "application/vnd.openxmlformats-package.digital-signature-";

/// Where Office keeps all of them.
const FOLDER: &str = "_xmlsignatures/";

impl Package {
    /// Whether somebody signed it. An origin that leads to no signature, as Office leaves one behind, is none.
    pub fn is_signed(&self) -> bool {
        self.names().any(|name| self.content_type(name).ends_with("digital-signature-xmlsignature+xml"))
    }

    /// Takes out every signature with all that belongs to it.
    ///
    /// # Errors
    /// [`DocumentError::Broken`] when the package's relationships are not well-formed.
    pub fn remove_signatures(&mut self) -> Result<(), DocumentError> {
        let is_ours = |name: &str| {
            let in_folder = name.get(..FOLDER.len()).is_some_and(|start| start.eq_ignore_ascii_case(FOLDER));
            in_folder || self.content_type(name).starts_with(SIGNATURES)
        };
        let parts: Vec<String> = self.names().filter(|name| is_ours(name)).map(str::to_owned).collect();
        parts.iter().for_each(|part| self.remove_part(part));
        let mut links = self.relationships("")?;
        links.retain(|link| !link.kind.contains("/digital-signature/"));
        self.set_relationships("", &links);
        Ok(())
    }
}
