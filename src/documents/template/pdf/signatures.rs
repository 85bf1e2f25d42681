//! Signatures that a document has, and what they let others change (ISO 32000-1, 12.8.2).
//!
//! A certified document says how much may change (DocMDP): nothing, filling forms and signing, or notes too. Any
//! signature may lock fields (FieldMDP). What is allowed is appended, and the signature stays valid.

use lopdf::{Dictionary, Document, Object, decode_text_string};

use super::fields::{Field, Kind};
use super::update::{Update, as_dictionary};
use crate::documents::DocumentError;

/// The signatures of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Signatures {
    /// The names of the signed fields.
    signed: Vec<String>,
    /// The least that any of them allows: 1 nothing, 2 filling and signing, 3 notes too.
    level: Option<i64>,
    locks: Vec<Lock>,
}

/// Fields that a signature locks.
#[derive(Clone, Debug, PartialEq)]
enum Lock {
    All,
    Only(Vec<String>),
    AllBut(Vec<String>),
}

impl Signatures {
    /// Reads the signatures of the form.
    pub fn read(fields: &[Field], document: &Document) -> Self {
        let mut signatures = Self::default();
        for field in fields.iter().filter(|field| matches!(field.kind, Kind::Signature)) {
            let Ok(dictionary) = document.get_dictionary(field.id) else { continue };
            let Some(signature) = entry(dictionary, b"V", document) else { continue };
            if !signature.has(b"ByteRange") && !signature.has(b"Contents") {
                continue;
            }
            signatures.signed.push(field.name.clone());
            signatures.add_rules(signature, document);
            if let Some(lock) = entry(dictionary, b"Lock", document) {
                signatures.add_level(lock);
            }
        }
        signatures
    }

    pub fn are_none(&self) -> bool {
        self.signed.is_empty()
    }

    /// Lets the fields of these names be filled, or says why the signature does not.
    ///
    /// # Errors
    /// [`DocumentError::Signed`].
    pub fn allow_filling<'n>(&self, names: impl Iterator<Item = &'n str>) -> Result<(), DocumentError> {
        if self.are_none() {
            return Ok(());
        }
        if self.level == Some(1) {
            return Err(self.broken_by("it was certified to allow no changes, so that filling it"));
        }
        let locked: Vec<_> = names.filter(|name| self.locks.iter().any(|lock| lock.holds(name))).collect();
        match &locked[..] {
            [] => Ok(()),
            names => Err(self.broken_by(&format!(
                "it locks {} from changes, so that filling what is locked",
                names.join(", ")
            ))),
        }
    }

    /// The error for a change that no signature survives.
    pub fn broken_by(&self, change: &str) -> DocumentError {
        let reason = format!("{change} would make the signature in {} invalid", self.signed.join(", "));
        DocumentError::Signed { reason }
    }

    /// What is said about a document that is filled with its signatures kept.
    pub fn remark(&self) -> Option<String> {
        let allowed = match self.level {
            _ if self.are_none() => return None,
            Some(_) => "which allows filling",
            None => "which sets no rule",
        };
        let names = self.signed.join(", ");
        Some(format!(
            "the document was signed in {names}, {allowed}: the values are appended and it stays valid"
        ))
    }

    /// Takes the signatures out of a document that is written anew.
    pub fn remove(&self, fields: &[Field], update: &mut Update<'_>) -> Result<(), DocumentError> {
        for field in fields.iter().filter(|field| self.signed.contains(&field.name)) {
            update.edit(field.id)?.remove(b"V");
            for widget in &field.widgets {
                update.edit(widget.id)?.remove(b"AP");
            }
        }
        if let Some(form) = update.edit_form()? {
            form.remove(b"SigFlags");
        }
        let catalog = update.catalog()?;
        for key in [&b"Perms"[..], b"DSS"] {
            update.edit(catalog)?.remove(key);
        }
        update.anew = true;
        Ok(())
    }

    /// The rules in a signature's references.
    fn add_rules(&mut self, signature: &Dictionary, document: &Document) {
        let references = signature.get_deref(b"Reference", document).and_then(Object::as_array);
        for reference in references.map_or(&[][..], Vec::as_slice) {
            let reference =
                document.dereference(reference).ok().and_then(|(_, object)| as_dictionary(object));
            let Some(reference) = reference else { continue };
            let parameters = entry(reference, b"TransformParams", document);
            match (reference.get(b"TransformMethod").and_then(Object::as_name), parameters) {
                (Ok(b"DocMDP"), parameters) => {
                    let level = parameters.and_then(|parameters| parameters.get(b"P").ok()?.as_i64().ok());
                    self.lower(level.unwrap_or(2));
                }
                (Ok(b"FieldMDP"), Some(parameters)) => {
                    self.locks.extend(lock(parameters, document));
                    self.add_level(parameters);
                }
                _ => {}
            }
        }
    }

    fn add_level(&mut self, rules: &Dictionary) {
        if let Ok(level) = rules.get(b"P").and_then(Object::as_i64) {
            self.lower(level);
        }
    }

    fn lower(&mut self, level: i64) {
        self.level = Some(self.level.map_or(level, |least| least.min(level)));
    }
}

impl Lock {
    /// Whether a field is locked: by its own name, or that of a field above it.
    fn holds(&self, name: &str) -> bool {
        let is_in = |names: &[String]| {
            let is_above =
                |above: &String| name.strip_prefix(above.as_str()).is_some_and(|rest| rest.starts_with('.'));
            names.iter().any(|named| named == name || is_above(named))
        };
        match self {
            Self::All => true,
            Self::Only(names) => is_in(names),
            Self::AllBut(names) => !is_in(names),
        }
    }
}

fn lock(parameters: &Dictionary, document: &Document) -> Option<Lock> {
    let names = || {
        let names = parameters.get_deref(b"Fields", document).and_then(Object::as_array);
        names.map_or(&[][..], Vec::as_slice).iter().filter_map(|name| decode_text_string(name).ok()).collect()
    };
    match parameters.get(b"Action").and_then(Object::as_name).ok()? {
        b"All" => Some(Lock::All),
        b"Include" => Some(Lock::Only(names())),
        b"Exclude" => Some(Lock::AllBut(names())),
        _ => None,
    }
}

fn entry<'a>(dictionary: &'a Dictionary, key: &[u8], document: &'a Document) -> Option<&'a Dictionary> {
    dictionary.get_deref(key, document).ok().and_then(as_dictionary)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locks_hold_fields_and_those_below_them() {
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        let check = |lock: Lock, name: &str, expected: bool| assert_eq!(lock.holds(name), expected, "{name}");
        check(Lock::All, "a", true);
        check(Lock::Only(names(&["a"])), "a.b", true);
        check(Lock::Only(names(&["a"])), "ab", false);
        check(Lock::AllBut(names(&["a.b"])), "a.b", false);
        check(Lock::AllBut(names(&["a.b"])), "a.c", true);
    }
}
