//! The measures every page has to reach, over all layouts and words that are hard to set.

use jiff::civil::{Date, Time};

use super::candidates::{Studio, Variation};
use super::scale::Scale;
use super::setter::Misfit;
use super::*;
use crate::art::page::page_for;
use crate::brief::RequestedSize;
use crate::scene::{Language, PixelSize};

/// No two of the best four are more alike than this (see [`likeness`]).
const ALIKE: f64 = 0.8;
/// The type of the tightest attempt is no smaller than this share of a page's least.
const LEAST: f64 = 0.999;

fn brief(title: &str, language: Language) -> Brief {
    let title = (!title.is_empty()).then(|| title.to_owned());
    Brief { prompt: "x".to_owned(), intent: Some(Intent::Poster), title, language, ..Brief::default() }
}

/// Long and short, full and empty, in several scripts.
fn hard() -> Vec<Brief> {
    let some = |words: &str| Some(words.to_owned());
    let when = |brief: Brief| Brief {
        date: Some(Date::constant(2026, 12, 30)),
        time: Some(Time::constant(18, 30, 0, 0)),
        end_time: Some(Time::constant(21, 0, 0, 0)),
        ..brief
    };
    let lines =
        |count: usize, words: &str| (0..count).map(|line| format!("{:02}:00 {words}", line + 8)).collect();
    let long = "2026년 하반기 전 임직원을 위한 정보보안 의식 향상 교육과 모의 훈련 결과 공유회";
    let english = "Sustainable Growth, Responsible Innovation and the Communities We Serve Together";
    vec![
        brief("봄", Language::Korean),
        brief("Hi", Language::English),
        when(Brief {
            place: some("그랜드볼룸 3층 에메랄드홀"),
            host: some("인재개발팀"),
            ..brief(long, Language::Korean)
        }),
        when(Brief {
            place: some("Hall B"),
            host: some("People & Culture"),
            ..brief(english, Language::English)
        }),
        when(Brief {
            lines: lines(12, "발표와 질의응답"), ..brief("연구 발표회", Language::Korean)
        }),
        when(Brief { lines: lines(5, "Session and questions"), ..brief("Research Day", Language::English) }),
        Brief { place: some("대회의실"), ..brief("", Language::Korean) },
        when(Brief {
            place: some("中央公園"), ..brief("夏祭りと盆踊りの夕べ", Language::Japanese)
        }),
        when(Brief {
            place: some("国际会议中心"), ..brief("新员工培训与交流大会", Language::Chinese)
        }),
        when(Brief {
            place: some("Main Hall"), ..brief("يوم السلامة في العمل", Language::English)
        }),
        Brief { host: some("김하늘 대표"), ..brief("재구매율 32% 증가", Language::Korean) },
    ]
}

#[test]
fn every_layout_sets_hard_words_within_the_measures() {
    let fonts = Fonts::system();
    let pages = [None, Some((1080, 1080)), Some((1080, 1920)), Some((1920, 1080)), Some((1584, 396))];
    let palettes: Vec<_> = palette::all().collect();
    let mut made = 0;
    for (nth, brief) in hard().iter().enumerate() {
        for (turn, size) in pages.iter().enumerate() {
            let size = size.map(|(width, height)| RequestedSize::Pixels(PixelSize::new(width, height)));
            let slide = size.is_some() && turn == 3 && nth % 2 == 0;
            let intent = Some(if slide { Intent::Slide } else { Intent::Poster });
            let brief = Brief { size, intent, ..brief.clone() };
            let studio = Studio::open(&brief, page_for(&brief).unwrap(), House::from(&fonts)).unwrap();
            for (place, layout) in
                Layouts::built_in().iter().enumerate().filter(|(_, layout)| layout.suits(intent))
            {
                let (name, palette) = palettes[(nth + turn + place) % palettes.len()];
                let variation = Variation { palette, flip: (nth + place) % 2 == 0, seed: 1 };
                match studio.design(layout, variation) {
                    Ok((scene, _)) => {
                        made += 1;
                        check(
                            &scene,
                            &studio,
                            &format!("{} in {name}, brief {nth}, page {turn}", layout.name),
                        );
                    }
                    Err(Misfit::Room(_)) => {}
                    Err(Misfit::Typeset(error)) => panic!("{error}"),
                }
            }
        }
    }
    assert!(made > 300, "only {made} pages were made");
}

/// Nothing overlaps, leaves the page or fails to read; no type is under the least.
fn check(scene: &Scene, studio: &Studio<'_>, what: &str) {
    assert_eq!(judge::faults(scene, &studio.setter).unwrap(), Vec::<String>::new(), "{what}");
    let least = Scale::of(scene.page.size, studio.brief.intent, 1.0).least;
    let runs = scene.texts().flat_map(|text| &text.paragraphs).flat_map(|paragraph| &paragraph.runs);
    for run in runs {
        assert!(run.style.size >= least * LEAST, "{what}: “{}” at {:.1} points", run.text, run.style.size);
    }
}

#[test]
fn the_best_four_differ() {
    let fonts = Fonts::system();
    for (nth, brief) in hard().iter().enumerate() {
        let scenes = direct(brief, &fonts, nth as u64, 4).unwrap();
        for (place, one) in scenes.iter().enumerate() {
            for two in &scenes[place + 1..] {
                let alike = likeness(one, two);
                assert!(alike < ALIKE, "brief {nth}: two candidates are alike by {alike:.2}");
            }
        }
    }
}
