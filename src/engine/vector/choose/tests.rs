//! Whether subjects that people ask for are drawn as something that shows them.

use std::path::Path;
use std::sync::Arc;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng as _;

use super::*;
use crate::engine::vector::library::build;
use crate::scene::PixelSize;

/// Subjects with what may be drawn for them.
const SUBJECTS: &str = include_str!("../find/subjects.tsv");

/// How many of the subjects are drawn as something that shows them, and the others with what they got.
fn fitting(finder: &Finder) -> (usize, Vec<String>) {
    let lines = SUBJECTS.lines().filter(|line| !line.starts_with('#'));
    let (mut right, mut wrong) = (0, Vec::new());
    for (prompt, wanted) in lines.filter_map(|line| line.split_once('\t')) {
        let drawn = drawn(finder, prompt);
        if drawn.iter().all(|name| wanted.split(' ').any(|one| one == name)) {
            right += 1;
        } else {
            wrong.push(format!("{prompt}: {drawn:?}"));
        }
    }
    (right, wrong)
}

/// The names of what three seeds draw first.
fn drawn(finder: &Finder, prompt: &str) -> Vec<String> {
    let of = |seed| {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let request = PaintRequest {
            prompt: prompt.to_owned(),
            size: PixelSize::new(1024, 768),
            seed,
            ..PaintRequest::default()
        };
        match subject(Some(finder), &request, &mut rng) {
            Subject::Scene(motif) => format!("motif:{}", motif.name()),
            Subject::Thing(icon) => format!("icon:{}", icon.name()),
            Subject::Works(cast) => finder.library().work(cast.main).name.clone(),
            Subject::Work(work) => finder.library().work(work).name.clone(),
        }
    };
    (0..3).map(of).collect()
}

/// Only where `scripts/setup.sh` has fetched the works.
#[test]
fn four_hundred_subjects_are_drawn_as_something_that_shows_them() {
    let Some(library) = build::of_checkout() else { return };
    let (right, wrong) = fitting(&Finder::new(Arc::new(library)));
    let all = right + wrong.len();
    assert!(all >= 400, "{all} subjects");
    eprintln!("{right} of {all} subjects are drawn as something that shows them, by names alone");
    assert!(right * 100 >= all * 94, "{right} of {all}\n{}", wrong.join("\n"));
}

/// Prompts in fifteen languages that name nothing the lists know, with what may be drawn for them.
const MEANT: &str = "\
cartel sobre el reciclaje\trecycling-symbol
formation aux premiers secours\tambulance
Recycling-Woche im Büro\trecycling-symbol
健康診断のお知らせ\tstethoscope health-worker
数据安全培训\tshield-checkmark
夏日节日\tluggage motif:balloons beach-with-umbrella motif:sea
夏祭り\tbeach-with-umbrella motif:sea party-popper
poster over cyberveiligheid\tshield-checkmark
ประชุมพนักงานประจำปี\tcollaboration motif:meeting podium-with-audience motif:stage
حملة التبرع\tdonate red-heart
обучение информационной безопасности\tshield-checkmark
dzień sadzenia drzew\tevergreen-tree deciduous-tree seedling
iş güvenliği eğitimi\tvertical-traffic-light shield-checkmark warning construction-worker
corso di primo soccorso\tambulance
Sommerfest\tbeach-with-umbrella motif:sea
dicas para economizar energia\telectric-plug light-bulb high-voltage battery
반려견과 산책하는 모습\tdog
how to win back customers who left\tperson-heart person-feedback";

/// Only where `scripts/setup.sh` has fetched works and encoder.
#[test]
fn what_is_not_named_is_understood_in_other_languages_too() {
    let (Some(library), Some(wheel)) =
        (build::of_checkout(), crate::sense::build::wheel_in(Path::new("art")))
    else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("encoder.art");
    std::fs::write(&path, crate::sense::build::build(&wheel).unwrap()).unwrap();
    let encoder = crate::sense::Encoder::open(&path).unwrap();
    let finder = Finder::new(Arc::new(library));
    let names = finder.senses(&encoder).unwrap();
    let finder = finder.with_senses(&names, &path);
    let fits = |line: &&str| {
        let (prompt, wanted) = line.split_once('\t').unwrap();
        drawn(&finder, prompt).iter().all(|name| wanted.split(' ').any(|one| one == name))
    };
    let wrong: Vec<_> = MEANT.lines().filter(|line| !fits(line)).collect();
    assert!(wrong.len() <= 2, "{}", wrong.join("\n"));
    let (right, wrong) = fitting(&finder);
    assert!(right * 100 >= (right + wrong.len()) * 94, "{right}\n{}", wrong.join("\n"));
    assert!(finder.find("asdf").is_none() && finder.find("aardvark quux zorp").is_none());
}
