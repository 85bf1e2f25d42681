//! PDF files as other people's tools see them: poppler and qpdf (`make test` installs both).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

use std::process::Command;

use sample::{ask, difference, written};
use vignette::documents::Format;

mod sample;

#[test]
fn the_words_come_out_as_they_were_put_in() {
    let file = written("words.pdf", Format::Pdf);
    let plain = ask("pdftotext", &["-raw"], &file).split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "TOWN HALL 2026",
        "전사 타운홀 미팅에 여러분을 초대합니다",
        "Quarterly growth & next steps",
        "2026년 11월 26일 오후 3시",
        "대회의실 (본관 3층)",
        "15:00 실적 공유와 내년 계획을 함께 나누는 시간을 가집니다 16:00 Questions",
    ] {
        assert!(plain.contains(words), "“{words}” is not in: {plain}");
    }
    let laid_out = ask("pdftotext", &["-layout"], &file);
    assert!(laid_out.contains("2026년 11월 26일 오후 3시"), "{laid_out}");
    assert!(laid_out.contains("TOWN HALL 2026"), "{laid_out}");
}

#[test]
fn the_file_is_sound_tagged_and_small() {
    let file = written("sound.pdf", Format::Pdf);
    ask("qpdf", &["--check"], &file);
    let about = ask("pdfinfo", &[], &file);
    assert!(about.contains("Tagged:          yes") && about.contains("전사 타운홀"), "{about}");
    let fonts = ask("pdffonts", &[], &file);
    for line in fonts.lines().skip(2) {
        assert!(line.contains("yes yes yes"), "not embedded, subset and readable: {line}");
    }
    assert!(std::fs::metadata(&file).unwrap().len() < 200_000);
}

#[test]
fn the_page_looks_like_its_picture() {
    let drawn = image::open(written("page.png", Format::Png)).unwrap().into_rgb8();
    let file = written("page.pdf", Format::Pdf);
    let stem = file.with_extension("");
    let size = ["-png", "-singlefile", "-scale-to-x", "1240", "-scale-to-y", "1754"];
    let printed = stem.with_file_name("printed");
    let rendered = Command::new("pdftoppm").args(size).arg(&file).arg(&printed).status();
    assert!(rendered.expect("pdftoppm is missing: `make test` installs poppler-utils").success());
    let printed = image::open(printed.with_extension("png")).unwrap().into_rgb8();
    let mean = difference(&drawn, &printed);
    assert!(mean < 1.5, "the pages differ by {mean:.2} of 255 on average");
}

#[test]
fn the_file_says_how_it_was_made_and_no_date() {
    let file = written("marked.pdf", Format::Pdf);
    let about = ask("pdfinfo", &[], &file);
    assert!(!about.contains("Date"), "{about}");
    let xmp = ask("pdfinfo", &["-meta"], &file);
    assert!(xmp.contains("digitalsourcetype/algorithmicMedia"), "{xmp}");
    assert!(
        xmp.contains("<pdfuaid:part>1") && xmp.contains("<pdfaid:part>2") && !xmp.contains("Date"),
        "{xmp}"
    );
}

#[test]
fn the_same_scene_gives_the_same_bytes() {
    let [one, two] = ["one.pdf", "two.pdf"].map(|name| std::fs::read(written(name, Format::Pdf)).unwrap());
    assert!(one == two);
}
