//! The tools: what assistants are told of each, and which function answers.

use serde_json::{Map, Value, json};

use super::message::Refusal;
use super::{Session, making, papers, reply, shelf};

/// Every tool, with what it takes as JSON Schema. `has_files` adds the paths that only the machine's own user may name.
pub fn list(has_files: bool) -> Value {
    json!({"tools": [
        tool("design", "Design pages and pictures", "Makes designed pages (posters, covers, banners, slides, social posts) or \
            pictures from a person's words, and shows them. Pass the words unchanged.", &["prompt"], with_folder(has_files, making_fields(true))),
        tool("create_image", "Make pictures", "Makes pictures without a layout from a description, and shows them.",
            &["prompt"], with_folder(has_files, making_fields(false))),
        tool("refine_design", "Change a design in words", "Changes a finished design in words and leaves the rest as it was; \
            “undo”, “redo” and “the first one” go back and forward.", &["job", "words"], with_folder(has_files, json!({
            "job": {"type": "string", "description": "The job of the design, or of its last change"},
            "words": {"type": "string", "description": "What should change, in the person's own words"},
            "candidate": {"type": "integer", "minimum": 1, "description": "Which of the designs, counted from 1"},
        }))),
        tool("fill_document", "Fill a template", "Fills a Word, PowerPoint or PDF template with data and generated pictures.",
            &["data"], with_files(has_files, "template_path", json!({
            "template": {"type": "string", "description": "The name of one that list_templates lists"},
            "template_base64": {"type": "string", "description": "Or a DOCX, PPTX or PDF file in base 64"},
            "data": {"type": "object", "description": "The values for its tags; list_templates has an example for each"},
            "name": {"type": "string", "description": "What the document is called, without its ending"},
            "language": {"type": "string", "description": "The language of numbers and dates, as in ko"},
        }))),
        tool("illustrate_document", "Put pictures into a document", "Puts fitting pictures with captions and alternative text \
            into a finished report (DOCX) or deck (PPTX); nothing else changes.", &[],
            with_files(has_files, "document_path", json!({
            "document_base64": {"type": "string", "description": "The DOCX or PPTX file in base 64"},
            "name": {"type": "string", "description": "What the result is called, without its ending"},
            "pictures": {"type": "integer", "minimum": 1, "maximum": 50, "description": "How many at most"},
            "style": {"type": "string", "description": "Style words, as in watercolor"},
        }))),
        tool("list_templates", "List templates", "Lists the templates that come with Vignette, with an example of the data each \
            takes.", &[], json!({})),
        tool("job_status", "See what came of a job", "Says how far a job is, waiting for its end a while, and shows what it made.",
            &["job"], with_folder(has_files, json!({
            "job": {"type": "string", "description": "The job's id"},
            "wait_seconds": {"type": "integer", "minimum": 0, "maximum": 45, "description": "How long to wait; 45 when not said"},
        }))),
    ]})
}

/// Answers a call of a tool. What a tool cannot do is a result too, so that the assistant reads why.
///
/// # Errors
/// [`Refusal`] when there is no such tool, or its values are no object.
pub async fn call(session: &Session, mut params: Value) -> Result<Value, Refusal> {
    let values = match params["arguments"].take() {
        Value::Object(values) => values,
        Value::Null => Map::new(),
        _ => return Err(Refusal::bad_params("the arguments are no object")),
    };
    let name = params["name"].as_str().unwrap_or_default();
    let result = match name {
        "design" => making::design(session, values).await,
        "create_image" => making::image(session, values).await,
        "refine_design" => making::refine(session, values).await,
        "fill_document" => papers::fill(session, values).await,
        "illustrate_document" => papers::illustrate(session, values).await,
        "list_templates" => shelf::list(session),
        "job_status" => making::status(session, values).await,
        other => return Err(Refusal::bad_params(format!("there is no tool “{other}”"))),
    };
    Ok(result.unwrap_or_else(|error| reply::failure(&error)))
}

fn tool(name: &str, title: &str, description: &str, required: &[&str], properties: Value) -> Value {
    let is_reading = ["list_templates", "job_status"].contains(&name);
    let mut schema = json!({"type": "object", "required": required, "additionalProperties": false});
    schema["properties"] = properties;
    json!({
        "name": name,
        "title": title,
        "description": description,
        "inputSchema": schema,
        "annotations": {"readOnlyHint": is_reading, "destructiveHint": false, "openWorldHint": false},
    })
}

/// What `design` and `create_image` take; a page has texts of its own besides.
fn making_fields(is_page: bool) -> Value {
    let text = |description: &str| json!({"type": "string", "description": description});
    let mut fields = json!({
        "prompt": text("What is wanted, in the person's own words, Korean or English"),
        "size": text("1024x1024, 16:9, A4, A3 landscape"),
        "style": text("Style words, as in watercolor"),
        "candidates": {"type": "integer", "minimum": 1, "maximum": 4,
            "description": "How many to choose from; 2 designs or 1 picture when not said"},
        "seed": {"type": "integer", "description": "The same request with the same seed gives the same files"},
        "model": text("The model; the server's own choice when not said"),
    });
    if is_page {
        fields["intent"] = json!({"type": "string", "description": "The kind of thing, when they said so", "enum": [
            "poster", "slide_illustration", "report_figure", "icon", "banner", "cover", "background", "social_post", "slide"
        ]});
        for (name, description) in [
            ("title", "The headline, if it is not in the prompt"),
            ("date", "The day, as in 2026-11-26"),
            ("time", "The time, as in 15:00"),
            ("place", "Where it happens"),
        ] {
            fields[name] = text(description);
        }
        fields["formats"] = json!({"type": "array", "items": {"enum": ["png", "svg", "pdf", "docx", "pptx"]},
            "description": "Files to make; png, pdf, docx and pptx when not said"});
    }
    fields
}

fn with_folder(has_files: bool, mut fields: Value) -> Value {
    if has_files {
        fields["save_to"] =
            json!({"type": "string", "description": "A folder of this machine to write the files to"});
    }
    fields
}

fn with_files(has_files: bool, name: &str, mut fields: Value) -> Value {
    if has_files {
        fields[name] = json!({"type": "string", "description": "Or the path of the file on this machine"});
        fields["save_to"] =
            json!({"type": "string", "description": "Where to write the result on this machine"});
    }
    fields
}
