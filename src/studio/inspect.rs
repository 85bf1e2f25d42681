//! The verb `inspect`: what a template wants and what is wrong with it, without filling it.

use super::StudioError;
use crate::documents::check::{self, Finding, Severity};
use crate::documents::template::Template;
use crate::documents::template::inspect::TemplateReport;
use crate::documents::{Format, Limits};

/// What a template wants, and what Office would stumble over in the file itself.
#[derive(Clone, Debug)]
pub struct Inspection {
    /// Its tags, slots, fields and mistakes.
    pub report: TemplateReport,
    /// What is wrong with the file; nothing is looked for in a PDF.
    pub findings: Vec<Finding>,
}

impl Inspection {
    /// Whether it can be filled, and Office opens the file as it is.
    pub fn is_good(&self) -> bool {
        self.report.can_be_filled()
            && self.findings.iter().all(|found| found.rule.severity() < Severity::Repair)
    }
}

/// Looks at a template.
///
/// # Errors
/// [`StudioError::Document`] when it cannot be opened.
pub fn inspect(template: &[u8], limits: &Limits) -> Result<Inspection, StudioError> {
    let opened = Template::open(template, limits)?;
    let findings = if opened.format() == Format::Pdf { Vec::new() } else { check::check(template, limits) };
    Ok(Inspection { report: opened.inspect()?, findings })
}
