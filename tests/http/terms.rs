//! Deadlines, keys, places in the queue, turns between accounts, webhooks.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use actix_web::test::TestRequest;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use vignette::config::WebhookHosts;
use vignette::store::key::authenticate;

use crate::house::{Answer, House};

fn leaf(seed: u64) -> Value {
    json!({"prompt": "an icon of a leaf", "intent": "icon", "size": "64x64", "candidates": 1, "seed": seed, "formats": ["png"]})
}

async fn push(house: &House, body: Value, headers: &[(&str, &str)]) -> Answer {
    let request = TestRequest::post().uri("/v1/designs").set_json(body);
    house.send(headers.iter().fold(request, |request, header| request.insert_header(*header))).await
}

#[actix_web::test]
async fn a_key_leads_to_one_job() {
    let mut house = House::idle().await;
    let key = [("idempotency-key", "k-1")];
    let first = push(&house, leaf(1), &key).await.json()["id"].clone();
    assert_eq!(push(&house, leaf(1), &key).await.json()["id"], first);
    let other = push(&house, leaf(2), &key).await;
    assert_eq!(other.error(), (422, "idempotency_key_reused".to_owned(), Some("idempotency-key".to_owned())));
    assert_ne!(push(&house, leaf(1), &[("idempotency-key", "k-2")]).await.json()["id"], first);
    assert_ne!(push(&house, leaf(1), &[]).await.json()["id"], first);
    assert_eq!(push(&house, leaf(1), &[("idempotency-key", "")]).await.error().0, 400);
    house.token = house.token_for("others", "design").await;
    assert_ne!(push(&house, leaf(1), &key).await.json()["id"], first, "keys are the account's own");
}

#[actix_web::test]
async fn a_form_sent_twice_with_a_key_is_kept_once() {
    let house = House::idle().await;
    let template = std::fs::read("templates/report.docx").unwrap();
    let (kind, body) = crate::house::form(&[
        ("template", Some("a.docx"), &template),
        ("data", None, b"{}"),
        ("seed", None, b"1"),
    ]);
    let mut ids = Vec::new();
    for _ in 0..2 {
        let request =
            TestRequest::post().uri("/v1/documents/fill").insert_header(("content-type", kind.as_str()));
        let request = request.insert_header(("idempotency-key", "f")).set_payload(body.clone());
        ids.push(house.send(request).await.json()["id"].clone());
    }
    assert!(ids[0].is_string() && ids[0] == ids[1], "{ids:?}");
    assert_eq!(house.files_kept(), 1);
}

#[actix_web::test]
async fn what_a_client_sends_again_is_made_once() {
    let house = House::idle().await;
    let again = [("x-stainless-retry-count", "1")];
    let first = push(&house, leaf(1), &[("x-stainless-retry-count", "0")]).await.json()["id"].clone();
    assert_eq!(push(&house, leaf(1), &again).await.json()["id"], first);
    assert_ne!(push(&house, leaf(2), &again).await.json()["id"], first);
    house.delete(&format!("/v1/jobs/{}", first.as_str().unwrap())).await;
    assert_ne!(push(&house, leaf(1), &again).await.json()["id"], first, "it is not under way any more");
}

#[actix_web::test]
async fn a_queued_job_says_its_place_and_its_deadline() {
    let mut house = House::idle().await;
    push(&house, leaf(1), &[]).await;
    let second = push(&house, leaf(2), &[("vignette-deadline", "60")]).await.json();
    assert_eq!(second["ahead"], 1);
    assert!(second["deadline"].is_string(), "{second}");
    house.token = house.token_for("others", "design").await;
    assert_eq!(push(&house, leaf(3), &[]).await.json()["ahead"], 1, "the others have their turn");
    for wrong in ["0", "soon", "90000"] {
        let answer = push(&house, leaf(1), &[("vignette-deadline", wrong)]).await;
        assert_eq!(answer.error().2.as_deref(), Some("vignette-deadline"), "{wrong}");
    }
}

#[actix_web::test]
async fn a_light_accounts_job_overtakes_a_heavy_accounts_flood() {
    let mut before = House::idle().await;
    let heavy = before.token.clone();
    for seed in 0..20 {
        assert_eq!(push(&before, leaf(seed), &[]).await.status, 202);
    }
    before.token = before.token_for("light", "design").await;
    let light = before.token.clone();
    let job = push(&before, leaf(99), &[]).await.json();
    assert_eq!(job["ahead"], 1);
    let mut house = House::open(before.stop().await, |config| config.workers.count = 1).await;
    house.token = light;
    let done = house.ended(job["id"].as_str().unwrap()).await;
    house.token = heavy;
    let flood = house.get("/v1/jobs?limit=100").await.json();
    // As moments: written out, they have no fixed number of digits.
    let started = |job: &Value| job["started_at"].as_str()?.parse::<jiff::Timestamp>().ok();
    let earlier = |other: &&Value| started(other).is_some_and(|moment| Some(moment) < started(&done));
    assert_eq!(flood["jobs"].as_array().unwrap().iter().filter(earlier).count(), 1, "{done}");
}

/// Takes one request and answers it: its head and its body.
fn heard(listener: &TcpListener) -> (String, String) {
    let (mut stream, _) = listener.accept().unwrap();
    let mut request = String::new();
    let mut buffer = [0; 4096];
    loop {
        let length = stream.read(&mut buffer).unwrap();
        request.push_str(std::str::from_utf8(&buffer[..length]).unwrap());
        let Some((head, body)) = request.split_once("\r\n\r\n") else { continue };
        let length = head
            .lines()
            .find_map(|line| line.to_lowercase().strip_prefix("content-length: ").map(str::to_owned));
        if body.len() >= length.unwrap().parse::<usize>().unwrap() {
            stream.write_all(b"HTTP/1.1 204 No Content\r\ncontent-length: 0\r\n\r\n").unwrap();
            return (head.to_owned(), body.to_owned());
        }
    }
}

#[actix_web::test]
async fn the_end_is_told_and_signed() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/hook", listener.local_addr().unwrap());
    let house = House::with(|config| config.webhooks = WebhookHosts(vec!["127.0.0.1".to_owned()])).await;
    let job = push(&house, leaf(1), &[("vignette-webhook", &address)]).await.json();
    let (head, body) = tokio::task::spawn_blocking(move || heard(&listener)).await.unwrap();
    let header =
        |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).unwrap().trim().to_owned();
    let sent: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(sent["data"], json!({"id": job["id"], "kind": "design", "status": "done"}));

    let secret = house.get("/v1/webhooks/secret").await.json()["secret"].as_str().unwrap().to_owned();
    let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
    let signed = format!("{}.{}.{body}", header("webhook-id:"), header("webhook-timestamp:"));
    let expected = STANDARD.encode(authenticate(&key.try_into().unwrap(), &[signed.as_bytes()]));
    assert_eq!(header("webhook-signature:"), format!("v1,{expected}"));
}

#[actix_web::test]
async fn nobody_in_the_houses_own_network_is_told() {
    let house = House::idle().await;
    for address in [
        "http://example.com/",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://169.254.169.254/",
        "nonsense",
    ] {
        let answer = push(&house, leaf(1), &[("vignette-webhook", address)]).await;
        assert_eq!(answer.error().2.as_deref(), Some("vignette-webhook"), "{address}");
    }
    assert_eq!(house.get("/v1/jobs").await.json()["jobs"], json!([]));
}
