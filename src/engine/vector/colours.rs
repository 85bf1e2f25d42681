//! Palettes for pictures that come without one: by colour and mood words, else by the seed.

use rand_chacha::ChaCha8Rng;

use super::kit::Chance;
use super::words;
use crate::scene::{Colour, Palette};

/// Ground, leading colour, companion, accent, as lightness, chroma and hue; and the words they answer to.
type Entry = ([(f32, f32, f32); 4], &'static [&'static str]);

const PALETTES: &[Entry] = &[
    (
        [(0.97, 0.01, 90.0), (0.46, 0.2, 264.0), (0.81, 0.085, 235.0), (0.7, 0.19, 42.0)],
        &["blue", "corporate", "business", "파란", "파랑", "푸른", "블루", "기업", "비즈니스"],
    ),
    (
        [(0.2, 0.05, 268.0), (0.6, 0.17, 264.0), (0.4, 0.11, 270.0), (0.84, 0.145, 82.0)],
        &["night", "dark", "navy", "evening", "밤", "어두운", "다크", "남색", "네이비", "저녁", "야경"],
    ),
    (
        [(0.953, 0.024, 72.0), (0.57, 0.145, 38.0), (0.83, 0.085, 74.0), (0.72, 0.15, 60.0)],
        &["warm", "autumn", "orange", "brown", "sunset", "따뜻한", "가을", "주황", "갈색", "노을", "오렌지"],
    ),
    (
        [(0.962, 0.018, 108.0), (0.45, 0.1, 155.0), (0.79, 0.11, 130.0), (0.79, 0.155, 72.0)],
        &["green", "fresh", "spring", "eco", "초록", "녹색", "그린", "싱그러운", "친환경", "봄"],
    ),
    (
        [(0.962, 0.02, 8.0), (0.63, 0.17, 5.0), (0.87, 0.075, 12.0), (0.7, 0.15, 40.0)],
        &["pink", "pastel", "romantic", "분홍", "핑크", "파스텔", "로맨틱", "벚꽃"],
    ),
    (
        [(0.27, 0.058, 162.0), (0.6, 0.2, 27.0), (0.46, 0.085, 158.0), (0.84, 0.125, 85.0)],
        &["christmas", "festive", "크리스마스", "성탄", "연말"],
    ),
    (
        [(0.962, 0.018, 300.0), (0.5, 0.17, 290.0), (0.84, 0.08, 302.0), (0.8, 0.14, 75.0)],
        &["purple", "violet", "lavender", "보라", "퍼플", "라벤더"],
    ),
    (
        [(0.95, 0.03, 90.0), (0.4, 0.09, 205.0), (0.83, 0.09, 180.0), (0.7, 0.17, 30.0)],
        &["teal", "mint", "cool", "청록", "민트", "시원한"],
    ),
    (
        [(0.982, 0.004, 90.0), (0.58, 0.22, 28.0), (0.87, 0.02, 60.0), (0.66, 0.2, 38.0)],
        &["red", "bold", "strong", "빨간", "빨강", "레드", "강렬한"],
    ),
    (
        [(0.9, 0.13, 92.0), (0.36, 0.09, 265.0), (0.8, 0.15, 70.0), (0.62, 0.2, 30.0)],
        &["yellow", "bright", "cheerful", "노란", "노랑", "옐로", "밝은", "경쾌한"],
    ),
];

/// The palette for these words: the first whose colour or mood they name, else one by the seed.
pub fn palette(words: &str, rng: &mut ChaCha8Rng) -> Palette {
    let by_seed = rng.below(PALETTES.len());
    let named = PALETTES.iter().position(|(_, names)| words::has(words, names));
    PALETTES.get(named.unwrap_or(by_seed)).map_or(FALLBACK, |(colours, _)| full(*colours))
}

const FALLBACK: Palette = Palette {
    ground: Colour::WHITE,
    surface: Colour::WHITE,
    ink: Colour::BLACK,
    muted: Colour::hex(0x59_59_59),
    primary: Colour::hex(0x1F_4E_79),
    secondary: Colour::hex(0x9D_C3_E6),
    accent: Colour::hex(0xF4_B1_83),
};

fn full(colours: [(f32, f32, f32); 4]) -> Palette {
    let [ground, primary, secondary, accent] = colours.map(|(l, c, h)| Colour::oklch(l, c, h));
    let dark = ground.luminance() < 0.18;
    let ink = ground.with_lightness(if dark { 0.96 } else { 0.22 });
    let surface = ground.with_lightness(if dark { 0.3 } else { 0.99 });
    let muted = ground.mix(ink, 0.65).readable_on(ground, 4.6).readable_on(surface, 4.6);
    Palette { ground, surface, ink, muted, primary, secondary, accent }
}

#[cfg(test)]
mod tests {
    use rand_chacha::rand_core::SeedableRng;

    use super::*;

    #[test]
    fn colour_words_choose_and_seeds_vary() {
        let of = |words: &str, seed| palette(words, &mut ChaCha8Rng::seed_from_u64(seed));
        assert_eq!(of("초록 나뭇잎", 1), of("a green leaf", 2));
        assert!(of("night sky", 1).ground.luminance() < 0.05);
        assert!((0..20).any(|seed| of("", seed) != of("", 0)));
        assert_eq!(of("", 5), of("", 5));
    }
}
