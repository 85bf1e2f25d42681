//! Azure's addresses and MAI-Image's API.

use actix_web::test::TestRequest;
use serde_json::{Value, json};

use crate::house::House;

const DEPLOYMENT: &str = "/openai/deployments/dalle3/images/generations?api-version=2024-10-21";

#[actix_web::test]
async fn the_deployment_in_the_address_names_the_model() {
    let house = House::new().await;
    for deployment in ["vector-1", "dall-e-3", "gpt-image-1"] {
        let path =
            format!("/openai/deployments/{deployment}/images/generations?api-version=2025-04-01-preview");
        let body =
            json!({"prompt": "a leaf", "size": "64x64", "model": "nothing-1", "response_format": "b64_json"});
        let request = TestRequest::post().uri(&path).insert_header(("api-key", house.token.as_str()));
        let answer = house.call(request.set_json(body)).await;
        assert_eq!(answer.status, 200, "{deployment}: {}", answer.json());
        let datum = &answer.json()["data"][0];
        assert!(datum["b64_json"].is_string());
        assert_eq!(datum["content_filter_results"]["hate"], json!({"filtered": false, "severity": "safe"}));
    }
    let wrong = house.post(DEPLOYMENT, json!({"prompt": "a leaf"})).await;
    assert_eq!((wrong.status.as_u16(), &wrong.json()["error"]["param"]), (400, &json!("model")));
    let wrong = house.post(&DEPLOYMENT.replace("2024-10-21", "soon"), json!({"prompt": "a leaf"})).await;
    assert_eq!((wrong.status.as_u16(), &wrong.json()["error"]["param"]), (400, &json!("api-version")));
}

#[actix_web::test]
async fn a_refusal_says_its_category_as_azure_does() {
    let house = House::idle().await;
    let path = DEPLOYMENT.replace("dalle3", "dall-e-3");
    let answer = house.post(&path, json!({"prompt": "a gory battlefield"})).await;
    let error = &answer.json()["error"];
    assert_eq!(
        (answer.status.as_u16(), &error["code"]),
        (400, &json!("content_policy_violation")),
        "{error}"
    );
    let inner = &error["inner_error"];
    assert_eq!(inner["code"], "ResponsibleAIPolicyViolation");
    assert_eq!(inner["content_filter_results"]["violence"], json!({"filtered": true, "severity": "high"}));
    assert_eq!(inner["content_filter_results"]["sexual"]["filtered"], json!(false));
    assert_eq!(
        house.get("/v1/jobs").await.json()["jobs"],
        json!([]),
        "it is refused before anything is queued"
    );
}

#[actix_web::test]
async fn newer_addresses_are_openais_own() {
    let house = House::new().await;
    let body = json!({"prompt": "a leaf", "size": "64x64", "model": "gpt-image-1"});
    let answer = house.post("/openai/v1/images/generations", body).await;
    assert_eq!(answer.status, 200, "{}", answer.json());
    assert_eq!(house.get("/openai/v1/models").await.json()["object"], "list");
}

#[actix_web::test]
async fn mai_image_has_its_own_size_rules() {
    let house = House::new().await;
    let path = "/mai/v1/images/generations?api-version=preview";
    let body = json!({"model": "MAI-Image-2.5", "prompt": "a leaf", "width": 768, "height": 1024, "n": 4});
    let answer = house.post(path, body).await;
    assert_eq!(
        (answer.status.as_u16(), &answer.json()["size"]),
        (200, &json!("768x1024")),
        "{}",
        answer.json()
    );
    assert_eq!(answer.json()["data"].as_array().unwrap().len(), 1);
    assert!(
        answer.header("vignette-notes").contains("n: without effect"),
        "{}",
        answer.header("vignette-notes")
    );
    let check = async |change: Value, param: &str| {
        let mut body = json!({"model": "MAI-Image-2.5", "prompt": "a leaf"});
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let answer = house.post(path, body).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.json()["error"]["param"]),
            (400, &json!(param)),
            "{change}"
        );
    };
    check(json!({"width": 512}), "width").await;
    check(json!({"width": 2048, "height": 2048}), "width").await;
    for field in ["response_format", "seed", "negative_prompt"] {
        check(json!({field: "1"}), field).await;
    }
}
