//! `vignette template`: what a template wants and what is wrong with it, before anybody fills it.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use vignette::documents::check::{Finding, check};
use vignette::documents::template::inspect::{FieldReport, PictureReport, TemplateReport};
use vignette::documents::{Limits, TagProblem, place_of};
use vignette::http::wire::template::{TemplateCheckBody, fit};
use vignette::studio::{self, Inspection};

use super::{Failure, output};

/// `vignette template check report.docx`
#[derive(Args)]
pub struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// List the tags, picture places and fields of a template, and every mistake in it.
    Check {
        /// The template: a DOCX, PPTX or PDF file.
        template: PathBuf,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Print the JSON Schema of the data that a template wants.
    Schema {
        /// The template: a DOCX, PPTX or PDF file.
        template: PathBuf,
        /// Print data that fills it instead.
        #[arg(long)]
        example: bool,
    },
}

/// Looks at the template and prints what was asked for.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    match arguments.action {
        Action::Check { template, json } => tell(&template, json),
        Action::Schema { template, example } => {
            let report = studio::inspect(&read(&template)?, &Limits::DEFAULT)?.report;
            let name = template.file_stem().unwrap_or_default().to_string_lossy();
            let answer = if example { report.example() } else { report.schema(&name) };
            output::say(format_args!("{answer:#}"));
            Ok(())
        }
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| Failure::file(path, "read", &error))
}

fn tell(path: &Path, json: bool) -> Result<(), Failure> {
    let file = read(path)?;
    let inspection = studio::inspect(&file, &Limits::DEFAULT).map_err(|error| {
        // Something can be said of many files that cannot be opened.
        let findings = check(&file, &Limits::DEFAULT);
        match json {
            true => say_json(&TemplateCheckBody::unreadable(&findings)),
            false => findings.iter().map(told_finding).for_each(output::say),
        }
        Failure::from(error)
    })?;
    match json {
        true => say_json(&TemplateCheckBody::from(&inspection)),
        false => lines(&inspection).iter().for_each(output::say),
    }
    match inspection.is_good() {
        true => Ok(()),
        false => Err(Failure::input(
            format!("{} has mistakes", path.display()),
            "mend what is listed above, save it, and check it again",
        )),
    }
}

fn say_json(body: &TemplateCheckBody) {
    output::say(format_args!("{:#}", serde_json::to_value(body).unwrap_or_default()));
}

/// The report for people.
fn lines(Inspection { report, findings }: &Inspection) -> Vec<String> {
    let mut lines = Vec::new();
    let mut section = |title: &str, entries: Vec<String>| {
        if !entries.is_empty() {
            lines.push(format!("{title} ({})", entries.len()));
            lines.extend(entries);
            lines.push(String::new());
        }
    };
    section("Tags", tags(report));
    section("Pictures", report.pictures.iter().map(picture).collect());
    section("Form fields", report.fields.iter().map(field).collect());
    section("Mistakes in the tags", report.problems.iter().map(problem).collect());
    section("Never filled", report.unfilled.iter().map(problem).collect());
    section("The file itself", findings.iter().map(told_finding).collect());
    let can_be_filled = report.can_be_filled();
    lines.push(if can_be_filled { "It can be filled." } else { "It cannot be filled as it is." }.to_owned());
    lines
}

/// Each expression once, with its places.
fn tags(report: &TemplateReport) -> Vec<String> {
    let mut tags: Vec<(&str, Vec<String>)> = Vec::new();
    for tag in &report.tags {
        let place = place_of(&tag.part, tag.position);
        match tags.iter_mut().find(|(known, _)| *known == tag.tag) {
            Some((_, places)) => places.push(place),
            None => tags.push((&tag.tag, vec![place])),
        }
    }
    let columns = tags.iter().map(|(tag, _)| columns(tag)).max().unwrap_or(0).min(44);
    let line = |(tag, places): (&str, Vec<String>)| {
        let room = " ".repeat(columns.saturating_sub(self::columns(tag)));
        match places.as_slice() {
            [first, rest @ ..] if !rest.is_empty() => {
                format!("  {tag}{room}  {first}, and {} more", rest.len())
            }
            places => format!("  {tag}{room}  {}", places.concat()),
        }
    };
    tags.into_iter().map(line).collect()
}

/// How many columns a terminal gives the text: two to each letter of Hangul, Hanja and Kana.
fn columns(text: &str) -> usize {
    text.chars().map(|letter| if letter >= '\u{1100}' { 2 } else { 1 }).sum()
}

fn picture(picture: &PictureReport) -> String {
    let PictureReport { part, position, place } = picture;
    let (width, height) = picture.millimetres();
    let size = match width > 0.0 && height > 0.0 {
        true => format!("{:.0} x {:.0} mm ({})", width, height, ratio(width / height)),
        false => "of no fixed size".to_owned(),
    };
    let prompt = place.prompt.as_ref().map(|prompt| format!(", asks for “{prompt}”")).unwrap_or_default();
    format!("  {}  {size}, {}{prompt}  {}", place.name, fit(place.fit), place_of(part, *position))
}

/// A ratio as people say it, when it is within 1 % of a known one.
fn ratio(ratio: f64) -> String {
    const KNOWN: [(u32, u32); 9] =
        [(1, 1), (5, 4), (4, 3), (3, 2), (16, 10), (16, 9), (2, 1), (21, 9), (3, 1)];
    let is_near = |known: f64| (ratio / known - 1.0).abs() < 0.01;
    for (long, short) in KNOWN {
        let known = f64::from(long) / f64::from(short);
        if is_near(known) {
            return format!("{long}:{short}");
        }
        if is_near(1.0 / known) {
            return format!("{short}:{long}");
        }
    }
    format!("{ratio:.2}:1")
}

fn field(field: &FieldReport) -> String {
    let choices = match field.choices.is_empty() {
        true => String::new(),
        false => format!(": {}", field.choices.join(", ")),
    };
    let required = if field.is_required { ", required" } else { "" };
    format!("  {}  {}{choices}{required}  page {}", field.name, field.kind, field.page)
}

fn problem(problem: &TagProblem) -> String {
    let around = match problem.around.as_str() {
        "" => String::new(),
        around => format!(" in “{around}”"),
    };
    let hint = problem.hint.as_ref().map(|hint| format!("; {hint}")).unwrap_or_default();
    format!("  {}: {}{around}\n    {}{hint}", problem.place(), problem.tag, problem.problem)
}

fn told_finding(finding: &Finding) -> String {
    let severity = finding.rule.severity().name();
    format!("  {severity}: {finding}\n    {} [{}]", finding.rule.hint(), finding.rule.code())
}
