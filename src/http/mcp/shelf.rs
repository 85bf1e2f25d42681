//! The templates that come with Vignette, as tools see them.

use serde_json::{Value, json};

use super::{Session, reply};
use crate::http::error::ApiError;
use crate::studio;

/// A template that is part of the program.
pub struct Template {
    /// What it is called.
    pub name: &'static str,
    about: &'static str,
    /// The whole file.
    pub file: &'static [u8],
    example: &'static str,
}

macro_rules! template {
    ($name:literal, $file:literal, $example:literal, $about:literal) => {
        Template {
            name: $name,
            about: $about,
            file: include_bytes!(concat!("../../../templates/", $file)),
            example: include_str!(concat!("../../../templates/", $example, ".json")),
        }
    };
}

const TEMPLATES: [Template; 6] = [
    template!(
        "report",
        "report.docx",
        "report.sample",
        "A report with sections, a table and pictures (Word)"
    ),
    template!("minutes", "minutes.docx", "minutes.sample", "Minutes of a meeting (Word)"),
    template!("poster", "poster.docx", "poster.sample", "A poster for a meeting (Word)"),
    template!("deck", "deck.pptx", "deck.sample", "A presentation with repeating slides (PowerPoint)"),
    template!("poster_pdf", "poster.pdf", "poster.sample", "A poster as a form (PDF)"),
    template!("application", "application.pdf", "application.sample", "An application form (PDF)"),
];

/// The template of that name.
pub fn find(name: &str) -> Option<&'static Template> {
    TEMPLATES.iter().find(|template| template.name == name)
}

/// Every template, with the data it takes as JSON Schema and as an example.
pub fn list(session: &Session) -> Result<Value, ApiError> {
    let mut listed = Vec::new();
    for template in &TEMPLATES {
        let report = studio::inspect(template.file, &session.parts.limits.documents)?.report;
        let example: Value = serde_json::from_str(template.example).map_err(ApiError::internal)?;
        listed.push(json!({
            "name": template.name, "about": template.about, "schema": report.schema(template.name), "example": example,
        }));
    }
    Ok(reply::data(&json!({"templates": listed})))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_is_good_and_has_an_example() {
        for template in &TEMPLATES {
            let inspection = studio::inspect(template.file, &crate::documents::Limits::DEFAULT).unwrap();
            assert!(inspection.report.can_be_filled(), "{}", template.name);
            assert!(serde_json::from_str::<Value>(template.example).unwrap().is_object());
        }
    }
}
