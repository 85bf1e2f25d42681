//! The counts of a run, with the reason of every refusal.

use std::collections::BTreeMap;
use std::fmt::{Display, Formatter};
use std::path::Path;
use std::time::Duration;

use super::judge::Verdict;

/// The counts of a run.
#[derive(Debug, Default)]
pub struct Report {
    whole: usize,
    probed: usize,
    has_tags: usize,
    invalid: BTreeMap<String, (usize, usize)>,
    refused: Vec<(String, String)>,
    failures: Vec<String>,
    bytes: usize,
    total: Duration,
    longest: (Duration, String),
}

impl Report {
    /// Takes in what came of one file.
    pub fn add(&mut self, path: &Path, bytes: usize, verdict: Verdict, took: Duration) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.bytes += bytes;
        self.total += took;
        if took > self.longest.0 {
            self.longest = (took, name.clone());
        }
        match verdict {
            Verdict::Whole { probed } => {
                self.whole += 1;
                self.probed += usize::from(probed);
            }
            Verdict::HasTags => self.has_tags += 1,
            Verdict::Invalid { why, refused } => {
                let count = self.invalid.entry(why).or_default();
                count.0 += 1;
                count.1 += usize::from(refused);
            }
            Verdict::Refused(error) => self.refused.push((name, error.to_string())),
            Verdict::Changed(what) => self.failures.push(format!("{name}: {what}")),
            Verdict::Panicked => self.failures.push(format!("{name}: panicked")),
        }
    }

    /// Valid documents that were seen.
    pub fn documents(&self) -> usize {
        self.whole + self.has_tags + self.refused.len() + self.failures.len()
    }

    /// Files that were changed, or were our undoing.
    pub fn failures(&self) -> Vec<String> {
        self.failures.clone()
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let valid = self.documents();
        let fine = self.whole + self.has_tags;
        writeln!(f, "{valid} valid documents, {} bytes with the others", self.bytes)?;
        writeln!(f, "  whole: {fine} ({:.2} %)", fine as f64 * 100.0 / valid.max(1) as f64)?;
        writeln!(f, "    unchanged when filled with nothing: {}", self.whole)?;
        writeln!(f, "    only the touched part changed when a tag is filled: {}", self.probed)?;
        writeln!(f, "    with tags of their own: {}", self.has_tags)?;
        writeln!(f, "  refused: {}", self.refused.len())?;
        for (name, why) in &self.refused {
            writeln!(f, "    {name}: {why}")?;
        }
        writeln!(f, "  changed or panicked: {}", self.failures.len())?;
        for failure in &self.failures {
            writeln!(f, "    {failure}")?;
        }
        let invalid = self.invalid.values().map(|count| count.0).sum::<usize>();
        writeln!(f, "{invalid} files are not valid themselves")?;
        for (why, (count, refused)) in &self.invalid {
            writeln!(f, "  {count} {why}; {refused} of them refused")?;
        }
        let (longest, name) = &self.longest;
        writeln!(
            f,
            "all in {:.1} s, the longest {:.2} s ({name})",
            self.total.as_secs_f64(),
            longest.as_secs_f64()
        )
    }
}
