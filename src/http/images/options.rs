//! What both new pictures and edits may say about how the pictures come back: file format, ground, stream.

use super::Dialect;
use super::notes::Notes;
use crate::documents::export::Still;
use crate::http::error::ApiError;
use crate::studio::{Ground, Output, OutputKind};

/// The fields as they came, of JSON or of a form, by the names they have there.
#[allow(missing_docs)]
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub response_format: Option<String>,
    pub output_format: Option<String>,
    pub output_compression: Option<u32>,
    pub background: Option<String>,
    pub stream: Option<bool>,
    pub partial_images: Option<u32>,
    pub moderation: Option<String>,
    pub quality: Option<String>,
    pub complexity: Option<String>,
    pub user: Option<String>,
    pub safety_identifier: Option<String>,
}

/// How the pictures come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseFormat {
    /// As a link that works for a while.
    Url,
    /// In the answer, in base 64.
    Base64,
}

/// How a request for pictures is answered.
#[derive(Clone, Debug)]
pub struct Reply {
    /// Whose API it is.
    pub dialect: Dialect,
    /// The beginning of the names of events: `image_generation` or `image_edit`.
    pub verb: &'static str,
    /// As links or in base 64.
    pub format: ResponseFormat,
    /// How many previews at most, when it is a stream.
    pub partials: Option<u32>,
    /// Whether the caller was written for DALL·E.
    pub is_dall_e: bool,
    /// The file format and the ground.
    pub output: Output,
    /// Words that came in, for `usage`.
    pub words: usize,
    /// What became of fields that mean something else here.
    pub notes: Notes,
}

/// A JPEG's quality when nobody says: that of OpenAI's API.
const USUAL_QUALITY: u32 = 100;

impl Options {
    /// The file format and the ground. `draws` says whether the model draws outlines, which alone can be SVG and have no
    /// ground.
    ///
    /// # Errors
    /// Names the first field that cannot be used.
    pub fn output(&self, draws: bool, notes: &mut Notes) -> Result<Output, ApiError> {
        let kind = self.kind(notes)?;
        let ground = match self.background.as_deref() {
            None | Some("auto") => Ground::Own,
            Some("opaque") => Ground::Opaque,
            Some("transparent") => Ground::Transparent,
            Some(_) => return Err(ApiError::field("background", "it must be transparent, opaque or auto")),
        };
        if kind == OutputKind::Svg && !draws {
            return Err(ApiError::field("output_format", "this model makes pixels, and svg is outlines")
                .hint("ask for png, jpeg or webp, or name the model vector-1"));
        }
        if ground == Ground::Transparent && matches!(kind, OutputKind::Still(Still::Jpeg(_))) {
            return Err(ApiError::field("background", "a jpeg file is never transparent")
                .hint("ask for png or webp as output_format"));
        }
        Ok(Output { kind, ground })
    }

    fn kind(&self, notes: &mut Notes) -> Result<OutputKind, ApiError> {
        if self.output_compression.is_some_and(|quality| quality > 100) {
            return Err(ApiError::field("output_compression", "it must be from 0 to 100"));
        }
        let lossless = self.output_compression.filter(|quality| *quality < 100);
        match self.output_format.as_deref() {
            Some("jpeg") => {
                let quality = self.output_compression.unwrap_or(USUAL_QUALITY).max(1);
                Ok(OutputKind::Still(Still::Jpeg(quality as u8)))
            }
            Some("webp") => {
                if lossless.is_some() {
                    notes.say("output_compression", "without effect, webp files lose nothing here");
                }
                Ok(OutputKind::Still(Still::Webp))
            }
            format @ (None | Some("png" | "svg")) => match lossless {
                Some(_) => Err(ApiError::field("output_compression", "png and svg files lose nothing")
                    .hint("leave it out, or ask for jpeg as output_format")),
                None if format == Some("svg") => Ok(OutputKind::Svg),
                None => Ok(OutputKind::Still(Still::Png)),
            },
            Some(_) => Err(ApiError::field("output_format", "it must be png, jpeg, webp or svg")),
        }
    }

    /// How many previews at most, when a stream is wanted.
    ///
    /// # Errors
    /// Names `stream`, `partial_images` or `response_format`.
    pub fn partials(&self, format: ResponseFormat) -> Result<Option<u32>, ApiError> {
        let count = self.partial_images.unwrap_or(0);
        if count > 3 {
            return Err(ApiError::field("partial_images", "it must be from 0 to 3"));
        }
        match self.stream {
            Some(true) if format == ResponseFormat::Url => {
                Err(ApiError::field("response_format", "a stream carries its pictures in b64_json"))
            }
            Some(true) => Ok(Some(count)),
            _ if count > 0 => Err(ApiError::field("partial_images", "previews come with a stream only")
                .hint("send stream as true, or leave partial_images out")),
            _ => Ok(None),
        }
    }

    /// How the pictures come back; callers of DALL·E expect links.
    ///
    /// # Errors
    /// Names the field `response_format`.
    pub fn response_format(&self, is_dall_e: bool) -> Result<ResponseFormat, ApiError> {
        let streams = self.stream == Some(true);
        match self.response_format.as_deref() {
            Some("url") => Ok(ResponseFormat::Url),
            None if is_dall_e && !streams => Ok(ResponseFormat::Url),
            None | Some("b64_json") => Ok(ResponseFormat::Base64),
            Some(_) => Err(ApiError::field("response_format", "it must be url or b64_json")),
        }
    }

    /// Fields that are taken and have no effect here: their values are judged, and it is said.
    ///
    /// # Errors
    /// Names the first field whose value OpenAI's API would not take either.
    pub fn without_effect(&self, notes: &mut Notes) -> Result<(), ApiError> {
        const QUALITIES: &[&str] = &["auto", "low", "medium", "high", "xhigh", "max", "standard", "hd"];
        only("moderation", self.moderation.as_deref(), &["auto", "low"])?;
        only("quality", self.quality.as_deref(), QUALITIES)?;
        if self.moderation.as_deref() == Some("low") {
            notes.say("moderation", "without effect, the policy is the administrator's");
        }
        if self.quality.as_deref().is_some_and(|quality| quality != "auto") {
            notes.say("quality", "without effect, there is one; steps sets it for checkpoints");
        }
        if self.complexity.is_some() {
            notes.say("complexity", "without effect");
        }
        for (field, value) in [("user", &self.user), ("safety_identifier", &self.safety_identifier)] {
            if value.is_some() {
                notes.say(field, "not kept");
            }
        }
        Ok(())
    }
}

/// A field that holds one of these words.
///
/// # Errors
/// Names the field.
pub fn only(field: &str, value: Option<&str>, allowed: &[&str]) -> Result<(), ApiError> {
    match value {
        Some(value) if !allowed.contains(&value) => {
            Err(ApiError::field(field, format!("it must be {}", allowed.join(" or "))))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(format: &str, compression: Option<u32>, ground: &str, draws: bool) -> Result<Output, String> {
        let options = Options {
            output_format: Some(format.to_owned()),
            output_compression: compression,
            background: Some(ground.to_owned()),
            ..Options::default()
        };
        options.output(draws, &mut Notes::default()).map_err(|error| error.field.unwrap())
    }

    #[test]
    fn file_formats_and_grounds_are_taken_or_named() {
        let still = |kind, ground| Ok(Output { kind: OutputKind::Still(kind), ground });
        assert_eq!(output("png", None, "auto", false), still(Still::Png, Ground::Own));
        assert_eq!(output("png", Some(100), "transparent", true), still(Still::Png, Ground::Transparent));
        assert_eq!(output("jpeg", Some(0), "opaque", false), still(Still::Jpeg(1), Ground::Opaque));
        assert_eq!(output("jpeg", None, "auto", false), still(Still::Jpeg(100), Ground::Own));
        assert_eq!(output("webp", Some(40), "auto", false), still(Still::Webp, Ground::Own));
        assert_eq!(output("svg", None, "auto", true).unwrap().kind, OutputKind::Svg);
        let wrong = |found: Result<Output, String>, field: &str| assert_eq!(found, Err(field.to_owned()));
        wrong(output("svg", None, "auto", false), "output_format");
        wrong(output("gif", None, "auto", true), "output_format");
        wrong(output("png", Some(50), "auto", true), "output_compression");
        wrong(output("jpeg", Some(101), "auto", true), "output_compression");
        wrong(output("jpeg", None, "transparent", true), "background");
        wrong(output("png", None, "blue", true), "background");
    }

    #[test]
    fn previews_come_with_a_stream_only() {
        let check = |stream, partial_images, format, expected: Result<Option<u32>, &str>| {
            let options = Options { stream, partial_images, ..Options::default() };
            let found = options.partials(format).map_err(|error| error.field.unwrap());
            assert_eq!(found, expected.map_err(str::to_owned), "{stream:?} {partial_images:?}");
        };
        use ResponseFormat::{Base64, Url};
        check(None, None, Url, Ok(None));
        check(Some(false), Some(0), Url, Ok(None));
        check(Some(true), None, Base64, Ok(Some(0)));
        check(Some(true), Some(3), Base64, Ok(Some(3)));
        check(Some(true), Some(4), Base64, Err("partial_images"));
        check(None, Some(1), Base64, Err("partial_images"));
        check(Some(true), None, Url, Err("response_format"));
    }
}
