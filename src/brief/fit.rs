//! A long paste, summarised to what a page holds: what is cut is said.

use super::Brief;

/// The most further lines a page is laid out for.
const MAX_LINES: usize = 12;
/// The longest texts, in characters, that read as what they are: a headline, one line of a list, a name.
const TITLE: usize = 100;
const SUBJECT: usize = 200;
const LINE: usize = 90;
const NAME: usize = 80;

/// Cuts a brief that was read from words to what fits, and says so in the brief's notices.
pub(super) fn fit(brief: &mut Brief) {
    let lines = brief.lines.len();
    if lines > MAX_LINES {
        brief.lines.truncate(MAX_LINES);
        brief.notices.push(format!("the first {MAX_LINES} of {lines} lines are on the page"));
    }
    let mut cut = Vec::new();
    let fields = [
        ("title", &mut brief.title, TITLE),
        ("subject", &mut brief.subject, SUBJECT),
        ("place", &mut brief.place, NAME),
        ("host", &mut brief.host, NAME),
    ];
    for (name, field, most) in fields {
        if let Some(text) = field.as_mut().filter(|text| text.chars().count() > most) {
            *text = shortened(text, most);
            cut.push(name);
        }
    }
    let long = brief.lines.iter_mut().filter(|line| line.chars().count() > LINE);
    let long = long.map(|line| *line = shortened(line, LINE)).count();
    if long > 0 {
        cut.push("lines");
    }
    if !cut.is_empty() {
        brief.notices.push(format!("shortened to what a page holds: {}", cut.join(", ")));
    }
}

/// The first whole words, about `most` characters of them, and an ellipsis.
fn shortened(text: &str, most: usize) -> String {
    let cut: String = text.chars().take(most).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", whole.trim_end_matches([',', ':', ';', '-', ' ', '.']))
}
