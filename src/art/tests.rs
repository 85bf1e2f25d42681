//! The laws of the room, over every layout, palette, page and a range of words.

use jiff::civil::{Date, Time};

use super::candidates::{Studio, Variation};
use super::layout::Layout;
use super::setter::Misfit;
use super::*;
use crate::art::page::page_for;
use crate::brief::RequestedSize;
use crate::scene::{Language, Palette, PixelSize};

fn town_hall() -> Brief {
    Brief {
        prompt: "회의 포스터 디자인해줘: 11월 26일 오후 3시 대회의실, 전사 타운홀".to_owned(),
        intent: Some(Intent::Poster),
        language: Language::Korean,
        title: Some("전사 타운홀".to_owned()),
        date: Some(Date::constant(2026, 11, 26)),
        time: Some(Time::constant(15, 0, 0, 0)),
        place: Some("대회의실".to_owned()),
        ..Brief::default()
    }
}

fn english() -> Brief {
    Brief {
        prompt: "poster for the sustainability forum".to_owned(),
        intent: Some(Intent::Poster),
        title: Some("Annual Sustainability and Innovation Forum".to_owned()),
        date: Some(Date::constant(2026, 9, 2)),
        time: Some(Time::constant(9, 30, 0, 0)),
        end_time: Some(Time::constant(17, 0, 0, 0)),
        place: Some("Grand Ballroom, 3rd floor".to_owned()),
        host: Some("People & Culture".to_owned()),
        lines: (1..=6).map(|hour| format!("{:02}:00 Session number {hour}", hour + 8)).collect(),
        ..Brief::default()
    }
}

fn pixels(width: u32, height: u32) -> Option<RequestedSize> {
    Some(RequestedSize::Pixels(PixelSize::new(width, height)))
}

/// Composes one layout and returns whether it suited the page; a fault of the page is an error.
fn lawful(studio: &Studio<'_>, layout: &Layout, palette: Palette, flip: bool) -> bool {
    match studio.design(layout, Variation { palette, flip, seed: 1 }) {
        Ok((scene, _)) => {
            assert_eq!(judge::faults(&scene, &studio.setter).unwrap(), Vec::<String>::new());
            true
        }
        Err(Misfit::Typeset(error)) => panic!("{error}"),
        Err(Misfit::Room(what)) => {
            let faults = ["does not read", "lies on", "leaves", "overflows", "no text", "off the page"];
            assert!(!faults.iter().any(|fault| what.contains(fault)), "{}: {what}", layout.name);
            false
        }
    }
}

#[test]
fn every_layout_and_palette_keeps_the_laws() {
    let fonts = Fonts::system();
    let (korean, english) = (town_hall(), english());
    for size in [None, pixels(1080, 1080), pixels(1080, 1920), pixels(1600, 900), pixels(1600, 500)] {
        let briefs = [&korean, &english].map(|brief| Brief { size, ..brief.clone() });
        let studios = briefs
            .each_ref()
            .map(|brief| Studio::open(brief, page_for(brief).unwrap(), House::from(&fonts)).unwrap());
        // Colours and places are independent: every third palette on A4, every ninth on the other pages.
        let step = if size.is_none() { 3 } else { 9 };
        let (mut fitting, mut palettes) = (0, 0);
        for (index, (_, palette)) in palette::all().enumerate().step_by(step) {
            palettes += 1;
            for (place, layout) in Layouts::built_in().iter().enumerate() {
                let studio = &studios[(index / step + place) % 2];
                fitting += usize::from(lawful(studio, layout, palette, (index / step) % 2 == 0));
            }
        }
        assert!(fitting >= 5 * palettes, "{size:?}: only {fitting} designs fit");
    }
}

fn title_lines(scene: &Scene, fonts: &Fonts) -> usize {
    let title = scene.texts().find(|text| text.role == crate::scene::Role::Title).unwrap();
    fonts.typeset(title, scene.language).unwrap().lines.len()
}

#[test]
fn the_words_are_on_the_page_unbroken() {
    let fonts = Fonts::system();
    for seed in 0..8 {
        for (index, scene) in direct(&town_hall(), &fonts, seed, 4).unwrap().into_iter().enumerate() {
            let first = index == 0;
            let texts: Vec<_> = scene.texts().map(|text| text.plain()).collect();
            for words in ["전사 타운홀", "11월 26일(목)", "오후 3시", "대회의실"] {
                assert!(texts.iter().any(|text| text.contains(words)), "{words} in {texts:?}");
            }
            if first {
                assert_eq!(title_lines(&scene, &fonts), 1, "seed {seed}");
            }
            assert!(scene.frames().all(|frame| frame.alt.contains("전사 타운홀")));
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_designs_and_candidates_differ() {
    let fonts = Fonts::system();
    let designs = |seed| direct(&town_hall(), &fonts, seed, 4).unwrap();
    assert_eq!(designs(7), designs(7));
    assert_ne!(designs(7), designs(8));
    let scenes = direct(&town_hall(), &fonts, 7, 10).unwrap();
    assert_eq!(scenes.len(), 10);
    for (index, one) in scenes.iter().enumerate() {
        assert!(scenes[index + 1..].iter().all(|two| one.items != two.items && one.palette != two.palette));
    }
}

#[test]
fn any_words_make_a_page_or_say_why_not() {
    let fonts = Fonts::system();
    let check = |brief: Brief, fits: bool| {
        let result = direct(&brief, &fonts, 3, 3);
        assert_eq!(result.is_ok(), fits, "{:?}", result.err());
    };
    let titled = |title: &str| Brief { title: Some(title.to_owned()), ..town_hall() };
    let lines = |count: usize| Brief {
        lines: (0..count).map(|line| format!("{}:00 발표와 토론 {line}", line + 8)).collect(),
        ..town_hall()
    };
    check(titled("봄"), true);
    check(titled("A"), true);
    check(titled(&"우리 회사의 새로운 전략과 비전을 나누는 자리 ".repeat(8)), true);
    check(titled(&"초대".repeat(200)), false);
    check(lines(12), true);
    check(lines(13), false);
    check(Brief { intent: Some(Intent::Poster), ..Brief::default() }, true);
    check(Brief { intent: Some(Intent::Poster), place: Some("대회의실".into()), ..Brief::default() }, true);
    check(titled("로고 \u{E123}"), false);
}

#[test]
fn any_size_makes_a_page_or_says_why_not() {
    let fonts = Fonts::system();
    for (width, height) in
        [(16, 16), (16, 8192), (8192, 16), (64, 64), (300, 250), (728, 90), (160, 600), (6000, 8000)]
    {
        for intent in Intent::ALL {
            let brief = Brief { intent: Some(intent), size: pixels(width, height), ..town_hall() };
            match direct(&brief, &fonts, 1, 2) {
                Ok(scenes) => assert_eq!(scenes.len(), 2),
                Err(error) => assert!(matches!(error, ArtError::TooMuchText { .. }), "{error}"),
            }
        }
    }
}

#[test]
fn intents_without_text_are_one_picture() {
    let fonts = Fonts::system();
    let brief = Brief {
        intent: Some(Intent::SlideIllustration),
        subject: Some("quarterly growth".to_owned()),
        style: Some("minimal".to_owned()),
        ..Brief::default()
    };
    for scene in direct(&brief, &fonts, 1, 4).unwrap() {
        assert_eq!(scene.page.pixels, PixelSize::new(1920, 1080));
        let [crate::scene::Item::Frame(frame)] = &scene.items[..] else { panic!("one frame") };
        assert_eq!(frame.prompt, "quarterly growth, minimal");
        assert_eq!(frame.alt, "Illustration for “quarterly growth”");
    }
}
