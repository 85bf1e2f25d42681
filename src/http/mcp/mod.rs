//! The Model Context Protocol: assistants list and call the same verbs that everybody else does.
//!
//! Read in this order: this file (`POST /mcp`, streamable HTTP), [`message`] (JSON-RPC), [`tools`] (what there is to call),
//! then the tools' own files: [`making`], [`papers`] (documents), [`shelf`] (the templates that come with Vignette), and
//! [`reply`] (what a tool gives back). `vignette mcp` speaks the same over standard input and output.
//!
//! Every answer is one JSON object: nothing is kept between requests, so any process of the server can answer any of them.
//! Streams from the server (`GET /mcp`) are not offered; the protocol lets a server say so with 405.
//! `docs/decisions/0025-mcp.md` says why this is not the `rmcp` crate.

use std::sync::Arc;

use actix_web::http::header;
use actix_web::web::{self, Bytes, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::Value;

use super::caller::Known;
use super::error::{ApiError, Code};
use super::routes::{Parts, only};
use crate::auth::Identity;

mod making;
mod message;
mod papers;
mod reply;
mod shelf;
mod tools;

/// One caller, and what may be done for them. Cheap to clone.
#[derive(Clone)]
pub struct Session {
    parts: Arc<Parts>,
    identity: Identity,
    /// Where links lead, as in `https://images.example.com`; none when no server runs.
    address: Option<String>,
    /// Whether tools may read and write files of this machine by their paths: only for the machine's own user.
    has_files: bool,
}

impl Session {
    /// A caller over HTTP, who reaches the server at `address`.
    pub fn remote(parts: Parts, identity: Identity, address: String) -> Self {
        Self { parts: Arc::new(parts), identity, address: Some(address), has_files: false }
    }

    /// A program of this machine's own user, over standard input and output.
    pub fn local(parts: Parts, identity: Identity) -> Self {
        Self { parts: Arc::new(parts), identity, address: None, has_files: true }
    }

    /// The answer to one message; none to a notification.
    pub async fn answer(&self, message: &[u8]) -> Option<Value> {
        match message::read(message) {
            Ok(call) => {
                let result = self.handle(&call.method, call.params).await;
                call.id.map(|id| message::answer(&id, result))
            }
            Err(refusal) => Some(message::answer(&Value::Null, Err(refusal))),
        }
    }

    async fn handle(&self, method: &str, params: Value) -> Result<Value, message::Refusal> {
        match method {
            "initialize" => Ok(message::welcome(&params)),
            "ping" => Ok(Value::Object(serde_json::Map::new())),
            "tools/list" => Ok(tools::list(self.has_files)),
            "tools/call" => tools::call(self, params).await,
            other if other.starts_with("notifications/") => Ok(Value::Null),
            other => Err(message::Refusal::no_method(other)),
        }
    }
}

/// Adds the address.
pub fn routes(app: &mut ServiceConfig) {
    app.service(web::resource("/mcp").post(post).default_service(only("POST")));
}

async fn post(
    request: HttpRequest,
    known: Known,
    parts: Data<Parts>,
    body: Bytes,
) -> Result<HttpResponse, ApiError> {
    let address = parts.address_for(&request);
    check_origin(&request, &address)?;
    check_version(&request)?;
    let session = Session::remote(parts.get_ref().clone(), known.0, address);
    Ok(match session.answer(&body).await {
        Some(answer) => HttpResponse::Ok().json(answer),
        None => HttpResponse::Accepted().finish(),
    })
}

/// A page of another site must not use somebody's browser to reach a server inside their network (DNS rebinding).
fn check_origin(request: &HttpRequest, address: &str) -> Result<(), ApiError> {
    let origin = request.headers().get(header::ORIGIN).map(|origin| origin.to_str().unwrap_or_default());
    match origin {
        Some(origin) if !address.eq_ignore_ascii_case(origin) => {
            Err(ApiError::new(Code::MissingScope, "another site's page may not call this address")
                .hint("call it from a program, or from a page of this server"))
        }
        _ => Ok(()),
    }
}

/// Later requests name the version that was agreed on; an unknown one is refused, a missing one is the oldest.
fn check_version(request: &HttpRequest) -> Result<(), ApiError> {
    let version = request.headers().get("mcp-protocol-version").and_then(|value| value.to_str().ok());
    match version {
        // What a client asks with before anything is agreed on is answered by the method being unknown.
        Some(version) if !message::is_known(version) && !message::is_newer(version) => Err(ApiError::new(
            Code::BadRequest,
            format!("there is no version “{version}” of the protocol here"),
        )
        .hint(format!("there are: {}", message::VERSIONS.join(", ")))),
        _ => Ok(()),
    }
}
