//! The sky, travel, work and the rest of the world. Each is drawn on a grid of 100 by 100, lowest part first, as SVG path data.

use super::parts::{Ink::*, Part};

pub const SUN: &[Part] = &[
    Part::Line(
        Glow,
        6.5,
        "M78.6 61.9L88.8 66.1M61.9 78.6L66.1 88.8M38.1 78.6L33.9 88.8M21.4 61.9L11.2 66.1M21.4 38.1L11.2 33.9M38.1 21.4L33.9 11.2M61.9 21.4L66.1 11.2M78.6 38.1L88.8 33.9",
    ),
    Part::Fill(Glow, "M27 50a23 23 0 1 1 46 0a23 23 0 1 1 -46 0z"),
    Part::Fill(GlowShade, "M50 27a23 23 0 0 1 0 46c9-11 9-35 0-46z"),
    Part::Line(Gloss, 4.0, "M36 48A15 15 0 0 1 44 37"),
];

pub const CLOUD: &[Part] = &[
    Part::Fill(Accent, "M51 34a17 17 0 1 1 34 0a17 17 0 1 1 -34 0z"),
    Part::Fill(Light, "M28 78A19 19 0 0 1 27 40A23 23 0 0 1 70 38A20 20 0 0 1 74 78z"),
    Part::Fill(Tint, "M74 78A20 20 0 0 0 70 38C80 52 74 68 50 78z"),
];

pub const MOON: &[Part] = &[
    Part::Fill(Glow, "M62 12A40 40 0 1 0 88 62A34 34 0 0 1 62 12z"),
    Part::Fill(GlowShade, "M88 62A34 34 0 0 1 62 12C46 36 58 66 88 62z"),
    Part::Fill(
        Light,
        "M80 16L82.4 23.6L90 26L82.4 28.4L80 36L77.6 28.4L70 26L77.6 23.6zM60 38L61.6 42.4L66 44L61.6 45.6L60 50L58.4 45.6L54 44L58.4 42.4z",
    ),
];

pub const ROCKET: &[Part] = &[
    Part::Fill(Accent, "M40 70C36 82 44 86 50 97C56 86 64 82 60 70z"),
    Part::Fill(Light, "M45 70C43 78 47 82 50 88C53 82 57 78 55 70z"),
    Part::Fill(Main, "M36 46C24 54 21 66 23 80L38 70z"),
    Part::Fill(Shade, "M64 46C76 54 79 66 77 80L62 70z"),
    Part::Fill(Light, "M50 6C66 20 70 46 62 72H38C30 46 34 20 50 6z"),
    Part::Fill(Tint, "M50 6C66 20 70 46 62 72H50C60 52 60 26 50 6z"),
    Part::Fill(Accent, "M50 6C57 12 61.5 20 64 28H36C38.5 20 43 12 50 6z"),
    Part::Fill(Deep, "M40.5 43a9.5 9.5 0 1 1 19 0a9.5 9.5 0 1 1 -19 0z"),
    Part::Fill(Side, "M44 43a6 6 0 1 1 12 0a6 6 0 1 1 -12 0z"),
    Part::Line(Gloss, 1.8, "M46.5 42A4 4 0 0 1 49 39.5"),
];

pub const GLOBE: &[Part] = &[
    Part::Fill(Main, "M11 50a39 39 0 1 1 78 0a39 39 0 1 1 -78 0z"),
    Part::Fill(Shade, "M50 11a39 39 0 0 1 0 78c18-14 18-64 0-78z"),
    Part::Line(Light, 3.0, "M12 42H88M12 60H88M50 11C28 30 28 70 50 89M50 11C72 30 72 70 50 89"),
    Part::Fill(Accent, "M64 34a6 6 0 1 1 12 0a6 6 0 1 1 -12 0z"),
];

pub const AIRPLANE: &[Part] = &[
    Part::Fill(
        Main,
        "M50 6C55 6 58 13 58 22V38L92 60V70L58 60V76L68 84V91L50 86L32 91V84L42 76V60L8 70V60L42 38V22C42 13 45 6 50 6z",
    ),
    Part::Fill(Shade, "M50 6C55 6 58 13 58 22V38L92 60V70L58 60V76L68 84V91L50 86z"),
    Part::Fill(Light, "M46 20C46 14 54 14 54 20V24H46z"),
];

pub const CAR: &[Part] = &[
    Part::Fill(
        Main,
        "M8 66V56C8 50 12 48 18 47L28 32C30 29 33 28 36 28H60C64 28 66 29 68 32L78 46C88 47 92 50 92 58V66C92 69 90 70 88 70H12C10 70 8 69 8 66z",
    ),
    Part::Fill(Shade, "M8 60H92V66C92 69 90 70 88 70H12C10 70 8 69 8 66z"),
    Part::Fill(Light, "M28 46L35 35H46V46zM51 35H61L69 46H51z"),
    Part::Fill(Deep, "M18 70a11 11 0 1 1 22 0a11 11 0 1 1 -22 0zM60 70a11 11 0 1 1 22 0a11 11 0 1 1 -22 0z"),
    Part::Fill(
        Light,
        "M24.5 70a4.5 4.5 0 1 1 9 0a4.5 4.5 0 1 1 -9 0zM66.5 70a4.5 4.5 0 1 1 9 0a4.5 4.5 0 1 1 -9 0z",
    ),
    Part::Fill(Accent, "M83 55a4 4 0 1 1 8 0a4 4 0 1 1 -8 0z"),
];

pub const PHONE: &[Part] = &[
    Part::Fill(Deep, "M36 8h28a9 9 0 0 1 9 9v66a9 9 0 0 1 -9 9h-28a9 9 0 0 1 -9 -9v-66a9 9 0 0 1 9 -9z"),
    Part::Fill(Light, "M34 16h32a3 3 0 0 1 3 3v60a3 3 0 0 1 -3 3h-32a3 3 0 0 1 -3 -3v-60a3 3 0 0 1 3 -3z"),
    Part::Fill(Tint, "M50 16H66a3 3 0 0 1 3 3V79a3 3 0 0 1-3 3H54C64 60 62 34 50 16z"),
    Part::Fill(Accent, "M39 40a11 11 0 1 1 22 0a11 11 0 1 1 -22 0z"),
    Part::Fill(
        Main,
        "M39.5 58h21a2.5 2.5 0 0 1 2.5 2.5v0a2.5 2.5 0 0 1 -2.5 2.5h-21a2.5 2.5 0 0 1 -2.5 -2.5v-0a2.5 2.5 0 0 1 2.5 -2.5zM39.5 67h12a2.5 2.5 0 0 1 2.5 2.5v0a2.5 2.5 0 0 1 -2.5 2.5h-12a2.5 2.5 0 0 1 -2.5 -2.5v-0a2.5 2.5 0 0 1 2.5 -2.5z",
    ),
    Part::Fill(
        Light,
        "M46.2 86h7.6a1.2 1.2 0 0 1 1.2 1.2v0a1.2 1.2 0 0 1 -1.2 1.2h-7.6a1.2 1.2 0 0 1 -1.2 -1.2v-0a1.2 1.2 0 0 1 1.2 -1.2z",
    ),
];

pub const LAPTOP: &[Part] = &[
    Part::Fill(Deep, "M24 20h52a6 6 0 0 1 6 6v36a6 6 0 0 1 -6 6h-52a6 6 0 0 1 -6 -6v-36a6 6 0 0 1 6 -6z"),
    Part::Fill(Light, "M25 25h50a2 2 0 0 1 2 2v33a2 2 0 0 1 -2 2h-50a2 2 0 0 1 -2 -2v-33a2 2 0 0 1 2 -2z"),
    Part::Fill(Tint, "M50 25H75a2 2 0 0 1 2 2V60a2 2 0 0 1-2 2H54C60 50 58 36 50 25z"),
    Part::Fill(
        Main,
        "M31.5 45h5a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1 -1.5 1.5h-5a1.5 1.5 0 0 1 -1.5 -1.5v-9a1.5 1.5 0 0 1 1.5 -1.5z",
    ),
    Part::Fill(
        Side,
        "M43.5 39h5a1.5 1.5 0 0 1 1.5 1.5v15a1.5 1.5 0 0 1 -1.5 1.5h-5a1.5 1.5 0 0 1 -1.5 -1.5v-15a1.5 1.5 0 0 1 1.5 -1.5z",
    ),
    Part::Fill(
        Accent,
        "M55.5 32h5a1.5 1.5 0 0 1 1.5 1.5v22a1.5 1.5 0 0 1 -1.5 1.5h-5a1.5 1.5 0 0 1 -1.5 -1.5v-22a1.5 1.5 0 0 1 1.5 -1.5z",
    ),
    Part::Fill(Main, "M6 70H94V73C94 78 90 80 86 80H14C10 80 6 78 6 73z"),
    Part::Fill(Shade, "M40 70H60C60 73 58 74 56 74H44C42 74 40 73 40 70z"),
];

pub const UMBRELLA: &[Part] = &[
    Part::Line(Pen, 5.5, "M50 46V80A9 9 0 0 1 32 80"),
    Part::Fill(
        Main,
        "M8 50C10 26 28 12 50 12C72 12 90 26 92 50C86 43 78 43 71 50C65 43 57 43 50 50C43 43 35 43 29 50C22 43 14 43 8 50z",
    ),
    Part::Fill(Shade, "M50 12C72 12 90 26 92 50C86 43 78 43 71 50C70 34 62 20 50 12z"),
    Part::Fill(Accent, "M50 12C60 22 66 34 50 50C34 34 40 22 50 12z"),
    Part::Line(Pen, 4.5, "M50 12V6"),
];

pub const KEY: &[Part] = &[
    Part::Fill(Accent, "M10 38a22 22 0 1 1 44 0a22 22 0 1 1 -44 0z"),
    Part::Fill(Accent, "M44 48L52 42L88 78V88H76V80H68V72H60z"),
    Part::Fill(AccentShade, "M32 16a22 22 0 0 1 18 34L88 88H76V80H68V72H60L46 56C50 38 44 24 32 16z"),
    Part::Fill(Back, "M20 34a8 8 0 1 1 16 0a8 8 0 1 1 -16 0z"),
];

pub const COIN: &[Part] = &[
    Part::Fill(AccentShade, "M15 53a38 38 0 1 1 76 0a38 38 0 1 1 -76 0z"),
    Part::Fill(Accent, "M10 50a38 38 0 1 1 76 0a38 38 0 1 1 -76 0z"),
    Part::Fill(AccentShade, "M19 50a29 29 0 1 1 58 0a29 29 0 1 1 -58 0z"),
    Part::Fill(Accent, "M22 50a26 26 0 1 1 52 0a26 26 0 1 1 -52 0z"),
    Part::Fill(Light, "M34 36H40L44 56L48 38L52 56L56 36H62L56 66H51L48 52L45 66H40zM31 45H65V49H31z"),
];

pub const DOCUMENT: &[Part] = &[
    Part::Fill(Light, "M24 8H62L80 26V86a6 6 0 0 1-6 6H24a6 6 0 0 1-6-6V14a6 6 0 0 1 6-6z"),
    Part::Fill(Tint, "M62 8L80 26H68a6 6 0 0 1-6-6z"),
    Part::Fill(
        Main,
        "M32.5 38h33a2.5 2.5 0 0 1 2.5 2.5v0a2.5 2.5 0 0 1 -2.5 2.5h-33a2.5 2.5 0 0 1 -2.5 -2.5v-0a2.5 2.5 0 0 1 2.5 -2.5zM32.5 50h33a2.5 2.5 0 0 1 2.5 2.5v0a2.5 2.5 0 0 1 -2.5 2.5h-33a2.5 2.5 0 0 1 -2.5 -2.5v-0a2.5 2.5 0 0 1 2.5 -2.5zM32.5 62h33a2.5 2.5 0 0 1 2.5 2.5v0a2.5 2.5 0 0 1 -2.5 2.5h-33a2.5 2.5 0 0 1 -2.5 -2.5v-0a2.5 2.5 0 0 1 2.5 -2.5z",
    ),
    Part::Fill(
        Accent,
        "M32.5 74h17a2.5 2.5 0 0 1 2.5 2.5v0a2.5 2.5 0 0 1 -2.5 2.5h-17a2.5 2.5 0 0 1 -2.5 -2.5v-0a2.5 2.5 0 0 1 2.5 -2.5zM32 22h14a2 2 0 0 1 2 2v3a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-3a2 2 0 0 1 2 -2z",
    ),
];

pub const FLASK: &[Part] = &[
    Part::Fill(Light, "M40 10H60V36L82 78C85 85 81 90 74 90H26C19 90 15 85 18 78L40 36z"),
    Part::Fill(Main, "M32 54H68L82 78C85 85 81 90 74 90H26C19 90 15 85 18 78z"),
    Part::Fill(Shade, "M56 54H68L82 78C85 85 81 90 74 90H56C68 80 66 66 56 54z"),
    Part::Fill(
        Deep,
        "M39.5 7h21a3.5 3.5 0 0 1 3.5 3.5v0a3.5 3.5 0 0 1 -3.5 3.5h-21a3.5 3.5 0 0 1 -3.5 -3.5v-0a3.5 3.5 0 0 1 3.5 -3.5z",
    ),
    Part::Fill(
        Accent,
        "M36 72a6 6 0 1 1 12 0a6 6 0 1 1 -12 0zM52 80a4 4 0 1 1 8 0a4 4 0 1 1 -8 0zM50.5 63a3.5 3.5 0 1 1 7 0a3.5 3.5 0 1 1 -7 0z",
    ),
];

pub const SNOWFLAKE: &[Part] = &[
    Part::Line(Main, 6.0, "M50 50L82.9 69M50 50L50 88M50 50L17.1 69M50 50L17.1 31M50 50L50 12M50 50L82.9 31"),
    Part::Line(
        Main,
        5.0,
        "M83.1 57.6L69.1 61L73.2 74.9M59.9 82.5L50 72L40.1 82.5M26.8 74.9L30.9 61L16.9 57.6M16.9 42.4L30.9 39L26.8 25.1M40.1 17.5L50 28L59.9 17.5M73.2 25.1L69.1 39L83.1 42.4",
    ),
    Part::Fill(Accent, "M43 50a7 7 0 1 1 14 0a7 7 0 1 1 -14 0z"),
];

pub const FIRE: &[Part] = &[
    Part::Fill(
        Glow,
        "M52 6C58 24 80 34 80 60C80 80 66 92 50 92C34 92 20 80 20 60C20 48 26 40 32 34C34 42 38 46 42 46C40 30 44 16 52 6z",
    ),
    Part::Fill(GlowShade, "M52 6C58 24 80 34 80 60C80 80 66 92 50 92C70 78 68 42 52 6z"),
    Part::Fill(
        Light,
        "M50 52C54 60 64 64 64 75C64 85 58 92 50 92C42 92 36 85 36 75C36 68 40 66 42 62C44 66 46 66 48 66C47 60 48 56 50 52z",
    ),
];

pub const CAKE: &[Part] = &[
    Part::Fill(
        Side,
        "M32 24h2a2 2 0 0 1 2 2v16a2 2 0 0 1 -2 2h-2a2 2 0 0 1 -2 -2v-16a2 2 0 0 1 2 -2zM49 24h2a2 2 0 0 1 2 2v16a2 2 0 0 1 -2 2h-2a2 2 0 0 1 -2 -2v-16a2 2 0 0 1 2 -2zM66 24h2a2 2 0 0 1 2 2v16a2 2 0 0 1 -2 2h-2a2 2 0 0 1 -2 -2v-16a2 2 0 0 1 2 -2z",
    ),
    Part::Fill(
        Accent,
        "M33 8C38 14 38 20 33 22C28 20 28 14 33 8zM50 8C55 14 55 20 50 22C45 20 45 14 50 8zM67 8C72 14 72 20 67 22C62 20 62 14 67 8z",
    ),
    Part::Fill(Main, "M14 62a8 8 0 0 1 8-8H78a8 8 0 0 1 8 8V88H14z"),
    Part::Fill(Shade, "M60 54H78a8 8 0 0 1 8 8V88H60z"),
    Part::Fill(
        Light,
        "M20 42H80a6 6 0 0 1 6 6V62C82 70 74 70 70 62C66 70 58 70 54 62C50 70 42 70 38 62C34 70 26 70 22 64C18 68 14 66 14 60V48a6 6 0 0 1 6-6z",
    ),
    Part::Fill(Deep, "M11 86h78a3 3 0 0 1 3 3v0a3 3 0 0 1 -3 3h-78a3 3 0 0 1 -3 -3v0a3 3 0 0 1 3 -3z"),
];

pub const BRIEFCASE: &[Part] = &[
    Part::Line(Main, 6.0, "M36 30V22A6 6 0 0 1 42 16H58A6 6 0 0 1 64 22V30"),
    Part::Fill(Main, "M18 30h64a8 8 0 0 1 8 8v38a8 8 0 0 1 -8 8h-64a8 8 0 0 1 -8 -8v-38a8 8 0 0 1 8 -8z"),
    Part::Fill(Shade, "M10 60H90V76a8 8 0 0 1-8 8H18a8 8 0 0 1-8-8z"),
    Part::Fill(Accent, "M45 53h10a3 3 0 0 1 3 3v8a3 3 0 0 1 -3 3h-10a3 3 0 0 1 -3 -3v-8a3 3 0 0 1 3 -3z"),
    Part::Line(Light, 2.4, "M10 60H42M58 60H90"),
];
