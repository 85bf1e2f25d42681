//! The palettes, worked in OKLCH so that equal numbers look equally light.

use crate::scene::{Colour, Palette};

/// Lightness, chroma and hue.
type Lch = (f32, f32, f32);

/// One palette with the words it answers to.
pub(super) struct Curated {
    pub name: &'static str,
    /// What it suits: tones, moods, seasons, colour names. See [`super::lexicon`].
    pub tags: &'static [&'static str],
    /// Ground, surface, ink, muted, primary, secondary, accent.
    colours: [Lch; 7],
}

/// Quiet text needs this contrast too, a little above WCAG's 4.5 so that rounding never goes below.
const READABLE: f64 = 4.6;
/// Text that carries the page reads better than the rule asks.
const STRONG: f64 = 7.5;

impl Curated {
    /// The colours, with text colours moved until they read on ground and surface.
    pub fn palette(&self) -> Palette {
        let [ground, surface, ink, muted, primary, secondary, accent] =
            self.colours.map(|(lightness, chroma, hue)| Colour::oklch(lightness, chroma, hue));
        let readable = |text: Colour, ratio: f64| text.readable_on(ground, ratio).readable_on(surface, ratio);
        Palette {
            ground,
            surface,
            ink: readable(ink, STRONG),
            muted: readable(muted, READABLE),
            primary,
            secondary,
            accent,
        }
    }
}

/// Every palette, at least twelve; the first is the house's own.
pub(super) const CURATED: &[Curated] = &[
    Curated {
        name: "cobalt",
        tags: &["light", "blue", "cool", "corporate", "tech"],
        colours: [
            (0.972, 0.008, 90.0),
            (0.995, 0.003, 90.0),
            (0.21, 0.045, 265.0),
            (0.46, 0.035, 262.0),
            (0.46, 0.20, 264.0),
            (0.81, 0.085, 235.0),
            (0.69, 0.20, 40.0),
        ],
    },
    Curated {
        name: "midnight",
        tags: &["dark", "blue", "cool", "night", "elegant", "corporate", "tech"],
        colours: [
            (0.20, 0.05, 268.0),
            (0.27, 0.06, 268.0),
            (0.965, 0.012, 90.0),
            (0.78, 0.03, 262.0),
            (0.60, 0.17, 264.0),
            (0.40, 0.11, 270.0),
            (0.84, 0.145, 82.0),
        ],
    },
    Curated {
        name: "forest",
        tags: &["light", "green", "nature", "growth", "calm", "spring"],
        colours: [
            (0.962, 0.018, 108.0),
            (0.988, 0.009, 108.0),
            (0.24, 0.045, 155.0),
            (0.45, 0.045, 150.0),
            (0.45, 0.10, 155.0),
            (0.79, 0.11, 130.0),
            (0.79, 0.155, 72.0),
        ],
    },
    Curated {
        name: "terracotta",
        tags: &["light", "warm", "autumn", "orange", "brown", "calm"],
        colours: [
            (0.953, 0.024, 72.0),
            (0.982, 0.012, 76.0),
            (0.26, 0.05, 35.0),
            (0.48, 0.055, 40.0),
            (0.57, 0.145, 38.0),
            (0.83, 0.085, 74.0),
            (0.45, 0.085, 205.0),
        ],
    },
    Curated {
        name: "blossom",
        tags: &["light", "pink", "pastel", "spring", "warm", "playful"],
        colours: [
            (0.962, 0.02, 8.0),
            (0.988, 0.008, 20.0),
            (0.29, 0.075, 350.0),
            (0.49, 0.07, 352.0),
            (0.63, 0.17, 5.0),
            (0.87, 0.075, 12.0),
            (0.58, 0.11, 155.0),
        ],
    },
    Curated {
        name: "summer",
        tags: &["light", "blue", "cool", "summer", "playful", "festive"],
        colours: [
            (0.968, 0.022, 205.0),
            (0.992, 0.008, 205.0),
            (0.25, 0.065, 245.0),
            (0.45, 0.06, 240.0),
            (0.58, 0.14, 238.0),
            (0.85, 0.095, 200.0),
            (0.86, 0.165, 92.0),
        ],
    },
    Curated {
        name: "signal",
        tags: &["light", "red", "white", "minimal", "corporate"],
        colours: [
            (0.982, 0.003, 90.0),
            (1.0, 0.0, 0.0),
            (0.18, 0.005, 60.0),
            (0.46, 0.005, 60.0),
            (0.58, 0.225, 28.0),
            (0.87, 0.008, 80.0),
            (0.58, 0.225, 28.0),
        ],
    },
    Curated {
        name: "sand",
        tags: &["light", "teal", "warm", "elegant", "calm", "corporate"],
        colours: [
            (0.948, 0.02, 85.0),
            (0.98, 0.011, 85.0),
            (0.25, 0.04, 205.0),
            (0.45, 0.04, 205.0),
            (0.44, 0.08, 200.0),
            (0.80, 0.065, 85.0),
            (0.67, 0.155, 45.0),
        ],
    },
    Curated {
        name: "ice",
        tags: &["light", "blue", "cool", "winter", "pastel", "minimal", "calm"],
        colours: [
            (0.968, 0.012, 235.0),
            (0.992, 0.005, 235.0),
            (0.24, 0.05, 255.0),
            (0.46, 0.045, 252.0),
            (0.55, 0.11, 245.0),
            (0.87, 0.05, 228.0),
            (0.62, 0.16, 300.0),
        ],
    },
    Curated {
        name: "evergreen",
        tags: &["dark", "green", "red", "christmas", "winter", "festive", "warm"],
        colours: [
            (0.27, 0.058, 162.0),
            (0.34, 0.065, 162.0),
            (0.965, 0.02, 95.0),
            (0.82, 0.04, 130.0),
            (0.60, 0.20, 27.0),
            (0.46, 0.085, 158.0),
            (0.84, 0.125, 85.0),
        ],
    },
    Curated {
        name: "lavender",
        tags: &["light", "purple", "pastel", "spring", "calm", "playful"],
        colours: [
            (0.962, 0.018, 300.0),
            (0.99, 0.006, 300.0),
            (0.28, 0.09, 288.0),
            (0.49, 0.075, 290.0),
            (0.57, 0.165, 288.0),
            (0.85, 0.075, 302.0),
            (0.82, 0.135, 75.0),
        ],
    },
    Curated {
        name: "mint",
        tags: &["light", "teal", "green", "pastel", "cool", "playful", "spring", "growth", "summer"],
        colours: [
            (0.962, 0.025, 172.0),
            (0.99, 0.01, 172.0),
            (0.27, 0.055, 195.0),
            (0.45, 0.05, 195.0),
            (0.55, 0.095, 190.0),
            (0.86, 0.085, 168.0),
            (0.72, 0.165, 28.0),
        ],
    },
    Curated {
        name: "graphite",
        tags: &["dark", "black", "grey", "green", "tech", "minimal", "night"],
        colours: [
            (0.21, 0.006, 250.0),
            (0.275, 0.008, 250.0),
            (0.97, 0.005, 110.0),
            (0.77, 0.01, 250.0),
            (0.86, 0.19, 122.0),
            (0.44, 0.02, 250.0),
            (0.86, 0.19, 122.0),
        ],
    },
    Curated {
        name: "burgundy",
        tags: &["dark", "red", "gold", "elegant", "warm", "festive", "winter"],
        colours: [
            (0.28, 0.095, 15.0),
            (0.345, 0.105, 15.0),
            (0.965, 0.02, 80.0),
            (0.83, 0.045, 60.0),
            (0.80, 0.11, 82.0),
            (0.47, 0.14, 20.0),
            (0.87, 0.09, 85.0),
        ],
    },
    Curated {
        name: "sunflower",
        tags: &["light", "yellow", "gold", "warm", "playful", "summer", "festive"],
        colours: [
            (0.885, 0.155, 92.0),
            (0.965, 0.055, 96.0),
            (0.21, 0.03, 75.0),
            (0.37, 0.06, 80.0),
            (0.30, 0.06, 265.0),
            (0.80, 0.16, 68.0),
            (0.60, 0.205, 30.0),
        ],
    },
    Curated {
        name: "lagoon",
        tags: &["dark", "blue", "teal", "cool", "summer", "calm", "nature"],
        colours: [
            (0.30, 0.06, 225.0),
            (0.365, 0.068, 222.0),
            (0.965, 0.015, 190.0),
            (0.83, 0.03, 205.0),
            (0.77, 0.115, 190.0),
            (0.47, 0.085, 220.0),
            (0.81, 0.135, 58.0),
        ],
    },
    Curated {
        name: "tangerine",
        tags: &["light", "orange", "warm", "playful", "festive", "autumn"],
        colours: [
            (0.755, 0.16, 55.0),
            (0.86, 0.10, 70.0),
            (0.20, 0.035, 30.0),
            (0.30, 0.07, 35.0),
            (0.36, 0.10, 20.0),
            (0.87, 0.10, 78.0),
            (0.975, 0.02, 90.0),
        ],
    },
    Curated {
        name: "celadon",
        tags: &["light", "green", "calm", "elegant", "traditional", "nature"],
        colours: [
            (0.925, 0.03, 158.0),
            (0.97, 0.014, 145.0),
            (0.24, 0.025, 172.0),
            (0.42, 0.03, 172.0),
            (0.50, 0.065, 172.0),
            (0.80, 0.055, 162.0),
            (0.58, 0.185, 30.0),
        ],
    },
    Curated {
        name: "ultraviolet",
        tags: &["dark", "purple", "playful", "tech", "night", "festive"],
        colours: [
            (0.32, 0.17, 284.0),
            (0.39, 0.18, 284.0),
            (0.975, 0.012, 300.0),
            (0.85, 0.06, 295.0),
            (0.72, 0.17, 325.0),
            (0.52, 0.20, 286.0),
            (0.89, 0.175, 105.0),
        ],
    },
    Curated {
        name: "stone",
        tags: &["light", "grey", "minimal", "elegant", "corporate", "calm"],
        colours: [
            (0.952, 0.004, 80.0),
            (0.985, 0.002, 80.0),
            (0.22, 0.008, 60.0),
            (0.46, 0.008, 60.0),
            (0.35, 0.012, 60.0),
            (0.82, 0.006, 80.0),
            (0.68, 0.18, 48.0),
        ],
    },
    Curated {
        name: "rosewood",
        tags: &["light", "pink", "brown", "warm", "pastel", "elegant", "autumn"],
        colours: [
            (0.953, 0.025, 45.0),
            (0.982, 0.012, 50.0),
            (0.29, 0.055, 20.0),
            (0.48, 0.055, 25.0),
            (0.60, 0.125, 28.0),
            (0.86, 0.062, 48.0),
            (0.48, 0.085, 250.0),
        ],
    },
    Curated {
        name: "harvest",
        tags: &["light", "brown", "yellow", "warm", "autumn", "nature", "traditional"],
        colours: [
            (0.94, 0.035, 88.0),
            (0.975, 0.018, 90.0),
            (0.27, 0.05, 50.0),
            (0.46, 0.06, 55.0),
            (0.50, 0.125, 42.0),
            (0.81, 0.13, 82.0),
            (0.52, 0.17, 28.0),
        ],
    },
];
