//! Around every request: an id, a line in the log, headers that every answer has, and the body of an error.

use std::time::{Duration, Instant};

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage as _, HttpRequest, HttpResponse};
use rand::Rng as _;
use tracing::Instrument as _;

use super::dialect::Dialect;
use super::error::{ApiError, Code};
use super::routes::Parts;
use crate::auth::Rate;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The id of a request, for its caller and the log.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// Wraps a request in its span, and its answer in what every answer has.
///
/// # Errors
/// Those of the handlers that are no answer; there are none.
pub async fn envelope<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let id = request_id(request.headers());
    let dialect = Dialect::at(request.path());
    let span = tracing::info_span!("request", %id, method = %request.method(), path = request.path());
    request.extensions_mut().insert(RequestId(id.clone()));
    async move {
        let started = Instant::now();
        let mut response = with_body(next.call(request).await?, dialect, &id);
        let rate = response.request().extensions().get::<Rate>().copied();
        add_headers(response.headers_mut(), &id);
        add_transport(&mut response);
        add_rate(response.headers_mut(), rate);
        let (status, took) = (response.status().as_u16(), started.elapsed());
        count(response.request(), dialect, status, took);
        let milliseconds = took.as_millis() as u64;
        tracing::info!(status, milliseconds, "answered");
        Ok(response)
    }
    .instrument(span)
    .await
}

/// Counts an answer for `/metrics`.
fn count(request: &HttpRequest, dialect: Dialect, status: u16, took: Duration) {
    const METHODS: [&str; 5] = ["GET", "POST", "DELETE", "HEAD", "PUT"];
    let Some(parts) = request.app_data::<Data<Parts>>() else { return };
    // Callers can send any word as a method; a label of its own for each would fill the memory.
    let method = METHODS.into_iter().find(|known| request.method().as_str() == *known).unwrap_or("other");
    parts.requests.count(&[dialect.name(), method, &status.to_string()], took);
}

/// Writes the body of an error in its caller's dialect, and its cause in the log.
fn with_body<B: MessageBody + 'static>(
    response: ServiceResponse<B>,
    dialect: Dialect,
    id: &str,
) -> ServiceResponse<impl MessageBody + use<B>> {
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response.map_into_left_body();
    }
    let known = response.response().extensions().get::<ApiError>().cloned();
    let error = known.unwrap_or_else(|| unknown_error(&response));
    if let Some(cause) = &error.cause {
        tracing::error!(cause, "the request failed");
    }
    let (request, response) = response.into_parts();
    let mut written = HttpResponse::build(error.code.status()).json(dialect.body(&error, id));
    for (name, value) in response.headers() {
        if name != header::CONTENT_TYPE && name != header::CONTENT_LENGTH {
            written.headers_mut().insert(name.clone(), value.clone());
        }
    }
    ServiceResponse::new(request, written).map_into_right_body()
}

/// What actix itself answered: a query or a header that cannot be read.
fn unknown_error<B>(response: &ServiceResponse<B>) -> ApiError {
    let message = response.response().error().map(ToString::to_string);
    let message = message.unwrap_or_else(|| "the request cannot be read".to_owned());
    match response.status().as_u16() {
        404 => ApiError::not_found("address"),
        405 => ApiError::new(Code::MethodNotAllowed("GET"), "the address does not take this method"),
        413 => ApiError::new(Code::TooLarge, message),
        415 => ApiError::new(Code::UnsupportedMediaType, message),
        500.. => ApiError::internal(message),
        _ => ApiError::new(Code::BadRequest, message),
    }
}

fn add_headers(headers: &mut HeaderMap, id: &str) {
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert(REQUEST_ID, id);
    }
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
        (header::PERMISSIONS_POLICY, "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
}

/// Browsers that came by TLS come by nothing else for a year.
fn add_transport<B>(response: &mut ServiceResponse<B>) {
    let hops = response.request().app_data::<Data<Parts>>().map_or(0, |parts| parts.trusted_hops);
    if super::hops::is_encrypted(response.request(), hops) {
        let year = HeaderValue::from_static("max-age=31536000");
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
}

/// How the caller's bucket of requests stands, as OpenAI's clients know it.
fn add_rate(headers: &mut HeaderMap, rate: Option<Rate>) {
    let Some(rate) = rate else { return };
    for (name, value) in [
        ("x-ratelimit-limit-requests", rate.limit.to_string()),
        ("x-ratelimit-remaining-requests", rate.remaining.to_string()),
        ("x-ratelimit-reset-requests", format!("{}ms", rate.reset)),
    ] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
}

/// The caller's own id when it is a harmless one, so that logs of both sides can be joined; else a new one.
fn request_id(headers: &HeaderMap) -> String {
    let given = headers.get(REQUEST_ID).and_then(|value| value.to_str().ok()).filter(|id| is_harmless(id));
    given.map_or_else(|| format!("req_{:032x}", new_number()), str::to_owned)
}

fn is_harmless(id: &str) -> bool {
    (1..=64).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

fn new_number() -> u128 {
    let mut random = rand::rng();
    u128::from(random.next_u64()) << 64 | u128::from(random.next_u64())
}
