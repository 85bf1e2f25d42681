//! A meeting invitation (iCalendar, RFC 5545).

use icalendar::{Calendar, CalendarComponent, CalendarDateTime, Component, DatePerhapsTime, EventLike};
use jiff::civil::{Date, Time};

use super::BriefError;

/// The most description lines that are taken over: a page has room for about so many.
const MAX_LINES: usize = 12;

/// What an invitation says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Invitation {
    pub(super) title: Option<String>,
    pub(super) date: Option<Date>,
    pub(super) time: Option<Time>,
    pub(super) end_time: Option<Time>,
    pub(super) place: Option<String>,
    pub(super) host: Option<String>,
    pub(super) lines: Vec<String>,
}

/// Reads the first event of a calendar. Times are those on the wall in the event's own zone.
///
/// # Errors
/// [`BriefError::BadInvitation`] when it is not a calendar or has no event.
pub(super) fn read(calendar: &str) -> Result<Invitation, BriefError> {
    let bad = |reason: &str| BriefError::BadInvitation { reason: reason.to_owned() };
    let trimmed = calendar.trim_start_matches('\u{feff}').trim();
    if !trimmed.to_ascii_uppercase().starts_with("BEGIN:VCALENDAR") {
        return Err(bad("it is not an iCalendar file"));
    }
    let parsed: Calendar = trimmed.parse().map_err(|_| bad("its lines are not iCalendar properties"))?;
    let event = parsed
        .components
        .iter()
        .find_map(|component| match component {
            CalendarComponent::Event(event) => Some(event),
            _ => None,
        })
        .ok_or_else(|| bad("it has no event"))?;
    let (date, time) = event.get_start().map_or((None, None), |start| wall(&start));
    let (_, end_time) = event.get_end().map_or((None, None), |end| wall(&end));
    Ok(Invitation {
        title: event.get_summary().and_then(said),
        date,
        time,
        end_time: end_time.filter(|_| time.is_some()),
        place: event.get_location().and_then(said),
        host: event.properties().get("ORGANIZER").and_then(organizer),
        lines: event.get_description().map(lines).unwrap_or_default(),
    })
}

fn said(value: &str) -> Option<String> {
    let words = unescaped(value).split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

/// RFC 5545 section 3.3.11 escapes; whatever the parser has left of them.
fn unescaped(value: &str) -> String {
    value
        .replace("\\n", "\n")
        .replace("\\N", "\n")
        .replace("\\,", ",")
        .replace("\\;", ";")
        .replace("\\\\", "\\")
}

fn lines(description: &str) -> Vec<String> {
    unescaped(description).lines().filter_map(said).take(MAX_LINES).collect()
}

/// The organizer's common name; an address alone is not a name to print.
fn organizer(property: &icalendar::Property) -> Option<String> {
    property.params().get("CN").and_then(|name| said(name.value().trim_matches('"')))
}

fn wall(when: &DatePerhapsTime) -> (Option<Date>, Option<Time>) {
    match when {
        DatePerhapsTime::Date(date) => (civil(&date.to_string()), None),
        DatePerhapsTime::DateTime(stamp) => {
            let text = match stamp {
                CalendarDateTime::Floating(local) => local.to_string(),
                CalendarDateTime::Utc(utc) => utc.naive_utc().to_string(),
                CalendarDateTime::WithTimezone { date_time, .. } => date_time.to_string(),
            };
            let (date, time) = text.split_once(' ').unwrap_or((&text, ""));
            (civil(date), time.parse().ok())
        }
    }
}

fn civil(date: &str) -> Option<Date> {
    date.parse().ok()
}
