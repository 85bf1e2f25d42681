//! Signs and symbols. Each is drawn on a grid of 100 by 100, lowest part first, as SVG path data.

use super::parts::{Ink::*, Part};

pub const HEART: &[Part] = &[
    Part::Fill(Main, "M50 85C22 64 11 49 11 34A20 20 0 0 1 50 27A20 20 0 0 1 89 34C89 49 78 64 50 85z"),
    Part::Fill(Shade, "M50 27A20 20 0 0 1 89 34C89 49 78 64 50 85C66 66 77 52 76 37C75 24 60 18 50 27z"),
    Part::Line(Gloss, 6.0, "M21 36A11 11 0 0 1 31 25"),
];

pub const STAR: &[Part] = &[
    Part::Fill(Accent, "M50 11L60.9 38L89.9 40L67.6 58.7L74.7 87L50 71.5L25.3 87L32.4 58.7L10.1 40L39.1 38z"),
    Part::Fill(
        AccentShade,
        "M50 53L50 11L60.9 38zM50 53L89.9 40L67.6 58.7zM50 53L74.7 87L50 71.5zM50 53L25.3 87L32.4 58.7zM50 53L10.1 40L39.1 38z",
    ),
];

pub const CHECK: &[Part] = &[
    Part::Fill(Main, "M12 50a38 38 0 1 1 76 0a38 38 0 1 1 -76 0z"),
    Part::Fill(Shade, "M50 12a38 38 0 0 1 0 76c16-12 24-24 24-38s-8-26-24-38z"),
    Part::Line(Light, 9.0, "M31 51L45 65L70 37"),
];

pub const CHART: &[Part] = &[
    Part::Fill(Side, "M19 56h10a3 3 0 0 1 3 3v22a3 3 0 0 1 -3 3h-10a3 3 0 0 1 -3 -3v-22a3 3 0 0 1 3 -3z"),
    Part::Fill(Main, "M40 42h10a3 3 0 0 1 3 3v36a3 3 0 0 1 -3 3h-10a3 3 0 0 1 -3 -3v-36a3 3 0 0 1 3 -3z"),
    Part::Fill(Accent, "M61 26h10a3 3 0 0 1 3 3v52a3 3 0 0 1 -3 3h-10a3 3 0 0 1 -3 -3v-52a3 3 0 0 1 3 -3z"),
    Part::Fill(Shade, "M45 46h8v38h-8z"),
    Part::Fill(AccentShade, "M66 30h8v54h-8z"),
    Part::Line(Pen, 4.5, "M16 44C34 40 44 28 58 16L78 12"),
    Part::Fill(Deep, "M73.5 12a5.5 5.5 0 1 1 11 0a5.5 5.5 0 1 1 -11 0z"),
    Part::Line(Pen, 4.0, "M10 88H90"),
];

pub const TARGET: &[Part] = &[
    Part::Fill(Main, "M12 53a36 36 0 1 1 72 0a36 36 0 1 1 -72 0z"),
    Part::Fill(Light, "M21.5 53a26.5 26.5 0 1 1 53 0a26.5 26.5 0 1 1 -53 0z"),
    Part::Fill(Main, "M31 53a17 17 0 1 1 34 0a17 17 0 1 1 -34 0z"),
    Part::Fill(Light, "M40 53a8 8 0 1 1 16 0a8 8 0 1 1 -16 0z"),
    Part::Line(Pen, 4.5, "M48 53L80 21"),
    Part::Fill(Accent, "M70 31L72 18L83 8L84 17L93 18L83 29z"),
];

pub const SHIELD: &[Part] = &[
    Part::Fill(Main, "M50 10C62 19 74 22 86 22C87 54 76 78 50 91C24 78 13 54 14 22C26 22 38 19 50 10z"),
    Part::Fill(Shade, "M50 10C62 19 74 22 86 22C87 54 76 78 50 91z"),
    Part::Line(Light, 8.0, "M33 51L46 63L68 38"),
];

pub const BUBBLE: &[Part] = &[
    Part::Fill(Side, "M66 34H82a8 8 0 0 1 8 8v24a8 8 0 0 1-8 8v13l-14-13H46a8 8 0 0 1-8-8V42a8 8 0 0 1 8-8z"),
    Part::Fill(
        Main,
        "M18 14H64a9 9 0 0 1 9 9v25a9 9 0 0 1-9 9H36L20 72V57H18a9 9 0 0 1-9-9V23a9 9 0 0 1 9-9z",
    ),
    Part::Fill(
        Light,
        "M22.5 36a4.5 4.5 0 1 1 9 0a4.5 4.5 0 1 1 -9 0zM36.5 36a4.5 4.5 0 1 1 9 0a4.5 4.5 0 1 1 -9 0zM50.5 36a4.5 4.5 0 1 1 9 0a4.5 4.5 0 1 1 -9 0z",
    ),
];

pub const BELL: &[Part] = &[
    Part::Fill(Deep, "M41 82a9 9 0 1 1 18 0a9 9 0 1 1 -18 0z"),
    Part::Fill(Accent, "M50 14C66 14 75 27 75 42C75 60 80 66 86 74H14C20 66 25 60 25 42C25 27 34 14 50 14z"),
    Part::Fill(AccentShade, "M50 14C66 14 75 27 75 42C75 60 80 66 86 74H56C66 62 66 30 50 14z"),
    Part::Fill(Deep, "M45 13a5 5 0 1 1 10 0a5 5 0 1 1 -10 0z"),
    Part::Line(Gloss, 4.5, "M34 42C34 34 37 28 42 25"),
];

pub const FLAG: &[Part] = &[
    Part::Line(Pen, 6.0, "M24 10V90"),
    Part::Fill(Accent, "M27 14C42 6 54 24 84 14L74 34L84 54C54 64 42 46 27 54z"),
    Part::Fill(AccentShade, "M56 18C66 20 74 18 84 14L74 34L84 54C74 58 66 58 56 55z"),
];

pub const PIN: &[Part] = &[
    Part::Fill(Ghost, "M30 88a20 5 0 1 1 40 0a20 5 0 1 1 -40 0z"),
    Part::Fill(Accent, "M50 88C34 66 21 54 21 37A29 29 0 0 1 79 37C79 54 66 66 50 88z"),
    Part::Fill(AccentShade, "M50 8A29 29 0 0 1 79 37C79 54 66 66 50 88C62 62 68 52 66 36C65 22 58 12 50 8z"),
    Part::Fill(Light, "M39 37a11 11 0 1 1 22 0a11 11 0 1 1 -22 0z"),
];

pub const MUSIC: &[Part] = &[
    Part::Fill(Main, "M13 76a15 12 0 1 1 30 0a15 12 0 1 1 -30 0z"),
    Part::Fill(Main, "M57 68a15 12 0 1 1 30 0a15 12 0 1 1 -30 0z"),
    Part::Fill(Main, "M36 22L87 12V68H80V30L43 38V76H36z"),
    Part::Fill(Accent, "M36 22L87 12V26L36 36z"),
    Part::Line(Gloss, 3.5, "M20 74A9 7 0 0 1 26 68"),
];

pub const CLOCK: &[Part] = &[
    Part::Fill(Main, "M11 50a39 39 0 1 1 78 0a39 39 0 1 1 -78 0z"),
    Part::Fill(Light, "M19 50a31 31 0 1 1 62 0a31 31 0 1 1 -62 0z"),
    Part::Fill(Tint, "M50 19a31 31 0 0 1 0 62c14-14 14-48 0-62z"),
    Part::Line(Deep, 5.5, "M50 30V50L64 58"),
    Part::Fill(Accent, "M45 50a5 5 0 1 1 10 0a5 5 0 1 1 -10 0z"),
    Part::Fill(
        Main,
        "M47.6 25a2.4 2.4 0 1 1 4.8 0a2.4 2.4 0 1 1 -4.8 0zM72.6 50a2.4 2.4 0 1 1 4.8 0a2.4 2.4 0 1 1 -4.8 0zM47.6 75a2.4 2.4 0 1 1 4.8 0a2.4 2.4 0 1 1 -4.8 0zM22.6 50a2.4 2.4 0 1 1 4.8 0a2.4 2.4 0 1 1 -4.8 0z",
    ),
];
