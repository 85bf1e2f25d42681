use super::*;

#[test]
fn chosen_works_have_all_their_words() {
    let lines: Vec<_> = CHOSEN.lines().filter(|line| !line.starts_with('#')).collect();
    let taken = SETS.iter().map(|set| chosen(set).len()).sum::<usize>();
    assert_eq!(taken, lines.len(), "every line has five columns and a set that is read");
    for entry in SETS.iter().flat_map(|set| chosen(set)) {
        assert!(
            entry.work.korean.chars().any(|character| ('가'..='힣').contains(&character)),
            "{}",
            entry.work.name
        );
        assert!(
            entry.work.tags.iter().all(|tag| !tag.is_empty() && *tag == tag.to_lowercase()),
            "{}",
            entry.work.name
        );
    }
}

#[test]
fn drawings_become_outlines_in_the_box() {
    let text = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><defs><linearGradient id="a"><stop
        stop-color="#fff"/><stop offset="1"/></linearGradient></defs><g transform="translate(2 4) scale(2)"><path
        fill="url(#a)" d="M0 0h8v4H0z"/><path opacity=".5" fill="#f00" d="M1 1h1v1H1z"/></g></svg>"##;
    let (shapes, size) = trace::trace(text).unwrap();
    assert_eq!(size, (1000.0, 500.0));
    assert_eq!(shapes.len(), 2);
    assert!((shapes[1].bounds().x0 - 125.0).abs() < 0.01);
    let half = crate::scene::Colour::rgb(255, 0, 0).with_alpha(0.5);
    assert_eq!(shapes[1].fill, Some(half.into()));
}

#[test]
fn drawings_that_outlines_cannot_show_are_refused() {
    let check = |body: &str| {
        let text = format!(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{body}</svg>"#);
        assert!(trace::trace(&text).is_err(), "{body}");
    };
    check("");
    check(r#"<clipPath id="c"><circle r="2"/></clipPath><path clip-path="url(#c)" d="M0 0h8v4H0z"/>"#);
    check(
        r#"<filter id="f"><feGaussianBlur stdDeviation="2"/></filter><path filter="url(#f)" d="M0 0h8v4H0z"/>"#,
    );
    check(r#"<path stroke="red" stroke-dasharray="2" d="M0 0h8v4H0z"/>"#);
}

/// Only where `scripts/setup.sh` has fetched the works.
#[test]
fn the_fetched_works_make_a_library() {
    let Some(library) = of_checkout() else { return };
    assert!(library.works().count() > 1000);
    for name in ["whale", "rocket", "office-worker", "positive-dynamic", "shield-checkmark"] {
        let id = library.named(name).unwrap();
        assert!(library.shapes(id).len() > 1, "{name}");
        assert_eq!(library.set_of(id).licence, "MIT");
    }
    for blocked in ["bomb", "dagger", "pistol", "middle-finger", "google", "pirate-flag", "syringe"] {
        assert_eq!(library.named(blocked), None, "{blocked}");
    }
}
