//! A multipart form: files and short fields by name, within the size of a body.

use std::collections::BTreeMap;

use actix_multipart::{Field, Multipart};
use futures_util::TryStreamExt as _;

use super::body::digest;
use super::error::{ApiError, Code};
use super::validate;
use crate::models::Catalogue;
use crate::studio::file_name;

/// What came in a form.
#[derive(Debug, Default)]
pub struct Form {
    fields: BTreeMap<String, FormFile>,
}

/// One field of a form; every field may be sent as a file.
#[derive(Debug, Default)]
pub struct FormFile {
    /// What the sender called it, without its ending.
    stem: Option<String>,
    /// The whole content.
    pub bytes: Vec<u8>,
}

impl FormFile {
    /// What the sender called it, without its ending and safe to save; `other` when it has no name.
    pub fn stem(&self, other: &str) -> String {
        self.stem.clone().unwrap_or_else(|| other.to_owned())
    }
}

impl Form {
    /// Reads a form that has these fields and no others, at most `limit` bytes of it.
    ///
    /// # Errors
    /// 400 for what is no form, for an unknown field and for one that comes twice, 413 beyond the limit.
    pub async fn read(mut parts: Multipart, known: &[&str], limit: usize) -> Result<Self, ApiError> {
        let mut form = Self::default();
        let mut left = limit;
        while let Some(mut field) = parts.try_next().await.map_err(|error| unreadable(error, known))? {
            let name = field.name().unwrap_or_default().to_owned();
            if !known.contains(&name.as_str()) {
                return Err(Self::unknown(&name, known));
            }
            let bytes = read_field(&mut field, &mut left, limit, known).await?;
            let file = FormFile { stem: stem(&field), bytes };
            form.put_file(&name, file)?;
        }
        Ok(form)
    }

    /// SHA-256 of all that is in it, as hex.
    pub fn digest(&self) -> String {
        let pieces: Vec<&[u8]> =
            self.fields.iter().flat_map(|(name, file)| [name.as_bytes(), &file.bytes]).collect();
        digest(&pieces)
    }

    /// Adds a field.
    ///
    /// # Errors
    /// 400 when it is there already.
    pub fn put(&mut self, name: &str, bytes: Vec<u8>) -> Result<(), ApiError> {
        self.put_file(name, FormFile { stem: None, bytes })
    }

    fn put_file(&mut self, name: &str, file: FormFile) -> Result<(), ApiError> {
        match self.fields.insert(name.to_owned(), file) {
            Some(_) => Err(ApiError::field(name, "it is there more than once, and one is taken")),
            None => Ok(()),
        }
    }

    /// Sets a field, whatever it was.
    pub fn set(&mut self, name: &str, bytes: Vec<u8>) {
        self.fields.insert(name.to_owned(), FormFile { stem: None, bytes });
    }

    /// A field that the form has not.
    pub fn unknown(name: &str, known: &[&str]) -> ApiError {
        let error = ApiError::new(Code::UnknownField, format!("unknown field `{name}`"))
            .hint(format!("the form has {}", known.join(", ")));
        ApiError { field: Some(name.to_owned()), ..error }
    }

    /// Takes a field that must be there.
    ///
    /// # Errors
    /// 400 when it is missing.
    pub fn file(&mut self, name: &str) -> Result<FormFile, ApiError> {
        self.fields.remove(name).ok_or_else(|| ApiError::missing(name))
    }

    /// Takes a field that may be missing.
    pub fn optional(&mut self, name: &str) -> Option<FormFile> {
        self.fields.remove(name).filter(|file| !file.bytes.is_empty())
    }

    /// Looks at a short field and leaves it there.
    pub fn peek(&self, name: &str) -> Option<&str> {
        std::str::from_utf8(&self.fields.get(name)?.bytes).ok().map(str::trim)
    }

    /// Takes a field that holds a number.
    ///
    /// # Errors
    /// 400 when it is none.
    pub fn number<T: std::str::FromStr>(&mut self, name: &str) -> Result<Option<T>, ApiError> {
        let number = self.text(name)?.map(|text| text.parse()).transpose();
        number.map_err(|_| ApiError::field(name, "it is no number that it may be"))
    }

    /// Takes a short field; `None` when it is missing or empty.
    ///
    /// # Errors
    /// 400 when it is not UTF-8.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, ApiError> {
        let Some(field) = self.fields.remove(name) else { return Ok(None) };
        let text = String::from_utf8(field.bytes);
        let text = text.map_err(|_| ApiError::field(name, "it is not UTF-8 text"))?;
        Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty()))
    }

    /// Takes the field `seed`; any seed when it is missing.
    ///
    /// # Errors
    /// 400 when it is no whole number or too large.
    pub fn seed(&mut self) -> Result<u64, ApiError> {
        let seed = self.text("seed")?.map(|seed| seed.parse()).transpose();
        validate::seed(seed.map_err(|_| ApiError::field("seed", "it must be a whole number"))?)
    }

    /// Takes the field `model`, the name of a known one.
    ///
    /// # Errors
    /// 404 when nothing has that name.
    pub fn model(&mut self, catalogue: &Catalogue) -> Result<Option<String>, ApiError> {
        self.text("model")?.map(|name| validate::model(&name, catalogue)).transpose()
    }

    /// Takes a field that says yes or no; no when it is missing.
    ///
    /// # Errors
    /// 400 for anything but `true` and `false`.
    pub fn flag(&mut self, name: &str) -> Result<bool, ApiError> {
        match self.text(name)?.as_deref() {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(_) => Err(ApiError::field(name, "it must be true or false")),
        }
    }

    /// Takes a field that holds JSON.
    ///
    /// # Errors
    /// 400 when it is none.
    pub fn json(&mut self, name: &str) -> Result<Option<serde_json::Value>, ApiError> {
        let parse = |text: String| {
            serde_json::from_str(&text)
                .map_err(|error| ApiError::field(name, format!("it is not JSON: {error}")))
        };
        self.text(name)?.map(parse).transpose()
    }

    /// Takes the field `language`: the ISO 639-1 code of one that we speak.
    ///
    /// # Errors
    /// 400 for any other.
    pub fn language(&mut self) -> Result<Option<String>, ApiError> {
        let code = self.text("language")?;
        code.map(|code| Ok(validate::language(&code)?.code().to_owned())).transpose()
    }
}

/// The name of the file that was sent, without its ending.
fn stem(field: &Field) -> Option<String> {
    let name = field.content_disposition()?.get_filename()?;
    let stem = file_name(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    Some(stem).filter(|stem| !stem.is_empty())
}

async fn read_field(
    field: &mut Field,
    left: &mut usize,
    limit: usize,
    known: &[&str],
) -> Result<Vec<u8>, ApiError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.try_next().await.map_err(|error| unreadable(error, known))? {
        *left = left.checked_sub(chunk.len()).ok_or_else(|| {
            ApiError::new(Code::TooLarge, format!("the form is larger than {} MiB", limit >> 20))
        })?;
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn unreadable(error: impl std::fmt::Display, known: &[&str]) -> ApiError {
    ApiError::new(Code::BadRequest, format!("the form cannot be read: {error}"))
        .hint(format!("send multipart/form-data with the parts {}", known.join(", ")))
}
