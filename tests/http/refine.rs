//! `POST /v1/designs/{id}/refine`: a design changed in words, with its history.

use serde_json::{Value, json};

use crate::house::House;

fn poster() -> Value {
    json!({
        "prompt": "전사 타운홀 포스터: 11월 26일 오후 3시 대회의실", "candidates": 2, "seed": 7, "formats": ["png"],
        "today": "2026-11-23"
    })
}

async fn designed(house: &House) -> String {
    let answer = house.post("/v1/designs", poster()).await;
    assert_eq!(answer.status, 202, "{}", answer.json());
    let job = answer.json()["id"].as_str().unwrap().to_owned();
    house.ended(&job).await;
    job
}

async fn refined(house: &House, job: &str, words: &str) -> Value {
    let body = json!({"words": words, "today": "2026-11-23"});
    let answer = house.post(&format!("/v1/designs/{job}/refine"), body).await;
    assert_eq!(answer.status, 202, "{}", answer.json());
    let done = house.ended(answer.json()["id"].as_str().unwrap()).await;
    assert_eq!(done["status"], json!("done"), "{done}");
    done
}

async fn png(house: &House, job: &Value) -> Vec<u8> {
    let file = job["candidates"][0]["files"]["png"]["id"].as_str().unwrap();
    house.get(&format!("/v1/files/{file}")).await.body
}

#[actix_web::test]
async fn a_design_is_changed_and_taken_back() {
    let house = House::new().await;
    let job = designed(&house).await;
    let first = house.get(&format!("/v1/jobs/{job}")).await.json();
    let one = refined(&house, &job, "swap the date to Friday").await;
    assert_eq!((&one["kind"], &one["brief"]["date"]), (&json!("refine"), &json!("2026-11-27")));
    assert_eq!(one["history"], json!({"changes": ["swap the date to Friday"], "at": 1}));
    let two = refined(&house, one["id"].as_str().unwrap(), "더 밝게").await;
    assert_eq!(two["history"], json!({"changes": ["swap the date to Friday", "더 밝게"], "at": 2}));
    let back = refined(&house, two["id"].as_str().unwrap(), "undo").await;
    assert_eq!(back["history"]["at"], json!(1));
    assert!(png(&house, &back).await == png(&house, &one).await);
    let original = refined(&house, back["id"].as_str().unwrap(), "처음 걸로 돌려줘").await;
    assert_eq!(original["history"]["at"], json!(0));
    assert!(png(&house, &original).await == png(&house, &first).await);
    assert!(png(&house, &two).await != png(&house, &one).await);
}

#[actix_web::test]
async fn what_is_not_understood_queues_nothing() {
    let house = House::new().await;
    let job = designed(&house).await;
    let check = async |address: String, body: Value, status: u16, code: &str| {
        let answer = house.post(&address, body.clone()).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.json()["error"]["code"]),
            (status, &json!(code)),
            "{body}"
        );
        answer.json()
    };
    let address = format!("/v1/designs/{job}/refine");
    let words = |words: &str| json!({"words": words});
    let unknown = check(address.clone(), words("더 있어 보이게"), 422, "not_understood").await;
    assert!(unknown["error"]["hint"].as_str().unwrap().contains("더 밝게"), "{unknown}");
    check(address.clone(), words("undo"), 422, "nothing_to_change").await;
    check(address.clone(), words("change the picture to a naked woman"), 400, "content_policy").await;
    check(address.clone(), words(" "), 400, "invalid_field").await;
    check(address.clone(), json!({"words": "더 밝게", "candidate": 3}), 404, "not_found").await;
    check(address.clone(), json!({"words": "더 밝게", "candidate": 0}), 400, "invalid_field").await;
    check("/v1/designs/none/refine".to_owned(), words("더 밝게"), 404, "not_found").await;
    let stranger = house.token_for("others", "design,read").await;
    let request = actix_web::test::TestRequest::post().uri(&address).set_json(words("더 밝게"));
    let answer = house.call(request.insert_header(("authorization", format!("Bearer {stranger}")))).await;
    assert_eq!(answer.status, 404);
    let jobs = house.get("/v1/jobs").await.json();
    assert_eq!(jobs["jobs"].as_array().unwrap().len(), 1, "{jobs}");
}
