//! A change made to a brief.

use super::{Brief, Change, Part, RefineError};

/// The most lines that "less text" leaves.
const FEW_LINES: usize = 3;

/// Makes a change that is the brief's own; art directions and history leave it as it is. What the picture is about
/// stays when the title changes, so that the picture does.
///
/// # Errors
/// [`RefineError::Nothing`] when what should go is not there.
pub fn apply(brief: &mut Brief, change: &Change) -> Result<(), RefineError> {
    match change.clone() {
        Change::Title(title) => {
            brief.subject = brief.subject.take().or_else(|| brief.title.take());
            brief.title = Some(title);
        }
        Change::Date(date) => brief.date = Some(date),
        Change::Time(start, end) => (brief.time, brief.end_time) = (Some(start), end),
        Change::Place(place) => brief.place = Some(place),
        Change::Host(host) => brief.host = Some(host),
        Change::Subject(subject) => brief.subject = Some(subject),
        Change::Style(style) | Change::Colours(style) => brief.style = Some(restyled(brief, &style, change)),
        Change::Size(size) => brief.size = Some(size),
        Change::Language(language) => brief.language = language,
        Change::AddLine(line) => brief.lines.push(line),
        Change::Remove(part) => remove(brief, &part)?,
        Change::LessText => shorten(brief)?,
        Change::Lightness(_)
        | Change::TitleSize(_)
        | Change::TextSize(_)
        | Change::AnotherLayout
        | Change::AnotherPalette
        | Change::AnotherPicture
        | Change::Mirror
        | Change::Undo
        | Change::Redo
        | Change::First => {}
    }
    Ok(())
}

/// New colours take the place of old ones and new manners of old ones; the other kind stays.
fn restyled(brief: &Brief, style: &str, change: &Change) -> String {
    let colours = matches!(change, Change::Colours(_));
    let kept = brief.style.as_deref().unwrap_or_default().split(", ").filter(|word| !word.is_empty());
    let kept = kept.filter(|word| super::super::style::is_colour(word) != colours);
    kept.chain([style]).collect::<Vec<_>>().join(", ")
}

fn remove(brief: &mut Brief, part: &Part) -> Result<(), RefineError> {
    let there = match part {
        Part::Date => brief.date.take().is_some() | brief.time.take().is_some(),
        Part::Time => brief.time.take().is_some(),
        Part::Place => brief.place.take().is_some(),
        Part::Host => brief.host.take().is_some(),
        Part::Lines => !std::mem::take(&mut brief.lines).is_empty(),
        Part::Line(line) => {
            let before = brief.lines.len();
            brief.lines.retain(|other| other != line);
            brief.lines.len() < before
        }
    };
    if brief.time.is_none() {
        brief.end_time = None;
    }
    if there {
        Ok(())
    } else {
        Err(RefineError::Nothing { reason: format!("the page has no {}", part.name()) })
    }
}

/// Leaves the first three lines; with no more than those, none; then no host; then no end of the hours.
fn shorten(brief: &mut Brief) -> Result<(), RefineError> {
    if brief.lines.len() > FEW_LINES {
        brief.lines.truncate(FEW_LINES);
    } else if !brief.lines.is_empty() {
        brief.lines.clear();
    } else if brief.host.take().is_none() && brief.end_time.take().is_none() {
        return Err(RefineError::Nothing { reason: "the page has only what people need to come".to_owned() });
    }
    Ok(())
}
