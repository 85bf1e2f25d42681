//! JSON-RPC 2.0 as the protocol uses it: one message in, at most one out.

use serde_json::{Value, json};

/// The versions of the protocol that are spoken here, the newest first.
pub const VERSIONS: [&str; 4] = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"];

/// A request, or a notification, which has no id.
#[derive(Debug)]
pub struct Call {
    pub id: Option<Value>,
    pub method: String,
    pub params: Value,
}

/// Why a message has no result: a code of JSON-RPC, and a sentence.
#[derive(Debug, PartialEq)]
pub struct Refusal {
    code: i64,
    message: String,
}

impl Refusal {
    /// The message is not JSON.
    fn unreadable(cause: impl std::fmt::Display) -> Self {
        Self { code: -32700, message: format!("the message is not JSON: {cause}") }
    }

    /// The message is JSON, and no request.
    fn no_request(reason: &str) -> Self {
        Self { code: -32600, message: reason.to_owned() }
    }

    /// There is no such method.
    pub fn no_method(method: &str) -> Self {
        Self { code: -32601, message: format!("there is no method “{method}”") }
    }

    /// The method cannot use these values.
    pub fn bad_params(reason: impl Into<String>) -> Self {
        Self { code: -32602, message: reason.into() }
    }
}

/// Reads a message.
///
/// # Errors
/// [`Refusal`] for what is no request; batches are none since version 2025-06-18.
pub fn read(message: &[u8]) -> Result<Call, Refusal> {
    let mut message: Value = serde_json::from_slice(message).map_err(Refusal::unreadable)?;
    if message["jsonrpc"] != "2.0" {
        return Err(Refusal::no_request("a message is an object with “jsonrpc”: “2.0”"));
    }
    let id = message.get("id").filter(|id| !id.is_null()).cloned();
    if id.as_ref().is_some_and(|id| !id.is_string() && !id.is_number()) {
        return Err(Refusal::no_request("the id is neither text nor number"));
    }
    match message["method"].as_str() {
        Some(method) => Ok(Call { id, method: method.to_owned(), params: message["params"].take() }),
        // An answer to a question of ours, and we ask none: taken as a notification.
        None if message.get("result").is_some() || message.get("error").is_some() => {
            Ok(Call { id: None, method: "notifications/answer".to_owned(), params: Value::Null })
        }
        None => Err(Refusal::no_request("the message has no method")),
    }
}

/// The answer to the request of that id.
pub fn answer(id: &Value, result: Result<Value, Refusal>) -> Value {
    match result {
        Ok(result) => json!({"jsonrpc": "2.0", "id": id, "result": result}),
        Err(Refusal { code, message }) => {
            json!({"jsonrpc": "2.0", "id": id, "error": {"code": code, "message": message}})
        }
    }
}

/// What a client is told when it comes: the version it asked for if it is known, else the newest.
pub fn welcome(params: &Value) -> Value {
    let asked = params["protocolVersion"].as_str().filter(|version| is_known(version));
    json!({
        "protocolVersion": asked.unwrap_or(VERSIONS[0]),
        "capabilities": {"tools": {"listChanged": false}},
        "serverInfo": {"name": "vignette", "title": "Vignette", "version": env!("CARGO_PKG_VERSION")},
        "instructions": "Makes posters, slide pictures, figures, icons and filled documents from words, in Korean and \
            English. Pass people's own words unchanged, with every title, date, time and place they said. Use design for \
            pages with text and create_image for pictures without; refine_design changes a design in words. A tool that \
            takes long answers with a job: ask job_status for it.",
    })
}

/// Whether a version is spoken here.
pub fn is_known(version: &str) -> bool {
    VERSIONS.contains(&version)
}

/// Whether a version is later than any spoken here; they are dates.
pub fn is_newer(version: &str) -> bool {
    version.len() == VERSIONS[0].len() && version > VERSIONS[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_read_or_refused() {
        let check = |message: &str, expected: Result<(bool, &str), i64>| {
            let read = read(message.as_bytes());
            let read = read.as_ref().map(|call| (call.id.is_some(), call.method.as_str()));
            assert_eq!(read.map_err(|refusal| refusal.code), expected, "{message}");
        };
        check(r#"{"jsonrpc": "2.0", "id": 1, "method": "ping"}"#, Ok((true, "ping")));
        check(r#"{"jsonrpc": "2.0", "id": "a", "method": "ping", "params": {}}"#, Ok((true, "ping")));
        check(r#"{"jsonrpc": "2.0", "method": "notifications/x"}"#, Ok((false, "notifications/x")));
        check(r#"{"jsonrpc": "2.0", "id": 1, "result": {}}"#, Ok((false, "notifications/answer")));
        check("{", Err(-32700));
        check("[]", Err(-32600));
        check("7", Err(-32600));
        check(r#"{"id": 1, "method": "ping"}"#, Err(-32600));
        check(r#"{"jsonrpc": "2.0", "id": {}, "method": "ping"}"#, Err(-32600));
        check(r#"{"jsonrpc": "2.0", "id": 1}"#, Err(-32600));
    }

    #[test]
    fn the_version_is_the_clients_if_it_is_known() {
        let check = |asked: &str, expected: &str| {
            assert_eq!(welcome(&json!({"protocolVersion": asked}))["protocolVersion"], expected);
        };
        check("2025-06-18", "2025-06-18");
        check("1999-01-01", VERSIONS[0]);
        assert!(is_newer("2099-01-01") && !is_newer("1999-01-01") && !is_newer("x"));
    }
}
