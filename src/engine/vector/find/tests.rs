use super::*;
use crate::engine::vector::library::build;

/// Only where `scripts/setup.sh` has fetched the works.
fn finder() -> Option<Finder> {
    build::of_checkout().map(|library| Finder::new(Arc::new(library)))
}

#[test]
fn prompts_find_the_work_that_shows_them() {
    let Some(finder) = finder() else { return };
    let check = |prompt: &str, expected: &str| {
        let main = finder.find(prompt).map(|cast| finder.library().work(cast.main).name.clone());
        assert_eq!(main.as_deref().unwrap_or("nothing"), expected, "{prompt}");
    };
    check("고래", "whale");
    check("아기고래", "whale");
    check("고래가 헤엄치는 바다", "whale");
    check("a whale in the ocean", "whale");
    check("해변", "beach-with-umbrella");
    check("music festival", "guitar");
    check("건강 검진", "stethoscope");
    check("건강검진 안내 포스터", "stethoscope");
    check("workshop poster", "mind-map");
    check("보안교육", "shield-checkmark");
    check("송년의 밤", "clinking-glasses");
    check("pizza party", "pizza");
    check("two elephants", "elephant");
    check("order form", "shopping-cart");
    check("key results", "trophy");
    check("asdf qwerty", "nothing");
    check("", "nothing");
}

#[test]
fn what_is_named_beside_it_stands_beside_it() {
    let Some(finder) = finder() else { return };
    let check = |prompt: &str, expected: &[&str]| {
        let cast = finder.find(prompt).unwrap();
        let names: Vec<_> = [cast.main]
            .iter()
            .chain(&cast.supporting)
            .map(|work| finder.library().work(*work).name.as_str())
            .collect();
        assert!(expected.iter().all(|name| names.contains(name)), "{prompt}: {names:?}");
    };
    check("dog and rocket", &["dog", "rocket"]);
    check("빨간 사과와 고양이", &["red-apple", "cat"]);
    check("growth", &["positive-dynamic", "seedling"]);
}
