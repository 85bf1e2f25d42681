//! Public names of models: changed while requests run, taken back, with a model that steps in.

use actix_web::test::TestRequest;
use futures_util::future::join_all;
use serde_json::{Value, json};
use vignette::config::{ModelsFolder, Rates};
use vignette::jobs::now;

use crate::house::{Answer, House};
use crate::tiny;

/// A house with the checkpoints `tiny` and `broken`, its token an administrator's.
async fn house() -> House {
    let folder = tempfile::tempdir().unwrap();
    let models = folder.path().join("models");
    tiny::write(&models.join("tiny"), 0);
    tiny::write(&models.join("broken"), 0);
    let weights = std::fs::read_dir(models.join("broken/unet")).unwrap().map(|entry| entry.unwrap().path());
    let weights = weights.filter(|path| path.extension().is_some_and(|ending| ending == "safetensors"));
    weights.for_each(|path| std::fs::write(path, b"broken").unwrap());
    let mut house = House::open(folder, |config| {
        config.models = ModelsFolder(models);
        config.limits.quotas.jobs = 0;
        config.rates = Rates { per_token: 0, per_account: 0 };
    })
    .await;
    house.token = house.token_for("administrator", "admin").await;
    house
}

async fn set(house: &House, name: &str, rule: Value) -> Answer {
    house.send(TestRequest::put().uri(&format!("/v1/routes/{name}")).set_json(rule)).await
}

/// One picture by a name; which model the notes say it means.
async fn meaning(house: &House, name: &str) -> String {
    let body = json!({"prompt": "the red fox", "size": "64x64", "model": name, "steps": 1, "response_format": "b64_json"});
    let answer = house.post("/v1/images/generations", body).await;
    assert_eq!(answer.status, 200, "{}", answer.json());
    assert!(answer.json()["data"][0]["b64_json"].is_string());
    let notes = answer.header("vignette-notes");
    notes.split("means ").nth(1).unwrap().split(';').next().unwrap().to_owned()
}

#[actix_web::test]
async fn a_switch_loses_no_request() {
    let house = house().await;
    let to = |model: &str| json!({"targets": [{"model": model}], "fallback": "vector-1"});
    assert_eq!(set(&house, "dall-e-3", to("vector-1")).await.status, 200);
    let mut meanings = Vec::new();
    for round in 0..10 {
        let batch = join_all((0..20).map(|_| meaning(&house, "dall-e-3")));
        let (batch, switched) = match round {
            3 => futures_util::join!(batch, async { Some(set(&house, "dall-e-3", to("tiny")).await) }),
            6 => futures_util::join!(batch, async { Some(set(&house, "dall-e-3", to("vector-1")).await) }),
            _ => (batch.await, None),
        };
        assert!(switched.is_none_or(|answer| answer.status == 200));
        meanings.extend(batch);
    }
    let count = |model: &str| meanings.iter().filter(|meaning| *meaning == model).count();
    assert_eq!(count("vector-1") + count("tiny"), 200, "{meanings:?}");
    assert!(count("tiny") >= 40 && count("vector-1") >= 100, "{meanings:?}");
    assert_eq!(meanings[199], "vector-1");
}

#[actix_web::test]
async fn a_change_is_taken_back_in_one_call_and_written_down() {
    let house = house().await;
    assert_eq!(meaning(&house, "gpt-image-1").await, "the default model");
    set(&house, "default", json!({"targets": [{"model": "tiny"}]})).await;
    assert_eq!(meaning(&house, "gpt-image-1").await, "tiny", "names of other services follow the default");
    let answer = set(&house, "gpt-image-1", json!({"targets": [{"model": "vector-1", "share": 1}]})).await;
    assert_eq!(answer.json()["version"], 1);
    assert_eq!(meaning(&house, "gpt-image-1").await, "vector-1");
    let rollback = TestRequest::post().uri("/v1/routes/gpt-image-1/rollback");
    assert_eq!(house.send(rollback).await.status, 200);
    assert_eq!(meaning(&house, "gpt-image-1").await, "tiny");

    let own = TestRequest::put().uri("/v1/routes/default?account=administrator");
    let own = house.send(own.set_json(json!({"targets": [{"model": "vector-1"}]}))).await;
    assert_eq!(own.status, 200, "{}", own.json());
    assert_eq!(meaning(&house, "dall-e-2").await, "vector-1", "an account's own meaning comes first");
    let listed = house.get("/v1/routes").await.json();
    assert_eq!(listed["routes"].as_array().unwrap().len(), 2, "{listed}");
    for path in ["/v1/routes/default?account=administrator", "/v1/routes/default"] {
        assert_eq!(house.delete(path).await.status, 200, "{path}");
    }
    assert_eq!(house.delete("/v1/routes/default").await.status, 404);
    assert_eq!(meaning(&house, "dall-e-2").await, "the default model");
    let log = house.get("/v1/audit").await.json().to_string();
    assert!(
        ["route.set", "route.removed", "route.rolled_back"].iter().all(|action| log.contains(action)),
        "{log}"
    );
}

#[actix_web::test]
async fn a_model_that_cannot_work_takes_no_requests() {
    let house = house().await;
    let check = async |rule: Value, status: u16, code: &str| {
        let error = set(&house, "dall-e-3", rule.clone()).await.error();
        assert_eq!((error.0, error.1.as_str()), (status, code), "{rule}");
    };
    check(json!({"targets": [{"model": "broken"}]}), 422, "model_not_ready").await;
    check(json!({"targets": [{"model": "vector-1"}], "fallback": "broken"}), 422, "model_not_ready").await;
    check(json!({"targets": [{"model": "nothing"}]}), 400, "unknown_model").await;
    check(json!({"targets": []}), 400, "invalid_field").await;
    check(json!({"targets": [{"model": "vector-1", "share": 0}]}), 400, "invalid_field").await;
    assert_eq!(house.get("/v1/routes").await.json()["routes"], json!([]));

    // It worked when it was chosen, and broke later: another steps in.
    let rule = r#"{"targets": [{"model": "broken", "share": 100}], "fallback": "vector-1"}"#;
    house.app.parts().store.set_route(None, "dall-e-3", rule, now()).await.unwrap();
    assert_eq!(meaning(&house, "dall-e-3").await, "broken");
}
