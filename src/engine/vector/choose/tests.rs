//! Whether subjects that people ask for are drawn as something that shows them.

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
