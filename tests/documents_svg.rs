//! SVG files as a browser sees them (`make test` installs Chromium).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

use std::process::Command;

use sample::{difference, written};
use vignette::documents::Format;

mod sample;

#[test]
fn a_browser_shows_the_page_like_its_picture() {
    let drawn = image::open(written("browser.png", Format::Png)).unwrap().into_rgb8();
    let file = written("browser.svg", Format::Svg);
    let shot = file.with_file_name("shot.png");
    // 595.276 x 841.89 pt are 793.7 x 1122.52 px at 96 to the inch; 1.5625 times that are the picture's pixels.
    let output = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=794,1123"])
        .args(["--force-device-scale-factor=1.5625", "--virtual-time-budget=2000"])
        .arg(format!("--user-data-dir={}", file.with_file_name("chromium-profile").display()))
        .arg(format!("--screenshot={}", shot.display()))
        .arg(format!("file://{}", file.display()))
        .output()
        .expect("chromium is missing: `make test` installs it");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let shown = image::open(&shot).unwrap().into_rgb8();
    let (width, height) = (drawn.width().min(shown.width()), drawn.height().min(shown.height()));
    let part = |picture| image::imageops::crop_imm(picture, 0, 0, width, height).to_image();
    let mean = difference(&part(&drawn), &part(&shown));
    assert!(mean < 2.5, "the pages differ by {mean:.2} of 255 on average");
}
