//! What the verb promises: what a sentence does not speak of stays, to the bytes; any version is remade.

use std::sync::Arc;

use jiff::civil::date;
use kurbo::Rect;

use super::{History, Refined, Step};
use crate::brief::Words;
use crate::brief::refine::RefineError;
use crate::documents::pdf::Print;
use crate::documents::{Format, Limits};
use crate::engine::{Engines, Unwatched};
use crate::scene::{Content, Fonts, Item, Role, Scene};
use crate::studio::{DesignRequest, Studio, StudioError};

fn studio() -> Studio {
    Studio {
        fonts: Arc::new(Fonts::system()),
        layouts: None,
        brand: None,
        engines: Engines::default(),
        limits: Limits::DEFAULT,
    }
}

fn poster(candidate: u32) -> History {
    let prompt =
        "전사 타운홀 포스터: 11월 26일 오후 3시 대회의실, 주최 인사팀\n안건: 개회, 실적 공유, 질의응답";
    history(prompt, candidate)
}

fn history(prompt: &str, candidate: u32) -> History {
    let design = DesignRequest {
        words: Words { prompt: prompt.to_owned(), ..Words::default() },
        today: date(2026, 11, 23),
        candidates: 4,
        seed: 7,
        model: None,
        negative: None,
        steps: None,
        guidance: None,
        sampling: Default::default(),
        print: Print::default(),
    };
    History::of(design, candidate)
}

fn say(history: &History, words: &str) -> Result<History, StudioError> {
    history.say(Step { words: words.to_owned(), today: date(2026, 11, 23) })
}

#[track_caller]
fn said(history: &History, words: &[&str]) -> History {
    words.iter().fold(history.clone(), |history, words| say(&history, words).unwrap())
}

#[track_caller]
fn made(studio: &Studio, history: &History) -> Refined {
    studio.refine(history, &Unwatched).unwrap()
}

/// Where everything but text lies, without its colours.
fn places(scene: &Scene) -> Vec<Rect> {
    let shape = |item: &Item| match item {
        Item::Shape(shape) => Some(kurbo::Shape::bounding_box(&shape.path)),
        Item::Frame(frame) => Some(frame.bounds),
        Item::Text(_) => None,
    };
    scene.items.iter().filter_map(shape).collect()
}

/// The texts but for those of `moved`, each with where it lies.
fn texts(scene: &Scene, moved: &[Role]) -> (Vec<String>, Vec<Rect>) {
    let kept = scene.texts().filter(|text| !moved.contains(&text.role));
    kept.map(|text| (text.plain(), text.bounds)).unzip()
}

/// Whether all lie where they lay, to a tenth of a point: a line with figures in it is a hundredth higher than one of
/// Hangul alone, and what stands on it follows.
fn same_places(one: &[Rect], two: &[Rect]) -> bool {
    let sides = |rect: &Rect| [rect.x0, rect.y0, rect.x1, rect.y1];
    let near = |(one, two): (&Rect, &Rect)| {
        sides(one).iter().zip(sides(two)).all(|(one, two)| (one - two).abs() < 0.1)
    };
    one.len() == two.len() && one.iter().zip(two).all(near)
}

fn pictures(refined: &Refined) -> Vec<Content> {
    refined.design.pictures.iter().map(|picture| picture.get().content.clone()).collect()
}

#[test]
fn the_first_version_is_the_design() {
    let studio = studio();
    let designs = studio.design(&poster(0).design, &Unwatched).unwrap().designs;
    for (candidate, design) in (0..).zip(&designs) {
        let first = made(&studio, &poster(candidate));
        assert_eq!(first.design.scene, design.scene);
        let bytes = |design| studio.deliver(design, Format::Png).unwrap().bytes;
        assert!(bytes(&first.design) == bytes(design), "candidate {candidate}");
    }
}

#[test]
fn what_is_not_spoken_of_stays() {
    let studio = studio();
    for candidate in 0..4 {
        let history = poster(candidate);
        let before = made(&studio, &history);
        let check = |words: &str, moved: &[Role], picture_stays: bool| {
            let after = made(&studio, &said(&history, &[words]));
            let (one, two) = (&before.design.scene, &after.design.scene);
            let (kept, still) = (texts(one, moved), texts(two, moved));
            assert_eq!(kept.0, still.0, "candidate {candidate}: {words}");
            assert!(same_places(&kept.1, &still.1), "candidate {candidate}: {words}: {kept:?} {still:?}");
            assert_eq!(
                pictures(&before) == pictures(&after),
                picture_stays,
                "candidate {candidate}: {words}"
            );
            (same_places(&places(one), &places(two)), after)
        };
        // A day is a note too where it is a large figure.
        let (still, after) = check("swap the date to Friday", &[Role::Date, Role::Note], true);
        assert!(still && after.brief.date == Some(date(2026, 11, 27)), "candidate {candidate}");
        let (still, after) = check("장소를 3층으로 바꿔줘", &[Role::Place], true);
        assert!(still && after.brief.place.as_deref() == Some("3층"), "candidate {candidate}");
        let (still, after) = check("더 밝게", &[], false);
        let primary = |refined: &Refined| refined.design.scene.palette.primary.luminance();
        assert!(still && primary(&after) > primary(&before), "candidate {candidate}");
        assert!(check("다른 배경으로", &[], false).0, "candidate {candidate}");
        assert!(check("보라색으로", &[], false).0, "candidate {candidate}");
    }
}

#[test]
fn a_larger_title_is_larger_or_says_why_not() {
    let studio = studio();
    let title = |refined: &Refined| {
        let scene = &refined.design.scene;
        let title = scene.texts().find(|text| text.role == Role::Title).unwrap();
        title.paragraphs[0].runs[0].style.size
    };
    for candidate in 0..4 {
        let history = poster(candidate);
        let before = made(&studio, &history);
        let after = made(&studio, &said(&history, &["제목을 더 크게"]));
        assert!(title(&after) > title(&before) || !after.notices.is_empty(), "candidate {candidate}");
        let frames =
            |refined: &Refined| refined.design.scene.frames().map(|frame| frame.bounds).collect::<Vec<_>>();
        if frames(&before) == frames(&after) {
            assert!(pictures(&before) == pictures(&after), "candidate {candidate}");
        }
    }
}

#[test]
fn versions_are_remade_to_the_same_bytes() {
    let studio = studio();
    let png = |history: &History| {
        let refined = made(&studio, history);
        studio.deliver(&refined.design, Format::Png).unwrap().bytes
    };
    let history = poster(1);
    let one = said(&history, &["더 밝게"]);
    let two = said(&one, &["make the title smaller", "레이아웃을 바꿔줘"]);
    let versions = [png(&history), png(&one), png(&two)];
    assert!(versions[0] != versions[1] && versions[1] != versions[2]);
    assert!(png(&said(&two, &["undo", "되돌려줘"])) == versions[1]);
    assert!(png(&said(&two, &["undo", "undo", "redo", "다시 적용해줘"])) == versions[2]);
    assert!(png(&said(&two, &["bring back the first one"])) == versions[0]);
    // A new change takes the place of those that were undone.
    let other = said(&two, &["undo", "undo", "다른 배경으로"]);
    assert_eq!(other.steps.len(), 2);
    assert!(say(&other, "redo").is_err());
}

#[test]
fn what_changes_nothing_is_said_so() {
    let check = |history: &History, words: &str, expected: &str| {
        let error = say(history, words).unwrap_err();
        assert_eq!(error.to_string(), expected, "{words}");
    };
    let history = poster(0);
    check(&history, "더 있어 보이게", "it is not understood what “더 있어 보이게” should change");
    check(&history, "undo", "nothing was changed: this is the first version");
    check(&history, "redo", "nothing was changed: this is the newest version");
    let bare = said(&history, &["remove the agenda"]);
    check(&bare, "안건은 빼줘", "nothing was changed: the page has no agenda");
    let studio = studio();
    let icon = said(&self::history("자전거 아이콘", 0), &["레이아웃을 바꿔줘"]);
    let error = studio.refine(&icon, &Unwatched).unwrap_err();
    assert!(matches!(error, StudioError::Refine(RefineError::Nothing { .. })), "{error}");
}

#[test]
fn what_may_not_be_made_may_not_be_asked_later() {
    assert!(matches!(say(&poster(0), "change the picture to a naked woman"), Err(StudioError::Refused(_))));
}
