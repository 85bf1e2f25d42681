//! A house to test in: the real app on a temporary data folder, with one account and its token.

use std::time::Duration;

use actix_web::body::to_bytes;
use actix_web::http::StatusCode;
use actix_web::http::header::HeaderMap;
use actix_web::test::{TestRequest, call_service, init_service};
use serde_json::Value;
use tempfile::TempDir;
use vignette::app::{App, create_app};
use vignette::auth::Scopes;
use vignette::config::{Config, DataFolder, Workers as WorkersConfig};
use vignette::jobs::{Workers, now};

/// The app, its folder, and someone who may use it.
pub struct House {
    pub app: App,
    pub token: String,
    pub folder: TempDir,
    workers: Option<Workers>,
}

/// An answer, read to its end.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl House {
    /// A house with a worker.
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// A house where nobody works: jobs stay queued.
    pub async fn idle() -> Self {
        Self::with(|config| config.workers.count = 0).await
    }

    pub async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self::open(folder, change).await
    }

    /// A house on a folder that may have been lived in.
    pub async fn open(folder: TempDir, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = Config {
            data: DataFolder(folder.path().join("data")),
            workers: WorkersConfig {
                count: 2,
                lease: Duration::from_millis(900),
                ..Config::default().workers
            },
            ..Config::default()
        };
        change(&mut config);
        let count = config.workers.count;
        let app = App::build(config).await.unwrap();
        let workers = (count > 0).then(|| app.work());
        let mut house = Self { app, token: String::new(), folder, workers };
        house.token = house.token_for("tests", "design,fill,read").await;
        house
    }

    pub async fn token_for(&self, account: &str, scopes: &str) -> String {
        let scopes: Scopes = scopes.parse().unwrap();
        self.app.parts().auth.create_token(account, &scopes, None, now()).await.unwrap().secret
    }

    /// Stops the workers as a process that is told to stop does, and gives the folder back.
    pub async fn stop(self) -> TempDir {
        if let Some(workers) = self.workers {
            workers.stop().await;
        }
        self.app.parts().store.close().await;
        self.folder
    }

    /// Calls the app as the request stands.
    pub async fn call(&self, request: TestRequest) -> Answer {
        let app = init_service(create_app(self.app.parts().clone())).await;
        let response = call_service(&app, request.to_request()).await;
        let (status, headers) = (response.status(), response.headers().clone());
        let body = to_bytes(response.into_body()).await.map_err(|_| "the body broke off").unwrap();
        Answer { status, headers, body: body.to_vec() }
    }

    /// Calls the app with the house's token.
    pub async fn send(&self, request: TestRequest) -> Answer {
        self.call(request.insert_header(("authorization", format!("Bearer {}", self.token)))).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(TestRequest::get().uri(path)).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send(TestRequest::delete().uri(path)).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(TestRequest::post().uri(path).set_json(body)).await
    }

    /// Posts a form of several parts: `(name, file name, content)`.
    pub async fn post_form(&self, path: &str, parts: &[(&str, Option<&str>, &[u8])]) -> Answer {
        let (content_type, body) = form(parts);
        let request = TestRequest::post().uri(path).insert_header(("content-type", content_type));
        self.send(request.set_payload(body)).await
    }

    /// How many files lie in the store.
    pub fn files_kept(&self) -> usize {
        let mut folders = vec![self.folder.path().join("data/files")];
        let mut files = 0;
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
                if entry.path().is_dir() { folders.push(entry.path()) } else { files += 1 }
            }
        }
        files
    }

    /// Whether so many files are left once a finished job has cleared away its own, within 5 s.
    pub async fn keeps(&self, files: usize) -> bool {
        for _ in 0..100 {
            if self.files_kept() == files {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        false
    }

    /// The job as it stands when it has come to its end.
    pub async fn ended(&self, id: &str) -> Value {
        for _ in 0..600 {
            let job = self.get(&format!("/v1/jobs/{id}")).await.json();
            if ["done", "failed", "cancelled"].contains(&job["status"].as_str().unwrap()) {
                return job;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the job {id} does not end");
    }
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&self.body)))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The error's code and field.
    pub fn error(&self) -> (u16, String, Option<String>) {
        let error = &self.json()["error"];
        assert!(error["message"].as_str().is_some_and(|message| !message.is_empty()), "{error}");
        let field = error["field"].as_str().map(str::to_owned);
        (self.status.as_u16(), error["code"].as_str().unwrap_or_default().to_owned(), field)
    }
}

/// A form of several parts (RFC 7578): its content type and body.
pub fn form(parts: &[(&str, Option<&str>, &[u8])]) -> (String, Vec<u8>) {
    let mut body = Vec::new();
    for (name, file, content) in parts {
        let file = file.map(|file| format!("; filename=\"{file}\"")).unwrap_or_default();
        let head = format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--edge--\r\n");
    ("multipart/form-data; boundary=edge".to_owned(), body)
}
