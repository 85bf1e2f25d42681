//! Edits and variations, in OpenAI's dialect.

use std::io::Cursor;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::{ImageFormat, Rgba, RgbaImage};
use serde_json::{Value, json};
use vignette::config::ModelsFolder;

use crate::house::{Answer, House};
use crate::tiny;

const EDITS: &str = "/v1/images/edits";
const VARIATIONS: &str = "/v1/images/variations";
const UPSCALES: &str = "/v1/images/upscales";

fn png(pixels: &RgbaImage) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    pixels.write_to(&mut file, ImageFormat::Png).unwrap();
    file.into_inner()
}

/// A picture whose every pixel is another one.
fn picture(width: u32, height: u32) -> RgbaImage {
    RgbaImage::from_fn(width, height, |x, y| Rgba([(x * 3) as u8, (y * 3) as u8, 90, 255]))
}

/// Transparent on its left half.
fn mask(width: u32, height: u32) -> Vec<u8> {
    png(&RgbaImage::from_fn(width, height, |x, _| Rgba([0, 0, 0, if x < width / 2 { 0 } else { 255 }])))
}

/// A house with the checkpoint `tiny`.
async fn house() -> House {
    let folder = tempfile::tempdir().unwrap();
    let models = folder.path().join("models");
    tiny::write(&models.join("tiny"), 0);
    House::open(folder, |config| config.models = ModelsFolder(models)).await
}

fn pixels(answer: &Answer, index: usize) -> RgbaImage {
    let body = answer.json();
    assert_eq!(answer.status, 200, "{body}");
    let bytes = STANDARD.decode(body["data"][index]["b64_json"].as_str().unwrap()).unwrap();
    image::load_from_memory(&bytes).unwrap().into_rgba8()
}

#[actix_web::test]
async fn a_masked_part_changes_and_the_rest_stays_to_the_byte() {
    let house = house().await;
    let mut given = picture(96, 72);
    given.put_pixel(95, 0, Rgba([1, 2, 3, 40]));
    let (file, mask) = (png(&given), mask(96, 72));
    let parts: [(&str, Option<&str>, &[u8]); 6] = [
        ("image", Some("cat.png"), &file),
        ("mask", Some("mask.png"), &mask),
        ("prompt", None, b"the blue fox"),
        ("n", None, b"2"),
        ("steps", None, b"2"),
        ("seed", None, b"7"),
    ];
    let answer = house.post_form(EDITS, &parts).await;
    let (first, second) = (pixels(&answer, 0), pixels(&answer, 1));
    assert_eq!(first.dimensions(), (96, 72));
    let stays = |x: u32, y: u32| first.get_pixel(x, y) == given.get_pixel(x, y);
    assert!((48..96).all(|x| (0..72).all(|y| stays(x, y))), "kept to the byte, transparency too");
    assert!((0..48).any(|x| !stays(x, 10)));
    assert_ne!(first, second);
    assert_eq!(pixels(&house.post_form(EDITS, &parts).await, 0), first, "the same seed");
    assert!(house.keeps(4).await, "what was sent is not kept");
}

#[actix_web::test]
async fn pictures_are_made_larger_without_a_model() {
    let folder = tempfile::tempdir().unwrap();
    let house = House::open(folder, |_| {}).await;
    let file = png(&picture(40, 30));
    let form = |scale: &'static [u8]| [("image", Some("cat.png"), file.as_slice()), ("scale", None, scale)];
    assert_eq!(pixels(&house.post_form(UPSCALES, &form(b"3")).await, 0).dimensions(), (120, 90));
    let refused = house.post_form(UPSCALES, &form(b"5")).await;
    let body = refused.json();
    assert_eq!((refused.status.as_u16(), body["error"]["param"].as_str()), (400, Some("scale")), "{body}");
    let wide = png(&picture(3000, 2));
    let refused = house.post_form(UPSCALES, &[("image", Some("wide.png"), &wide)]).await;
    let body = refused.json();
    assert_eq!((refused.status.as_u16(), body["error"]["code"].as_str()), (400, Some("bad_size")), "{body}");
}

#[actix_web::test]
async fn pictures_are_widened_and_varied() {
    let house = house().await;
    let file = png(&picture(64, 64));
    let wide: [(&str, Option<&str>, &[u8]); 4] = [
        ("image[]", Some("a.png"), &file),
        ("prompt", None, b"the red fox"),
        ("outpaint", None, b"0,0,32,0"),
        ("steps", None, b"1"),
    ];
    let wide = pixels(&house.post_form(EDITS, &wide).await, 0);
    assert_eq!((wide.dimensions(), *wide.get_pixel(0, 63)), ((96, 64), *picture(64, 64).get_pixel(0, 63)));
    let varied: [(&str, Option<&str>, &[u8]); 3] =
        [("image", Some("a.png"), &file), ("size", None, b"128x128"), ("steps", None, b"2")];
    assert_eq!(pixels(&house.post_form(VARIATIONS, &varied).await, 0).dimensions(), (128, 128));
}

#[actix_web::test]
async fn without_a_checkpoint_pictures_are_recoloured_and_edits_say_what_is_missing() {
    let house = House::new().await;
    let file = png(&picture(40, 30));
    let image: (&str, Option<&str>, &[u8]) = ("image", Some("a.png"), &file);
    let varied = pixels(&house.post_form(VARIATIONS, &[image]).await, 0);
    assert_eq!(varied.dimensions(), (40, 30));
    assert_ne!(varied, picture(40, 30));
    let answer = house.post_form(EDITS, &[image, ("prompt", None, b"a hat")]).await;
    let error = &answer.json()["error"];
    assert_eq!(
        (answer.status.as_u16(), &error["code"], &error["param"]),
        (400, &json!("cannot_edit"), &json!("model"))
    );
    assert!(error["message"].as_str().unwrap().contains("vector-1 cannot start from a picture"), "{error}");
}

#[actix_web::test]
async fn what_cannot_be_used_is_named_and_nothing_is_queued() {
    let house = House::idle().await;
    let file = png(&picture(40, 30));
    let check = async |changes: &[(&str, &[u8])], code: &str, param: Value| {
        let mut parts =
            vec![("image", Some("a.png"), file.as_slice()), ("prompt", None, b"a hat".as_slice())];
        parts.retain(|(name, ..)| changes.iter().all(|(changed, _)| changed != name));
        parts.extend(
            changes.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (*name, None, *value)),
        );
        let answer = house.post_form(EDITS, &parts).await;
        let error = &answer.json()["error"];
        assert_eq!(
            (answer.status.as_u16(), &error["code"], &error["param"]),
            (400, &json!(code), &param),
            "{error}"
        );
    };
    check(&[("image", b"")], "missing_required_parameter", json!("image")).await;
    check(&[("image", b"GIF89a")], "bad_image", json!("image")).await;
    check(&[("prompt", b"")], "missing_required_parameter", json!("prompt")).await;
    check(&[("mask", &mask(39, 30))], "bad_mask", json!("mask")).await;
    check(&[("mask", &file)], "bad_mask", json!("mask")).await;
    check(&[("size", b"512x512")], "bad_size", json!("size")).await;
    check(&[("strength", b"2")], "invalid_value", json!("strength")).await;
    check(&[("outpaint", b"1,2")], "invalid_value", json!("outpaint")).await;
    check(&[("outpaint", b"5000")], "bad_image", json!("image")).await;
    check(&[("n", b"11")], "invalid_value", json!("n")).await;
    check(&[("sampler", b"plms")], "invalid_value", json!("sampler")).await;
    check(&[("model", b"nothing-1")], "invalid_value", json!("model")).await;
    check(&[("colour", b"red")], "unknown_parameter", json!("colour")).await;
    check(&[("image[]", &file), ("image[]", &file)], "invalid_value", json!("image[]")).await;
    check(&[("image[]", &file), ("prompt", b"a hat")], "invalid_value", json!("image[]")).await;
    check(&[("output_format", b"svg")], "invalid_value", json!("output_format")).await;
    check(&[("stream", b"maybe")], "invalid_value", json!("stream")).await;
    check(&[("input_fidelity", b"most")], "invalid_value", json!("input_fidelity")).await;
    assert_eq!(house.get("/v1/jobs").await.json()["jobs"], json!([]));
}

#[actix_web::test]
async fn a_form_may_be_json_and_its_result_another_file() {
    let house = house().await;
    let url = format!("data:image/png;base64,{}", STANDARD.encode(png(&picture(64, 64))));
    let body = json!({
        "model": "gpt-image-1", "prompt": "the red fox", "image": url, "steps": 1, "input_fidelity": "high",
        "output_format": "jpeg", "output_compression": 80
    });
    let answer = house.post(EDITS, body).await;
    assert_eq!(pixels(&answer, 0).dimensions(), (64, 64));
    assert_eq!(answer.json()["output_format"], "jpeg");
    assert!(answer.header("vignette-notes").contains("input_fidelity: means a strength of 0.35"));
    let fetched = json!({"prompt": "a hat", "image": "https://example.com/cat.png"});
    let answer = house.post(EDITS, fetched).await;
    assert_eq!((answer.status.as_u16(), &answer.json()["error"]["param"]), (400, &json!("image")));
}

#[actix_web::test]
async fn a_stream_of_an_edit_shows_previews_and_ends_whole() {
    let house = house().await;
    let file = png(&picture(64, 64));
    let parts: [(&str, Option<&str>, &[u8]); 5] = [
        ("image", Some("a.png"), &file),
        ("prompt", None, b"the red fox"),
        ("steps", None, b"3"),
        ("stream", None, b"true"),
        ("partial_images", None, b"3"),
    ];
    let answer = house.post_form(EDITS, &parts).await;
    let text = String::from_utf8(answer.body).unwrap();
    let types: Vec<Value> = (text.lines().filter_map(|line| line.strip_prefix("data: ")))
        .map(|data| serde_json::from_str::<Value>(data).unwrap()["type"].clone())
        .collect();
    assert_eq!(types.last(), Some(&json!("image_edit.completed")), "{types:?}");
    assert!(types.len() <= 4, "{types:?}");
}
