//! What a file says of itself, for everybody.

use actix_web::test::TestRequest;
use serde_json::{Value, json};

use crate::house::{Answer, House};

async fn verify(house: &House, file: Vec<u8>) -> Answer {
    house.call(TestRequest::post().uri("/v1/verify").set_payload(file)).await
}

#[actix_web::test]
async fn a_file_that_was_made_here_is_known_with_the_pictures_in_it() {
    let house = House::new().await;
    let design = json!({
        "prompt": "an icon of a leaf", "intent": "icon", "size": "64x64", "candidates": 1, "formats": ["png", "docx", "pptx", "pdf"]
    });
    let job = house.post("/v1/designs", design).await.json();
    let done = house.ended(job["id"].as_str().unwrap()).await;
    for (format, place) in [("png", ""), ("docx", "word/media/"), ("pptx", "ppt/media/"), ("pdf", "")] {
        let id = done["candidates"][0]["files"][format]["id"].as_str().unwrap();
        let mut file = house.get(&format!("/v1/files/{id}")).await.body;
        let told = verify(&house, file.clone()).await.json();
        assert_eq!(told["made_here"]["models"], json!(["vector-1"]), "{format}");
        let layers = json!({"xmp": true, "watermark": false, "record": true, "signature": true});
        assert_eq!(told["layers"], layers, "{format}");
        let record = &told["records"][0];
        let seen = (&record["model"], &record["source_type"], &record["found_by"], &record["signed"]);
        assert_eq!(seen, (&json!("vector-1"), &json!("algorithmicMedia"), &json!("file"), &json!(true)));
        let shown = told.to_string();
        assert!(!shown.contains("acc_") && !shown.contains(job["id"].as_str().unwrap()), "{shown}");
        let mark = &told["marks"][0];
        assert_eq!(mark["source_type"], "algorithmicMedia", "{format}: {told}");
        assert!(mark["place"].as_str().unwrap().starts_with(place), "{format}: {told}");
        file.push(b'\n');
        let changed = verify(&house, file).await;
        assert!(
            changed.status != 200 || changed.json()["made_here"].is_null(),
            "{format}: changed by one byte"
        );
    }
    let stranger = verify(&house, b"a text".to_vec()).await.json();
    let layers = json!({"xmp": false, "watermark": false, "record": false, "signature": false});
    assert_eq!(
        stranger,
        json!({"made_here": null, "layers": layers, "records": [], "marks": [], "watermarks": []})
    );
}

#[actix_web::test]
async fn a_number_in_the_pixels_is_told() {
    let house = House::idle().await;
    let mut pixels: Vec<u8> =
        (0..320 * 256).flat_map(|at| [(at % 320 / 2) as u8, (at / 320) as u8, 90]).collect();
    assert!(vignette_watermark::embed(&mut pixels, 3, 320, 256, 0xABC));
    let mut file = std::io::Cursor::new(Vec::new());
    let picture = image::RgbImage::from_raw(320, 256, pixels).unwrap();
    picture.write_to(&mut file, image::ImageFormat::Png).unwrap();
    let told = verify(&house, file.into_inner()).await.json();
    assert_eq!(told["watermarks"][0]["number"], "0000000000000abc", "{told}");
    assert_eq!((&told["made_here"], &told["marks"]), (&Value::Null, &json!([])));
}

#[actix_web::test]
async fn nobody_asks_without_end() {
    let house = House::idle().await;
    let mut last = Value::Null;
    for _ in 0..61 {
        last = json!(verify(&house, Vec::new()).await.status.as_u16());
    }
    assert_eq!(last, 429);
}
