//! What the verb promises: every phrase is drawn as meant, plans are spread and the same for the same seed.

use std::sync::Arc;

use super::plan::Plan;
use super::subjects::{PATTERNS, SUBJECTS};
use super::words::Word;
use super::{IllustrateRequest, Studio};
use crate::documents::Limits;
use crate::documents::illustrate::testing;
use crate::engine::vector::VectorEngine;
use crate::engine::{Engine, Engines, PaintRequest, Unwatched};
use crate::scene::{Content, Fonts, PixelSize};
use crate::studio::StudioError;

/// The one word for each subject that `vector-1` cannot misread.
const PLAIN: &[(&str, &str)] = &[
    ("growth", "growth"),
    ("people", "team"),
    ("meeting", "meeting"),
    ("stage", "stage"),
    ("network", "network"),
    ("road", "road"),
    ("plants", "plant"),
    ("city", "city"),
    ("books", "books"),
    ("space", "orbits"),
    ("celebration", "fireworks"),
    ("travel", "balloons"),
    ("sea", "sea"),
    ("mountains", "mountain"),
    ("coffee", "cafe"),
    ("winter", "winter"),
    ("autumn", "autumn"),
    ("spring", "blossom"),
    ("shield", "shield"),
    ("coin", "coin"),
    ("calendar", "calendar"),
    ("bulb", "bulb"),
    ("target", "target"),
    ("gear", "gear"),
    ("magnifier", "magnifier"),
    ("talk", "bubble"),
    ("phone", "phone"),
    ("laptop", "laptop"),
    ("document", "document"),
    ("trophy", "trophy"),
    ("car", "car"),
    ("airplane", "airplane"),
    ("flask", "flask"),
    ("house", "house"),
    ("heart", "heart"),
    ("clock", "clock"),
    ("energy", "bulb"),
    ("lock", "padlock"),
    ("umbrella", "umbrella"),
    ("chart", "chart"),
    ("mail", "mail"),
    ("camera", "camera"),
    ("gift", "gift"),
    ("fire", "flame"),
];

fn drawn(prompt: &str) -> Content {
    let palette = super::Colours::palette(Plan::sample().palette.as_ref().unwrap()).unwrap();
    let request = PaintRequest {
        prompt: prompt.to_owned(),
        negative: None,
        style: None,
        alt: String::new(),
        size: PixelSize::new(960, 400),
        seed: 7,
        palette: Some(palette),
        quiet: Vec::new(),
        focus: (0.5, 0.5),
        steps: None,
        guidance: None,
        ..PaintRequest::default()
    };
    VectorEngine::default().paint(&request, &Unwatched).unwrap().content
}

#[test]
fn every_phrase_is_drawn_as_it_says() {
    for subject in SUBJECTS {
        let plain = PLAIN.iter().find(|(name, _)| *name == subject.name).unwrap().1;
        let expected = drawn(plain);
        for phrase in [subject.korean, subject.english] {
            assert!(drawn(phrase) == expected, "{}: “{phrase}” is drawn as something else", subject.name);
        }
    }
    for ((korean, english), plain) in PATTERNS.iter().zip(["ribbon", "layered", "arches", "contour"]) {
        assert!(drawn(korean) == drawn(plain) && drawn(english) == drawn(plain), "{english}");
    }
}

#[test]
fn words_are_written_so_that_they_can_be_found() {
    for subject in SUBJECTS {
        for word in subject.words.split(", ") {
            assert_eq!(word, word.to_lowercase().trim(), "{}", subject.name);
            let word = Word::read(word).stem;
            assert!(word.is_ascii() || word.chars().count() > 1, "{word}");
        }
    }
}

fn studio() -> Studio {
    Studio {
        fonts: Arc::new(Fonts::system()),
        layouts: None,
        brand: None,
        engines: Engines::default(),
        limits: Limits::DEFAULT,
    }
}

fn request(document: Vec<u8>) -> IllustrateRequest {
    IllustrateRequest { document, plan: None, pictures: None, style: None, seed: 7, model: None }
}

/// A report of these headings, each with so many times the sentence.
fn report(sections: &[(&str, &str)]) -> Vec<u8> {
    let body = sections.iter().map(|(heading, text)| {
        testing::heading(heading)
            + &testing::paragraph(&text.repeat(4))
            + &testing::paragraph(&text.repeat(4))
    });
    testing::document(&body.collect::<String>())
}

const SALES: &str = "상반기 매출은 지난해보다 크게 늘었고 영업이익도 함께 성장하였다. ";
const CLOUD: &str = "핵심 시스템을 클라우드 플랫폼으로 옮겼으며 데이터 이관을 마쳤다. ";
const STAFF: &str = "신입 직원을 채용하였고 조직을 개편하여 협업을 강화하였다. ";

#[test]
fn a_plan_gives_each_section_a_picture_of_its_own() {
    let report =
        report(&[("매출 현황", SALES), ("클라우드 전환", CLOUD), ("인력", STAFF), ("참고문헌", SALES)]);
    let plan =
        studio().plan_pictures(&IllustrateRequest { pictures: Some(5), ..request(report.clone()) }).unwrap();
    let headings: Vec<_> = plan.pictures.iter().map(|entry| entry.heading.as_str()).collect();
    assert_eq!(headings, ["매출 현황", "클라우드 전환", "인력"]);
    let prompts: std::collections::HashSet<_> = plan.pictures.iter().map(|entry| &entry.prompt).collect();
    assert_eq!(prompts.len(), 3);
    assert_eq!((plan.skipped.len(), plan.skipped[0].heading.as_str()), (1, "참고문헌"));
    let first = studio().illustrate(&request(report.clone()), &Unwatched).unwrap();
    let again = studio().illustrate(&request(report), &Unwatched).unwrap();
    assert_eq!((first.delivery.bytes, first.plan), (again.delivery.bytes, again.plan));
}

#[test]
fn an_edited_plan_is_applied_and_a_wrong_one_refused() {
    let (studio, document) = (studio(), report(&[("매출 현황", SALES), ("클라우드 전환", CLOUD)]));
    let plan =
        studio.plan_pictures(&IllustrateRequest { pictures: Some(2), ..request(document.clone()) }).unwrap();
    let apply = |document: &[u8], edit: &dyn Fn(&mut Plan)| {
        let mut plan = plan.clone();
        edit(&mut plan);
        studio.illustrate(&IllustrateRequest { plan: Some(plan), ..request(document.to_vec()) }, &Unwatched)
    };
    let kept = apply(&document, &|plan| {
        plan.pictures.remove(0);
        plan.pictures[0].prompt = "a calm sea".to_owned();
        plan.pictures[0].caption = None;
    });
    assert_eq!(kept.unwrap().delivery.records.len(), 1);
    let check = |document: &[u8], edit: &dyn Fn(&mut Plan), expected: &str| {
        let error = apply(document, edit).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    };
    let other = report(&[("매출 현황", STAFF), ("클라우드 전환", CLOUD)]);
    check(&other, &|_| {}, "picture-1 cannot be applied: another text stands there");
    check(
        &document,
        &|plan| plan.pictures[1].place.after_paragraph = Some(99),
        "picture-2 cannot be applied",
    );
    check(&document, &|plan| plan.pictures[0].place.slide = Some(1), "its place must be");
    check(&document, &|plan| plan.pictures[0].width = 9_000.0, "does not fit");
    check(&document, &|plan| plan.pictures[0].height = f64::NAN, "does not fit");
    check(&document, &|plan| plan.pictures[0].prompt = " ".to_owned(), "its prompt is empty");
    check(&document, &|plan| plan.pictures[0].caption = Some("누드 사진".to_owned()), "content policy");
    check(&document, &|plan| plan.pictures[1] = plan.pictures[0].clone(), "the same place");
    check(&document, &|plan| plan.format = "pptx".to_owned(), "it is for a pptx file");
    check(&document, &|plan| plan.pictures.clear(), "nothing was changed");
}

#[test]
fn what_cannot_be_illustrated_says_why() {
    let check = |document: Vec<u8>, expected: &str| {
        let error = studio().illustrate(&request(document), &Unwatched).unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
        assert!(error.hint().is_some() && error.is_callers_fault(), "{error}");
    };
    check(report(&[("인사말", "감사합니다. ")]), "it has too little text");
    check(testing::document(""), "nothing was changed");
    check(b"%PDF-1.7\n".to_vec(), "a PDF cannot be illustrated");
    check(b"hello".to_vec(), "");
    check(testing::protected(&testing::paragraph(SALES)), "locked");
    let bad = Plan::read(b"{\"version\": 1,\n \"formatt\": 1}").unwrap_err();
    assert!(matches!(&bad, StudioError::BadPlan { reason } if reason.contains("line 2")), "{bad}");
    let newer = serde_json::to_vec(&Plan { version: 2, ..Plan::sample() }).unwrap();
    assert!(Plan::read(&newer).unwrap_err().to_string().contains("version is 2"));
}
