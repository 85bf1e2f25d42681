//! Free text to a brief: the readers in their order.

use std::ops::Range;

use jiff::civil::Date;

use super::cursor::Cursor;
use super::labels::{Label, Part};
use super::text::{Text, capitalised};
use super::title::Known;
use super::{
    Brief, asides, count, date, destination, host, intent, labels, language, lines, place, quotes, remarks,
    reply, request, size, style, time, title, tongue,
};

/// Reads free text. Nothing it does not say is in the brief.
pub(super) fn read(prompt: &str, today: Date) -> Brief {
    let mut text = Text::new(prompt);
    let mut brief = Brief { prompt: prompt.to_owned(), ..Brief::default() };
    brief.language = language::of(prompt).unwrap_or_default();
    if let Some(said) = tongue::read(prompt) {
        return foreign(brief, &mut text, said, today);
    }
    asides::claim(&mut text);
    let parts = labels::take(&mut text);
    let quoted = quotes::take(&mut text);
    let items = lines::take(&mut text);
    let reply = reply::take(&mut text, today);
    when(&mut brief, &mut text, &parts, today);
    let hinted = intent::peek(&text);
    brief.size = size::take(&mut text, hinted);
    brief.count = count::take(&mut text);
    let intent_at = intent::take(&mut text);
    brief.intent = intent_at.map(|(intent, _)| intent);
    destination::claim(&mut text);
    brief.style = style::take(&mut text, brief.intent);
    request::claim(&mut text);
    let announces = brief.intent.is_none_or(super::Intent::announces);
    let happens = brief.date.is_some() || brief.time.is_some();
    let named_host = host::take(&mut text);
    let named_place =
        (announces && (brief.intent.is_some() || happens)).then(|| place::take(&mut text)).flatten();
    let write = |range: Option<Range<usize>>| {
        range.map(|range| text.written(range)).filter(|words| !words.is_empty())
    };
    brief.place = write(labelled(&parts, Label::Place).or(named_place));
    brief.host = write(labelled(&parts, Label::Host).or(named_host));
    brief.title = write(labelled(&parts, Label::Title).or_else(|| quoted.first().cloned()));
    let known = Known {
        intent: brief.intent,
        title: brief.title.is_some(),
        place: brief.place.is_some(),
        happens: happens || brief.place.is_some(),
        intent_at: intent_at.map(|(_, at)| at),
    };
    let said = title::read(&text, known);
    brief.place = brief.place.or(said.place);
    let topic = write(labelled(&parts, Label::Subject));
    brief.subject = topic.clone().or_else(|| brief.title.clone()).or(said.subject);
    let announced =
        topic.filter(|_| matches!(brief.intent, Some(super::Intent::Poster | super::Intent::Banner)));
    brief.lines = agenda(&text, &parts, items);
    if is_notice(&brief, happens) {
        let taken: Vec<_> = said.spans.iter().chain(&quoted).cloned().collect();
        brief.lines.extend(remarks::left(&text, &taken));
    }
    brief.lines.extend(reply.map(|reply| capitalised(&text.written(reply))));
    brief.title = brief.title.or(announced);
    if brief.title.is_none() && announces && happens && labelled(&parts, Label::Agenda).is_some() {
        name_by_its_agenda(&mut brief);
    }
    brief.title = brief.title.or(said.title);
    brief
}

/// "내용: 4분기 전략회의": what happens, when nothing else is its name.
fn name_by_its_agenda(brief: &mut Brief) {
    if brief.lines.len() == 1 {
        brief.title = brief.lines.pop();
        brief.subject.clone_from(&brief.title);
    }
}

/// Whether the page tells people of something, so that what else is said is for them too.
fn is_notice(brief: &Brief, happens: bool) -> bool {
    match brief.intent {
        Some(intent) => matches!(intent, super::Intent::Poster | super::Intent::Banner),
        None => happens,
    }
}

/// A request in another language: kind and subject in its words, the rest where it is written in figures.
fn foreign(brief: Brief, text: &mut Text, said: tongue::Said, today: Date) -> Brief {
    let mut brief = Brief { intent: said.intent, subject: said.subject, ..brief };
    let quoted = quotes::take(text);
    brief.title = quoted.first().map(|range| text.written(range.clone()));
    when(&mut brief, text, &[], today);
    if brief.date.is_some() || brief.time.is_some() {
        brief.place = place::in_characters(text).map(|range| text.written(range));
    }
    brief.subject = brief.title.clone().or(brief.subject);
    brief.size = size::take(text, brief.intent);
    brief
}

fn labelled(parts: &[Part], label: Label) -> Option<Range<usize>> {
    parts.iter().find(|part| part.label == label).map(|part| part.value.clone())
}

/// The day and the time; labelled ones first. Every further day or time is claimed too, so that none is taken for a name.
fn when(brief: &mut Brief, text: &mut Text, parts: &[Part], today: Date) {
    let labelled: Vec<_> =
        parts.iter().filter(|part| part.label == Label::When).map(|part| part.value.clone()).collect();
    let inside = |range: &Range<usize>| {
        labelled.iter().any(|value| value.start <= range.start && range.start < value.end)
    };
    let mut days = Vec::new();
    let mut from = 0;
    while let Some((day, range)) = date::find(text, from, today) {
        from = range.end;
        text.claim(claim_around(text, &range));
        days.push((day, inside(&range)));
    }
    brief.date = days.iter().find(|(_, inside)| *inside).or(days.first()).map(|(day, _)| *day);
    let mut times = Vec::new();
    let mut from = 0;
    while let Some(found) = time::find(text, from) {
        from = found.span.end;
        text.claim(claim_around(text, &found.span));
        times.push((inside(&found.span), found));
    }
    spans_of_time(text);
    let found = times.iter().find(|(inside, _)| *inside).or(times.first());
    brief.time = found.map(|(_, found)| found.start);
    brief.end_time = found.and_then(|(_, found)| found.end);
}

/// "저녁에" after a day, "2주간" after its beginning: they tell no hour and no end, and are no names.
fn spans_of_time(text: &mut Text) {
    let halves = ["저녁에", "아침에", "점심에", "점심시간에", "오전에", "오후에", "밤에", "낮에", "저녁"];
    for at in 0..text.len() {
        let after_day = text.is_claimed(text.back_spaces(at).saturating_sub(1)) && at > 0;
        if text.is_claimed(at) || !after_day || text.get(at) == ' ' {
            continue;
        }
        let mut cursor = Cursor::new(text, at);
        let lasting = cursor.attempt(|cursor| {
            cursor.number(2)?;
            cursor.any(&["주간", "일간", "개월간", "시간 동안", "주 동안", "일 동안"])
        });
        if (lasting.is_some() || cursor.any(&halves).is_some())
            && !super::text::is_hangul(text.get(cursor.at))
        {
            let end = cursor.at;
            text.claim(at..end);
        }
    }
}

/// A day or time with the preposition before it and the particle after it.
fn claim_around(text: &Text, range: &Range<usize>) -> Range<usize> {
    let mut start = range.start;
    let before = text.back_spaces(start);
    for name in
        ["on", "at", "from", "by", "is", "of", "for", "~", "-", "@", "starting", "until", "to", "until the"]
    {
        let length = name.chars().count();
        let from = before.saturating_sub(length);
        if before < start && text.has(from, name) == Some(before) && text.starts_word(from) {
            start = from;
        }
    }
    let particles = [
        "에는",
        "에서",
        "에",
        "부터",
        "까지",
        "의",
        "은",
        "는",
        "이고",
        "으로",
        "로",
        "쯤",
        "경",
        "입니다",
        "이야",
        "시작",
        " 시작",
        " 부터",
    ];
    let end = text.longest(range.end, &particles).map(|(_, end)| end);
    let whole = end.filter(|&end| !super::text::is_hangul(text.get(end)) || text.get(end - 1) == '지');
    start..whole.unwrap_or(range.end)
}

fn agenda(text: &Text, parts: &[Part], items: Vec<Range<usize>>) -> Vec<String> {
    let said = |label: Label| {
        parts.iter().filter(move |part| part.label == label).map(|part| text.written(part.value.clone()))
    };
    said(Label::Agenda)
        .flat_map(|agenda| lines::split(&agenda))
        .chain(items.into_iter().map(|item| text.written(item)))
        .chain(said(Label::Line))
        .collect()
}
