//! People, animals and plants. Each is drawn on a grid of 100 by 100, lowest part first, as SVG path data.

use super::parts::{Ink::*, Part};

pub const CAT: &[Part] = &[
    Part::Fill(
        Main,
        "M21 14L40 28Q50 25 60 28L79 14Q86 36 83 52C83 74 68 86 50 86C32 86 17 74 17 52Q14 36 21 14z",
    ),
    Part::Fill(Shade, "M60 28L79 14Q86 36 83 52C83 74 68 86 50 86C68 74 72 48 60 28z"),
    Part::Fill(Accent, "M25 22L36 31L25 38z"),
    Part::Fill(AccentShade, "M75 22L64 31L75 38z"),
    Part::Fill(Light, "M50 86C38 86 32 78 36 70C40 62 60 62 64 70C68 78 62 86 50 86z"),
    Part::Fill(Deep, "M30 52a5 7 0 1 1 10 0a5 7 0 1 1 -10 0zM60 52a5 7 0 1 1 10 0a5 7 0 1 1 -10 0z"),
    Part::Fill(
        Light,
        "M34.6 49.5a1.9 1.9 0 1 1 3.8 0a1.9 1.9 0 1 1 -3.8 0zM64.6 49.5a1.9 1.9 0 1 1 3.8 0a1.9 1.9 0 1 1 -3.8 0z",
    ),
    Part::Fill(Accent, "M45 64H55L50 70z"),
    Part::Line(Light, 2.2, "M8 58L26 61M9 70L26 67M92 58L74 61M91 70L74 67"),
    Part::Line(Deep, 2.4, "M50 70V74M50 74C47 78 43 78 41 76M50 74C53 78 57 78 59 76"),
];

pub const DOG: &[Part] = &[
    Part::Fill(
        Accent,
        "M28 24C40 14 60 14 72 24C80 34 82 50 78 62C74 78 62 86 50 86C38 86 26 78 22 62C18 50 20 34 28 24z",
    ),
    Part::Fill(AccentShade, "M58 17C70 22 82 38 78 62C74 78 62 86 50 86C66 72 70 40 58 17z"),
    Part::Fill(Main, "M30 20C16 20 8 36 10 56C11 64 20 66 24 58C28 46 34 36 38 26z"),
    Part::Fill(Shade, "M70 20C84 20 92 36 90 56C89 64 80 66 76 58C72 46 66 36 62 26z"),
    Part::Fill(Light, "M50 54C62 54 68 64 66 72C64 82 56 86 50 86C44 86 36 82 34 72C32 64 38 54 50 54z"),
    Part::Fill(
        Deep,
        "M32.4 46a4.6 5.6 0 1 1 9.2 0a4.6 5.6 0 1 1 -9.2 0zM58.4 46a4.6 5.6 0 1 1 9.2 0a4.6 5.6 0 1 1 -9.2 0z",
    ),
    Part::Fill(
        Light,
        "M36.8 44a1.7 1.7 0 1 1 3.4 0a1.7 1.7 0 1 1 -3.4 0zM62.8 44a1.7 1.7 0 1 1 3.4 0a1.7 1.7 0 1 1 -3.4 0z",
    ),
    Part::Fill(Deep, "M42.5 60a7.5 5.5 0 1 1 15 0a7.5 5.5 0 1 1 -15 0z"),
    Part::Line(Deep, 2.4, "M50 65V71M50 71C46 76 42 75 40 72M50 71C54 76 58 75 60 72"),
];

pub const PERSON: &[Part] = &[
    Part::Fill(Main, "M14 90C14 68 28 58 50 58C72 58 86 68 86 90z"),
    Part::Fill(Shade, "M56 58C74 60 86 70 86 90H62C68 76 66 64 56 58z"),
    Part::Fill(SkinShade, "M42 48H58V60C58 66 42 66 42 60z"),
    Part::Fill(
        Skin,
        "M50 14h0a17 17 0 0 1 17 17v8a17 17 0 0 1 -17 17h0a17 17 0 0 1 -17 -17v-8a17 17 0 0 1 17 -17z",
    ),
    Part::Fill(SkinShade, "M52 14C62 14 67 22 67 31V39C67 49 60 56 50 56C60 46 62 26 52 14z"),
    Part::Fill(Hair, "M31 34C28 14 40 8 52 9C66 9 73 18 69 35C66 26 62 24 48 25C40 25 34 27 31 34z"),
];

pub const PEOPLE: &[Part] = &[
    Part::Fill(Side, "M4 84C4 68 12 60 25 60C38 60 46 68 46 84z"),
    Part::Fill(Skin, "M13 44a12 12 0 1 1 24 0a12 12 0 1 1 -24 0z"),
    Part::Fill(Hair, "M13 44A12 12 0 0 1 37 44C32 38 18 38 13 44z"),
    Part::Fill(Accent, "M54 84C54 68 62 60 75 60C88 60 96 68 96 84z"),
    Part::Fill(SkinShade, "M63 44a12 12 0 1 1 24 0a12 12 0 1 1 -24 0z"),
    Part::Fill(Hair, "M63 44A12 12 0 0 1 87 44C82 38 68 38 63 44z"),
    Part::Fill(Main, "M24 90C24 70 34 60 50 60C66 60 76 70 76 90z"),
    Part::Fill(Shade, "M54 60C68 62 76 72 76 90H60C64 78 62 66 54 60z"),
    Part::Fill(Skin, "M34 39a16 16 0 1 1 32 0a16 16 0 1 1 -32 0z"),
    Part::Fill(Hair, "M33 40A17 17 0 0 1 67 40C62 29 46 28 33 40z"),
];

pub const LEAF: &[Part] = &[
    Part::Fill(Main, "M18 84C8 44 36 14 86 12C90 58 66 92 26 78z"),
    Part::Fill(Shade, "M86 12C90 58 66 92 26 78C50 62 72 38 86 12z"),
    Part::Line(Deep, 4.5, "M12 90C28 66 48 44 70 28"),
    Part::Line(Deep, 3.0, "M36 64L34 46M50 50L49 32M40 60L58 62M54 46L72 46"),
];

pub const TREE: &[Part] = &[
    Part::Fill(Trunk, "M45 58H55L58 90H42z"),
    Part::Fill(
        Main,
        "M50 8C66 8 74 20 72 30C84 32 88 44 82 54C78 64 66 68 50 66C34 68 22 64 18 54C12 44 16 32 28 30C26 20 34 8 50 8z",
    ),
    Part::Fill(Shade, "M50 8C66 8 74 20 72 30C84 32 88 44 82 54C78 64 66 68 50 66C72 56 70 26 50 8z"),
    Part::Line(Deep, 3.4, "M50 84V48M50 62L62 50M50 70L38 58"),
];

pub const FLOWER: &[Part] = &[
    Part::Line(Pen, 5.0, "M50 58V92"),
    Part::Fill(Side, "M50 86C60 70 74 70 82 74C78 86 64 92 50 86z"),
    Part::Fill(
        Accent,
        "M37 21a13 13 0 1 1 26 0a13 13 0 1 1 -26 0zM53.2 32.7a13 13 0 1 1 26 0a13 13 0 1 1 -26 0zM47 51.8a13 13 0 1 1 26 0a13 13 0 1 1 -26 0zM27 51.8a13 13 0 1 1 26 0a13 13 0 1 1 -26 0zM20.8 32.7a13 13 0 1 1 26 0a13 13 0 1 1 -26 0z",
    ),
    Part::Fill(
        AccentShade,
        "M53.2 32.7a13 13 0 1 1 26 0a13 13 0 1 1 -26 0zM47 51.8a13 13 0 1 1 26 0a13 13 0 1 1 -26 0z",
    ),
    Part::Fill(Light, "M40.5 38a9.5 9.5 0 1 1 19 0a9.5 9.5 0 1 1 -19 0z"),
    Part::Fill(Main, "M45 38a5 5 0 1 1 10 0a5 5 0 1 1 -10 0z"),
];

pub const BIRD: &[Part] = &[
    Part::Fill(Accent, "M82 34L95 40L82 45z"),
    Part::Fill(
        Main,
        "M10 62C26 62 30 52 40 40C48 28 60 22 72 24C82 26 86 34 84 44C80 66 64 80 42 78C28 77 16 72 10 62z",
    ),
    Part::Fill(Shade, "M34 54C46 48 60 50 66 54C58 70 42 72 26 66C30 62 32 58 34 54z"),
    Part::Fill(Light, "M68 36a4 4 0 1 1 8 0a4 4 0 1 1 -8 0z"),
    Part::Fill(Deep, "M70.8 36a2.2 2.2 0 1 1 4.4 0a2.2 2.2 0 1 1 -4.4 0z"),
    Part::Line(Pen, 3.5, "M46 78L44 90M56 76L57 90"),
];

pub const FISH: &[Part] = &[
    Part::Fill(Accent, "M66 50L90 28C94 42 94 58 90 72z"),
    Part::Fill(Main, "M8 50C22 24 50 22 72 50C50 78 22 76 8 50z"),
    Part::Fill(Shade, "M8 50C26 60 52 60 72 50C50 78 22 76 8 50z"),
    Part::Fill(Light, "M21 46a5 5 0 1 1 10 0a5 5 0 1 1 -10 0z"),
    Part::Fill(Deep, "M23.4 46a2.6 2.6 0 1 1 5.2 0a2.6 2.6 0 1 1 -5.2 0z"),
    Part::Line(Deep, 3.2, "M42 36C48 46 48 54 42 64"),
    Part::Fill(Accent, "M40 31C48 18 58 18 64 24C60 30 56 34 54 36z"),
];

pub const APPLE: &[Part] = &[
    Part::Line(Pen, 5.0, "M50 30C50 20 54 14 60 10"),
    Part::Fill(Side, "M54 22C60 10 74 8 82 12C78 24 66 30 54 22z"),
    Part::Fill(
        Accent,
        "M50 31C58 24 84 22 84 50C84 72 68 90 58 88C54 87 46 87 42 88C32 90 16 72 16 50C16 22 42 24 50 31z",
    ),
    Part::Fill(AccentShade, "M50 31C58 24 84 22 84 50C84 72 68 90 58 88C74 70 72 40 50 31z"),
    Part::Line(Gloss, 5.0, "M27 50C27 42 31 37 37 36"),
];
