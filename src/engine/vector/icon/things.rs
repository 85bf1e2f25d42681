//! Things of the home and the office. Each is drawn on a grid of 100 by 100, lowest part first, as SVG path data.

use super::parts::{Ink::*, Part};

pub const CALENDAR: &[Part] = &[
    Part::Fill(Light, "M23 20h54a9 9 0 0 1 9 9v48a9 9 0 0 1 -9 9h-54a9 9 0 0 1 -9 -9v-48a9 9 0 0 1 9 -9z"),
    Part::Fill(Main, "M23 20H77a9 9 0 0 1 9 9V40H14V29a9 9 0 0 1 9-9z"),
    Part::Line(Pen, 6.0, "M32 12V26M68 12V26"),
    Part::Fill(
        Tint,
        "M26 48h4a2 2 0 0 1 2 2v4a2 2 0 0 1 -2 2h-4a2 2 0 0 1 -2 -2v-4a2 2 0 0 1 2 -2zM40 48h4a2 2 0 0 1 2 2v4a2 2 0 0 1 -2 2h-4a2 2 0 0 1 -2 -2v-4a2 2 0 0 1 2 -2zM54 48h4a2 2 0 0 1 2 2v4a2 2 0 0 1 -2 2h-4a2 2 0 0 1 -2 -2v-4a2 2 0 0 1 2 -2zM68 48h4a2 2 0 0 1 2 2v4a2 2 0 0 1 -2 2h-4a2 2 0 0 1 -2 -2v-4a2 2 0 0 1 2 -2zM26 60h4a2 2 0 0 1 2 2v4a2 2 0 0 1 -2 2h-4a2 2 0 0 1 -2 -2v-4a2 2 0 0 1 2 -2zM40 60h4a2 2 0 0 1 2 2v4a2 2 0 0 1 -2 2h-4a2 2 0 0 1 -2 -2v-4a2 2 0 0 1 2 -2zM54 60h4a2 2 0 0 1 2 2v4a2 2 0 0 1 -2 2h-4a2 2 0 0 1 -2 -2v-4a2 2 0 0 1 2 -2zM68 60h4a2 2 0 0 1 2 2v4a2 2 0 0 1 -2 2h-4a2 2 0 0 1 -2 -2v-4a2 2 0 0 1 2 -2zM26 72h4a2 2 0 0 1 2 2v4a2 2 0 0 1 -2 2h-4a2 2 0 0 1 -2 -2v-4a2 2 0 0 1 2 -2zM40 72h4a2 2 0 0 1 2 2v4a2 2 0 0 1 -2 2h-4a2 2 0 0 1 -2 -2v-4a2 2 0 0 1 2 -2zM54 72h4a2 2 0 0 1 2 2v4a2 2 0 0 1 -2 2h-4a2 2 0 0 1 -2 -2v-4a2 2 0 0 1 2 -2zM68 72h4a2 2 0 0 1 2 2v4a2 2 0 0 1 -2 2h-4a2 2 0 0 1 -2 -2v-4a2 2 0 0 1 2 -2z",
    ),
    Part::Fill(Accent, "M54 60h4a2 2 0 0 1 2 2v4a2 2 0 0 1 -2 2h-4a2 2 0 0 1 -2 -2v-4a2 2 0 0 1 2 -2z"),
    Part::Fill(Accent, "M48 64a8 8 0 1 1 16 0a8 8 0 1 1 -16 0z"),
];

pub const MAIL: &[Part] = &[
    Part::Fill(Light, "M18 24h64a8 8 0 0 1 8 8v38a8 8 0 0 1 -8 8h-64a8 8 0 0 1 -8 -8v-38a8 8 0 0 1 8 -8z"),
    Part::Fill(Tint, "M12 75L42 48H58L88 75C86 77 84 78 82 78H18C16 78 14 77 12 75z"),
    Part::Fill(Main, "M12 27C14 25 16 24 18 24H82C84 24 86 25 88 27L56 55C52 58 48 58 44 55z"),
    Part::Fill(Accent, "M71 26a11 11 0 1 1 22 0a11 11 0 1 1 -22 0z"),
];

pub const LIGHTBULB: &[Part] = &[
    Part::Fill(Glow, "M50 10C67 10 79 22 79 38C79 52 67 58 65 70H35C33 58 21 52 21 38C21 22 33 10 50 10z"),
    Part::Fill(
        GlowShade,
        "M50 10C67 10 79 22 79 38C79 52 67 58 65 70H52C56 56 70 50 70 36C70 22 62 13 50 10z",
    ),
    Part::Fill(
        Deep,
        "M39 73h22a3 3 0 0 1 3 3v0a3 3 0 0 1 -3 3h-22a3 3 0 0 1 -3 -3v0a3 3 0 0 1 3 -3zM42 81h16a3 3 0 0 1 3 3v0a3 3 0 0 1 -3 3h-16a3 3 0 0 1 -3 -3v0a3 3 0 0 1 3 -3z",
    ),
    Part::Line(Deep, 3.2, "M42 70L39 46L50 54L61 46L58 70"),
    Part::Line(Gloss, 4.5, "M32 38A18 18 0 0 1 42 22"),
];

pub const BOOK: &[Part] = &[
    Part::Fill(Deep, "M8 26C24 20 40 22 50 30C60 22 76 20 92 26V82C76 77 60 78 50 86C40 78 24 77 8 82z"),
    Part::Fill(Light, "M13 22C28 16 42 19 50 26V79C40 72 28 71 13 75z"),
    Part::Fill(Tint, "M87 22C72 16 58 19 50 26V79C60 72 72 71 87 75z"),
    Part::Line(
        Deep,
        2.6,
        "M21 34C30 31 38 33 43 37M21 46C30 43 38 45 43 49M21 58C30 55 38 57 43 61M79 34C70 31 62 33 57 37M79 46C70 43 62 45 57 49",
    ),
    Part::Fill(Accent, "M66 19H76V46L71 40L66 46z"),
];

pub const LOCK: &[Part] = &[
    Part::Line(Main, 9.0, "M32 46V32A18 18 0 0 1 68 32V46"),
    Part::Fill(
        Main,
        "M30 43h40a10 10 0 0 1 10 10v26a10 10 0 0 1 -10 10h-40a10 10 0 0 1 -10 -10v-26a10 10 0 0 1 10 -10z",
    ),
    Part::Fill(Shade, "M50 43H70a10 10 0 0 1 10 10V79a10 10 0 0 1-10 10H50C62 76 62 56 50 43z"),
    Part::Fill(Accent, "M43 61a7 7 0 1 1 14 0a7 7 0 1 1 -14 0z"),
    Part::Fill(Accent, "M47 61H53L55 77H45z"),
];

pub const GEAR: &[Part] = &[
    Part::Fill(
        Main,
        "M43.8 19.6L44.3 9.4L55.7 9.4L56.2 19.6L67.1 24.1L74.7 17.3L82.7 25.3L75.9 32.9L80.4 43.8L90.6 44.3L90.6 55.7L80.4 56.2L75.9 67.1L82.7 74.7L74.7 82.7L67.1 75.9L56.2 80.4L55.7 90.6L44.3 90.6L43.8 80.4L32.9 75.9L25.3 82.7L17.3 74.7L24.1 67.1L19.6 56.2L9.4 55.7L9.4 44.3L19.6 43.8L24.1 32.9L17.3 25.3L25.3 17.3L32.9 24.1z",
    ),
    Part::Fill(Shade, "M50 20a30 30 0 0 1 0 60c12-14 12-46 0-60z"),
    Part::Fill(Back, "M36 50a14 14 0 1 1 28 0a14 14 0 1 1 -28 0z"),
    Part::Fill(Accent, "M43 50a7 7 0 1 1 14 0a7 7 0 1 1 -14 0z"),
];

pub const CAMERA: &[Part] = &[
    Part::Fill(
        Main,
        "M34 24L39 15H61L66 24H82a8 8 0 0 1 8 8V76a8 8 0 0 1-8 8H18a8 8 0 0 1-8-8V32a8 8 0 0 1 8-8z",
    ),
    Part::Fill(Shade, "M66 24H82a8 8 0 0 1 8 8V76a8 8 0 0 1-8 8H62C78 70 78 36 66 24z"),
    Part::Fill(Light, "M28 54a22 22 0 1 1 44 0a22 22 0 1 1 -44 0z"),
    Part::Fill(Deep, "M33 54a17 17 0 1 1 34 0a17 17 0 1 1 -34 0z"),
    Part::Fill(Side, "M40 54a10 10 0 1 1 20 0a10 10 0 1 1 -20 0z"),
    Part::Line(Gloss, 3.5, "M41 50A10 10 0 0 1 48 44"),
    Part::Fill(Accent, "M72.5 36a4.5 4.5 0 1 1 9 0a4.5 4.5 0 1 1 -9 0z"),
];

pub const COFFEE: &[Part] = &[
    Part::Line(Gloss, 4.0, "M36 26C30 19 42 15 36 8M52 26C46 19 58 15 52 8"),
    Part::Line(Main, 7.0, "M70 48H76A10 10 0 0 1 76 68H68"),
    Part::Fill(Light, "M16 36H72V58C72 72 62 80 52 80H36C26 80 16 72 16 58z"),
    Part::Fill(Tint, "M52 36H72V58C72 72 62 80 52 80H42C54 70 56 52 52 36z"),
    Part::Fill(Accent, "M16 48H72V58H16z"),
    Part::Fill(Main, "M10 84H80C78 90 74 92 68 92H22C16 92 12 90 10 84z"),
];

pub const HOUSE: &[Part] = &[
    Part::Fill(Deep, "M66 18h10v20h-10z"),
    Part::Fill(Light, "M20 46L50 22L80 46V86H20z"),
    Part::Fill(Tint, "M50 22L80 46V86H58C66 66 64 42 50 22z"),
    Part::Fill(Main, "M50 10L93 46L86 54L50 24L14 54L7 46z"),
    Part::Fill(Accent, "M41 86V66A9 9 0 0 1 59 66V86z"),
    Part::Fill(
        Side,
        "M30 54h6a2 2 0 0 1 2 2v7a2 2 0 0 1 -2 2h-6a2 2 0 0 1 -2 -2v-7a2 2 0 0 1 2 -2zM65 54h6a2 2 0 0 1 2 2v7a2 2 0 0 1 -2 2h-6a2 2 0 0 1 -2 -2v-7a2 2 0 0 1 2 -2z",
    ),
];

pub const GIFT: &[Part] = &[
    Part::Fill(Main, "M21 46h58a5 5 0 0 1 5 5v32a5 5 0 0 1 -5 5h-58a5 5 0 0 1 -5 -5v-32a5 5 0 0 1 5 -5z"),
    Part::Fill(Shade, "M58 46H84V83a5 5 0 0 1-5 5H58z"),
    Part::Fill(Main, "M15 32h70a4 4 0 0 1 4 4v9a4 4 0 0 1 -4 4h-70a4 4 0 0 1 -4 -4v-9a4 4 0 0 1 4 -4z"),
    Part::Fill(Shade, "M62 32h23a4 4 0 0 1 4 4v9a4 4 0 0 1 -4 4h-23a4 4 0 0 1 -4 -4v-9a4 4 0 0 1 4 -4z"),
    Part::Fill(Accent, "M43 32h14v56h-14z"),
    Part::Line(
        Accent,
        6.0,
        "M50 31C34 31 24 26 28 17C32 9 46 14 50 31zM50 31C66 31 76 26 72 17C68 9 54 14 50 31z",
    ),
];

pub const TROPHY: &[Part] = &[
    Part::Line(Accent, 6.0, "M27 24H14C14 40 22 48 33 49M73 24H86C86 40 78 48 67 49"),
    Part::Fill(Accent, "M26 12H74C75 40 68 58 50 60C32 58 25 40 26 12z"),
    Part::Fill(AccentShade, "M50 12H74C75 40 68 58 50 60C62 48 62 28 50 12z"),
    Part::Fill(Accent, "M46 58H54V74H46z"),
    Part::Fill(Deep, "M36 74h28a4 4 0 0 1 4 4v5a4 4 0 0 1 -4 4h-28a4 4 0 0 1 -4 -4v-5a4 4 0 0 1 4 -4z"),
    Part::Fill(
        Light,
        "M46 23L48.6 29.4L55.5 29.9L50.2 34.4L51.9 41.1L46 37.4L40.1 41.1L41.8 34.4L36.5 29.9L43.4 29.4z",
    ),
];

pub const MAGNIFIER: &[Part] = &[
    Part::Line(Main, 12.0, "M64 64L86 86"),
    Part::Fill(Main, "M10 42a32 32 0 1 1 64 0a32 32 0 1 1 -64 0z"),
    Part::Fill(Light, "M18.5 42a23.5 23.5 0 1 1 47 0a23.5 23.5 0 1 1 -47 0z"),
    Part::Fill(Tint, "M42 18.5a23.5 23.5 0 0 1 0 47c10-12 10-35 0-47z"),
    Part::Line(Deep, 4.5, "M27 40A15 15 0 0 1 38 27"),
];
