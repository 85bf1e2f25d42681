//! OpenAI's dialect.

use std::io::Write as _;
use std::net::TcpStream;
use std::time::Duration;

use actix_web::test::TestRequest;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::house::House;

#[actix_web::test]
async fn pictures_come_back_as_base64_in_the_size_asked_for() {
    let house = House::new().await;
    let body = json!({
        "model": "gpt-image-1", "prompt": "a lighthouse by the sea", "n": 2, "size": "256x128", "quality": "low",
        "background": "auto", "moderation": "low", "output_format": "png", "user": "u"
    });
    let answer = house.post("/v1/images/generations", body).await;
    assert_eq!(answer.status, 200, "{}", answer.json());
    let body = answer.json();
    assert!(body["created"].as_i64().unwrap() > 1_700_000_000);
    let pictures: Vec<_> = (body["data"].as_array().unwrap().iter())
        .map(|datum| STANDARD.decode(datum["b64_json"].as_str().unwrap()).unwrap())
        .collect();
    assert_eq!(pictures.len(), 2);
    assert_ne!(pictures[0], pictures[1]);
    for picture in pictures {
        let picture = image::load_from_memory(&picture).unwrap();
        assert_eq!((picture.width(), picture.height()), (256, 128));
    }
}

#[actix_web::test]
async fn names_of_retired_models_work_and_answer_as_their_callers_expect() {
    let house = House::new().await;
    for (model, field) in
        [("dall-e-2", "url"), ("dall-e-3", "url"), ("gpt-image-1", "b64_json"), ("vector-1", "b64_json")]
    {
        let body = json!({"model": model, "prompt": "a leaf", "size": "64x64"});
        let answer = house.post("/v1/images/generations", body).await;
        assert_eq!(answer.status, 200, "{model}: {}", answer.json());
        assert!(answer.json()["data"][0][field].is_string(), "{model}");
    }
}

#[actix_web::test]
async fn errors_have_openais_shape() {
    let house = House::idle().await;
    let check = async |change: Value, param: Value, code: &str| {
        let mut body = json!({"prompt": "a leaf", "model": "dall-e-3"});
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let answer = house.post("/v1/images/generations", body).await;
        let error = &answer.json()["error"];
        assert_eq!(answer.status, 400, "{change}: {error}");
        assert_eq!((&error["param"], &error["code"]), (&param, &json!(code)), "{change}: {error}");
        assert_eq!(error["type"], "invalid_request_error");
        assert!(answer.header("x-request-id").starts_with("req_"));
    };
    check(json!({"prompt": ""}), json!("prompt"), "empty_prompt").await;
    check(json!({"n": 0}), json!("n"), "invalid_value").await;
    check(json!({"n": 11}), json!("n"), "invalid_value").await;
    check(json!({"size": "0x512"}), json!("size"), "invalid_value").await;
    check(json!({"size": "9000x9000"}), json!("size"), "invalid_value").await;
    check(json!({"model": "nothing-1"}), json!("model"), "invalid_value").await;
    check(json!({"response_format": "tiff"}), json!("response_format"), "invalid_value").await;
    check(json!({"output_format": "gif"}), json!("output_format"), "invalid_value").await;
    check(json!({"output_compression": 50}), json!("output_compression"), "invalid_value").await;
    check(json!({"background": "blue"}), json!("background"), "invalid_value").await;
    check(
        json!({"background": "transparent", "output_format": "jpeg"}),
        json!("background"),
        "invalid_value",
    )
    .await;
    let page = json!({"background": "transparent", "prompt": "a poster: Town hall, May 5, 3 pm"});
    check(page, json!("background"), "invalid_value").await;
    check(json!({"quality": "best"}), json!("quality"), "invalid_value").await;
    check(json!({"moderation": "none"}), json!("moderation"), "invalid_value").await;
    check(json!({"stream": true, "response_format": "url"}), json!("response_format"), "invalid_value").await;
    check(json!({"partial_images": 2}), json!("partial_images"), "invalid_value").await;
    check(json!({"prompt": "a nude portrait"}), json!("prompt"), "content_policy_violation").await;
    check(json!({"colour": "red"}), json!("colour"), "unknown_parameter").await;
    let answer = house.call(TestRequest::post().uri("/v1/images/generations")).await;
    assert_eq!((answer.status.as_u16(), &answer.json()["error"]["code"]), (401, &json!("invalid_api_key")));
}

#[actix_web::test]
async fn a_refusal_has_the_code_its_caller_knows() {
    let house = House::new().await;
    for (model, code) in [("dall-e-3", "content_policy_violation"), ("gpt-image-1", "moderation_blocked")] {
        let body = json!({"model": model, "prompt": "a nude portrait", "size": "64x64"});
        let answer = house.post("/v1/images/generations", body).await;
        assert_eq!((answer.status.as_u16(), &answer.json()["error"]["code"]), (400, &json!(code)), "{model}");
    }
}

#[actix_web::test]
async fn a_caller_that_goes_away_has_its_job_called_off() {
    // Nobody works, so that only the caller's leaving can end the job.
    let house = House::with(|config| {
        config.workers.count = 0;
        config.listen.0.set_port(0);
    })
    .await;
    let (server, address) = house.app.serve().unwrap();
    let handle = server.handle();
    let serving = tokio::spawn(server);
    let body = r#"{"prompt": "a leaf"}"#;
    let mut caller = TcpStream::connect(address).unwrap();
    write!(
        caller,
        "POST /v1/images/generations HTTP/1.1\r\nhost: a\r\napi-key: {}\r\ncontent-length: {}\r\n\r\n{body}",
        house.token,
        body.len()
    )
    .unwrap();
    let status = async || house.get("/v1/jobs").await.json()["jobs"][0]["status"].clone();
    while status().await != "queued" {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    drop(caller);
    for _ in 0..200 {
        if status().await == "cancelled" {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(status().await, "cancelled");
    handle.stop(false).await;
    serving.await.unwrap().unwrap();
}

/// The bytes of the first picture.
fn first(answer: &crate::house::Answer) -> Vec<u8> {
    let body = answer.json();
    assert_eq!(answer.status, 200, "{body}");
    STANDARD.decode(body["data"][0]["b64_json"].as_str().unwrap()).unwrap()
}

#[actix_web::test]
async fn pictures_come_in_the_file_format_asked_for() {
    let house = House::new().await;
    let check = async |fields: Value, magic: &[u8]| {
        let mut body = json!({"prompt": "an icon of a leaf", "size": "96x96", "seed": 7});
        body.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        let answer = house.post("/v1/images/generations", body).await;
        let file = first(&answer);
        assert!(file.windows(magic.len()).take(64).any(|window| window == magic), "{fields}");
        assert_eq!(answer.json()["output_format"], fields["output_format"]);
        (file, answer)
    };
    let (fine, _) = check(json!({"output_format": "jpeg"}), b"\xff\xd8\xff").await;
    let (rough, _) = check(json!({"output_format": "jpeg", "output_compression": 20}), b"\xff\xd8\xff").await;
    assert!(rough.len() < fine.len());
    let (svg, answer) = check(json!({"output_format": "svg"}), b"<svg").await;
    assert!(String::from_utf8(svg).unwrap().contains("</svg>") && answer.json()["size"].is_null());
    let (webp, answer) = check(json!({"output_format": "webp", "background": "transparent"}), b"WEBP").await;
    let pixels = image::load_from_memory(&webp).unwrap().into_rgba8();
    assert_eq!(
        (pixels.get_pixel(0, 0).0[3], pixels.dimensions()),
        (0, (96, 96)),
        "its corner is transparent"
    );
    assert!(pixels.pixels().filter(|pixel| pixel.0[3] == 255).count() > 500, "and the leaf is there");
    assert_eq!(
        (&answer.json()["background"], &answer.json()["size"]),
        (&json!("transparent"), &json!("96x96"))
    );
    let (solid, _) = check(json!({"output_format": "png", "background": "opaque"}), b"PNG").await;
    assert!(!image::load_from_memory(&solid).unwrap().color().has_alpha());
}

#[actix_web::test]
async fn what_a_field_was_mapped_to_is_said() {
    let house = House::new().await;
    let plain = json!({"prompt": "a leaf", "size": "64x64"});
    assert_eq!(house.post("/v1/images/generations", plain).await.header("vignette-notes"), "");
    let body = json!({
        "prompt": "a leaf", "size": "64x64", "model": "gpt-image-2", "quality": "low", "style": "vivid",
        "moderation": "low", "user": "u", "safety_identifier": "s", "output_format": "webp", "output_compression": 50
    });
    let answer = house.post("/v1/images/generations", body).await;
    let notes = answer.header("vignette-notes").to_owned();
    for field in [
        "model: gpt-image-2",
        "quality: ",
        "style: ",
        "moderation: ",
        "user: ",
        "safety_identifier: ",
        "output_compression: ",
    ] {
        assert!(notes.contains(field), "{field} is not in {notes}");
    }
    let usage = answer.json()["usage"].clone();
    assert_eq!(
        (&usage["input_tokens"], &usage["output_tokens"], &usage["total_tokens"]),
        (&json!(2), &json!(4), &json!(6))
    );
}

#[actix_web::test]
async fn a_stream_ends_with_the_whole_pictures() {
    let house = House::new().await;
    let body = json!({"prompt": "a leaf", "size": "64x64", "stream": true, "partial_images": 2, "model": "gpt-image-1"});
    let answer = house.post("/v1/images/generations", body).await;
    assert_eq!(answer.header("content-type"), "text/event-stream");
    let text = String::from_utf8(answer.body).unwrap();
    let data = text.lines().filter_map(|line| line.strip_prefix("data: ")).next_back().unwrap();
    let event: Value = serde_json::from_str(data).unwrap();
    assert_eq!((&event["type"], &event["size"]), (&json!("image_generation.completed"), &json!("64x64")));
    assert!(event["usage"]["total_tokens"].is_u64() && event["created_at"].is_i64(), "{event}");
    let picture = STANDARD.decode(event["b64_json"].as_str().unwrap()).unwrap();
    assert_eq!(image::load_from_memory(&picture).unwrap().width(), 64);
}
