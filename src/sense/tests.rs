//! Against the package itself: `models/golden/sense.py` says how the golden values were made.

use std::path::Path;

use super::*;

#[derive(serde::Deserialize)]
struct Golden {
    text: String,
    pieces: Vec<u32>,
    direction: Vec<f32>,
}

/// Only where `scripts/setup.sh` has fetched the wheel.
fn encoder() -> Option<Encoder> {
    let wheel = build::wheel_in(Path::new("art"))?;
    Some(Encoder::from_bytes(&build::build(&wheel).unwrap()).unwrap())
}

#[test]
fn pieces_and_directions_are_those_of_the_package() {
    let Some(encoder) = encoder() else { return };
    let golden: Vec<Golden> = serde_json::from_str(include_str!("golden.json")).unwrap();
    for Golden { text, pieces, direction } in &golden {
        assert_eq!(encoder.pieces.of(text).unwrap(), *pieces, "{text}");
        let found = encoder.direction(text).unwrap();
        let apart = found.0.iter().zip(direction).map(|(one, other)| (one - other).abs()).fold(0.0, f32::max);
        assert!(apart < 1e-4, "{text}: {apart}");
    }
    let likeness =
        |one: &str, other: &str| encoder.direction(one).unwrap().likeness(&encoder.direction(other).unwrap());
    assert!(likeness("cat", "고양이") > likeness("cat", "강아지"));
    assert!(likeness("Sommerfest", "여름 축제") > 0.5);
    let stored = encoder.direction("cat").unwrap();
    let back = Direction::from_bytes(&stored.to_bytes()).unwrap();
    assert!(stored.likeness(&back) > 0.99);
    for text in ["", " ", "\u{0}", "😀😀😀", &"긴 글 ".repeat(20_000)] {
        assert_eq!(encoder.direction(text).unwrap().0.len(), WIDTH);
    }
}

#[test]
fn what_is_no_encoder_is_refused() {
    for bytes in [&b""[..], b"vignette", b"\x02\0\0\0\0\0\0\0{}"] {
        assert!(matches!(Encoder::from_bytes(bytes), Err(SenseError::Broken { .. })));
    }
    assert!(matches!(Encoder::open(Path::new("none")), Err(SenseError::Unreadable { .. })));
    assert!(matches!(build::build(Path::new("Cargo.toml")), Err(SenseError::Broken { .. })));
}
