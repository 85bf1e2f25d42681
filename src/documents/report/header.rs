//! The header of a Markdown text: `---`, lines of `name: value`, `---`. A value may be a list: `[a, b]`, or lines that
//! begin with `- ` below it. That much of YAML people use; anything else of it is an error, not a guess.

use super::model::{Fact, Figure, Head, Kind, Paper, RATIO, Source, wrong};
use crate::documents::DocumentError;
use crate::scene::Language;

/// What a header says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Header {
    pub kind: Option<Kind>,
    pub head: Head,
    pub cover: Option<Figure>,
    pub unread: Vec<String>,
}

/// Most lines of a header; what is longer is a text that begins with a rule.
const MOST_LINES: usize = 200;

/// The header, if the text has one, and how many bytes and lines it takes.
///
/// # Errors
/// [`DocumentError::Text`] with the line that cannot be read.
pub(super) fn read(text: &str) -> Result<(Header, usize, usize), DocumentError> {
    let Some(entries) = entries(text)? else { return Ok((Header::default(), 0, 0)) };
    let mut header = Header::default();
    for entry in &entries.all {
        header.take(entry)?;
    }
    header.head.facts.sort_by_key(|(fact, _)| *fact as u8);
    Ok((header, entries.bytes, entries.lines))
}

struct Entries {
    all: Vec<Entry>,
    bytes: usize,
    lines: usize,
}

struct Entry {
    line: usize,
    name: String,
    values: Vec<String>,
}

fn entries(text: &str) -> Result<Option<Entries>, DocumentError> {
    let mut lines = text.split_inclusive('\n').enumerate();
    let mut bytes = match lines.next() {
        Some((_, first)) if first.trim_end() == "---" => first.len(),
        _ => return Ok(None),
    };
    let mut all: Vec<Entry> = Vec::new();
    let mut first_wrong = None;
    for (index, line) in lines.take(MOST_LINES) {
        bytes += line.len();
        let words = line.trim();
        match (words, words.strip_prefix("- ")) {
            ("---" | "...", _) => {
                return match first_wrong {
                    Some(error) => Err(error),
                    None => Ok(Some(Entries { all, bytes, lines: index + 1 })),
                };
            }
            ("", _) => {}
            (comment, _) if comment.starts_with('#') => {}
            (_, Some(value)) => match all.last_mut() {
                Some(entry) => entry.values.push(unquoted(value)),
                None => first_wrong = first_wrong.or(Some(unreadable(index + 1, words))),
            },
            _ => match words.split_once(':') {
                Some((name, value)) if !name.trim().is_empty() => all.push(Entry {
                    line: index + 1,
                    name: name.trim().to_lowercase(),
                    values: values(value.trim()),
                }),
                _ => first_wrong = first_wrong.or(Some(unreadable(index + 1, words))),
            },
        }
    }
    // No end: the text begins with a rule.
    Ok(None)
}

fn unreadable(line: usize, words: &str) -> DocumentError {
    let shown: String = words.chars().take(40).collect();
    wrong(format!("line {line}"), format!("the header's “{shown}” is no “name: value”"))
}

fn values(value: &str) -> Vec<String> {
    let value = without_comment(value);
    if let Some(list) = value.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
        return list.split(',').map(unquoted).filter(|value| !value.is_empty()).collect();
    }
    if value.is_empty() { Vec::new() } else { vec![unquoted(value)] }
}

/// A value that is not quoted ends where a comment begins.
fn without_comment(value: &str) -> &str {
    if value.starts_with(['"', '\'']) {
        return value;
    }
    let end = value.find(" #").unwrap_or(value.len());
    if value.starts_with('#') { "" } else { value[..end].trim_end() }
}

fn unquoted(value: &str) -> String {
    let value = value.trim();
    let inner = ['"', '\'']
        .iter()
        .find_map(|quote| value.strip_prefix(*quote).and_then(|inner| inner.strip_suffix(*quote)));
    inner.unwrap_or(value).to_owned()
}

impl Header {
    fn take(&mut self, entry: &Entry) -> Result<(), DocumentError> {
        let place = format!("line {}", entry.line);
        let text = || entry.values.join(", ");
        let refuse = |expected: &str| {
            wrong(place.clone(), format!("the header's {} cannot be “{}”: {expected}", entry.name, text()))
        };
        let head = &mut self.head;
        match entry.name.as_str() {
            "title" | "subject" | "제목" => head.title = text(),
            "subtitle" | "부제" | "부제목" => head.subtitle = text(),
            "author" | "authors" | "from" | "작성자" | "저자" | "보낸 사람" => head.author = text(),
            "date" | "when" | "날짜" | "일시" | "일자" => head.date = text(),
            "organisation" | "organization" | "company" | "team" | "기관" | "조직" | "회사" | "부서" =>
            {
                head.organisation = text();
            }
            "language" | "lang" | "언어" => {
                let code = text().to_lowercase();
                let code = code.split(['-', '_']).next().unwrap_or_default().to_owned();
                let language = Language::from_code(&code);
                head.language = Some(language.ok_or_else(|| refuse("there are ko, en, ja and zh"))?);
            }
            "paper" | "용지" => {
                head.paper =
                    Some(Paper::from_name(&text()).ok_or_else(|| refuse("there are A4 and letter"))?);
            }
            "toc" | "contents" | "목차" => {
                head.contents = yes(&text()).ok_or_else(|| refuse("say true or false"))?;
            }
            "numbered" | "numbering" | "번호" => {
                head.numbered = yes(&text()).ok_or_else(|| refuse("say true or false"))?;
            }
            "cover" | "표지" => self.cover = cover(&text(), place.clone()),
            "kind" | "종류" => {
                let kind = kind_of(&text()).ok_or_else(|| refuse("there are report, minutes and letter"))?;
                self.kind = Some(kind);
            }
            "to" | "수신" | "받는 사람" => head.to = entry.values.clone(),
            "closing" | "맺음말" => head.closing = text(),
            name => match fact(name) {
                Some(fact) => head.facts.push((fact, people(&entry.values))),
                None => self.unread.push(entry.name.clone()),
            },
        }
        Ok(())
    }
}

fn fact(name: &str) -> Option<Fact> {
    Some(match name {
        "place" | "location" | "where" | "장소" => Fact::Place,
        "chair" | "host" | "주관" | "의장" | "진행" => Fact::Chair,
        "writer" | "minutes by" | "scribe" | "기록" | "서기" => Fact::Writer,
        "attendees" | "present" | "participants" | "참석" | "참석자" => Fact::Present,
        "absent" | "apologies" | "불참" | "불참자" => Fact::Absent,
        _ => return None,
    })
}

/// One person each, of a list or of names with commas between.
fn people(values: &[String]) -> Vec<String> {
    values.iter().flat_map(|value| value.split(',')).map(|name| name.trim().to_owned()).collect()
}

fn kind_of(name: &str) -> Option<Kind> {
    match name {
        "보고서" => Some(Kind::Report),
        "회의록" => Some(Kind::Minutes),
        "편지" | "서신" => Some(Kind::Letter),
        name => Kind::from_name(&name.to_lowercase()),
    }
}

fn yes(word: &str) -> Option<bool> {
    match word.to_lowercase().as_str() {
        "true" | "yes" | "on" | "예" => Some(true),
        "false" | "no" | "off" | "아니요" | "아니오" => Some(false),
        _ => None,
    }
}

/// The picture of a cover: `true`, words to draw, or the name of a picture. Empty words are filled by the title later.
pub(super) fn cover(value: &str, place: String) -> Option<Figure> {
    let source = match yes(value) {
        Some(false) => return None,
        Some(true) => Source::Prompt(String::new()),
        None => super::markdown::source(value, value),
    };
    Some(Figure { source, alt: String::new(), caption: String::new(), ratio: RATIO, place })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_read_and_the_rest_is_left() {
        let text = "---\ntitle: \"Plan: B\"\nlang: ko-KR\n참석자: 김하늘, 박지훈\ntoc: yes  # always\nto:\n  - Kim\n  - Seoul\ntags: [a, b]\n---\nText";
        let (header, bytes, lines) = read(text).unwrap();
        assert_eq!((&text[bytes..], lines), ("Text", 10));
        assert_eq!((header.head.title.as_str(), header.head.language), ("Plan: B", Some(Language::Korean)));
        assert_eq!(header.head.facts, [(Fact::Present, vec!["김하늘".to_owned(), "박지훈".to_owned()])]);
        assert_eq!((header.head.contents, header.head.to.len()), (true, 2));
        assert_eq!(header.unread, ["tags"]);
    }

    #[test]
    fn a_rule_is_no_header_and_a_wrong_line_is_named() {
        assert_eq!(read("---\n\ntext without end").unwrap().1, 0);
        assert_eq!(read("text").unwrap().1, 0);
        let check = |text: &str, expected: &str| {
            let error = read(text).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        };
        check("---\ntitle: a\n{oops}\n---\n", "line 3");
        check("---\nlang: fr\n---\n", "there are ko, en, ja and zh");
        check("---\ntoc: maybe\n---\n", "true or false");
    }
}
