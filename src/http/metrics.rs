//! `GET /metrics`: this process in numbers, in Prometheus' text format 0.0.4. Names of accounts, prompts and files are in none.

use std::fmt::Write as _;

use actix_web::HttpResponse;
use actix_web::web::Data;

use super::error::ApiError;
use super::routes::Parts;
use super::wire::error::ErrorBody;
use crate::auth::{Caller, CanAdminister};
use crate::jobs::counters::{BUCKETS, Timing, Timings};
use crate::jobs::now;

/// The numbers of this process and of the queue.
///
/// # Errors
/// 403 without the scope `admin`.
#[utoipa::path(
    get, path = "/metrics", operation_id = "get_metrics",
    tag = "operation",
    responses(
        (status = 200, body = String, content_type = "text/plain"),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)
    )
)]
pub async fn get(_: Caller<CanAdminister>, parts: Data<Parts>) -> Result<HttpResponse, ApiError> {
    let (states, oldest) = parts.store.queue_depth().await?;
    let waited = oldest.map_or(0.0, |oldest| (now() - oldest) as f64 / 1000.0);
    let mut text = Text::default();
    text.gauge("vignette_info", "Which version runs.", &[(&[("version", env!("CARGO_PKG_VERSION"))], 1.0)]);
    text.gauge("vignette_workers", "Jobs that may run at once.", &[(&[], parts.workers as f64)]);
    text.gauge("vignette_oldest_queued_seconds", "How long the oldest queued job waits.", &[(&[], waited)]);
    let labels: Vec<_> = states.iter().map(|(state, _)| [("state", state.as_str())]).collect();
    let jobs: Vec<(&[(&str, &str)], f64)> =
        labels.iter().zip(&states).map(|(label, (_, count))| (label.as_slice(), *count as f64)).collect();
    text.gauge("vignette_jobs", "Jobs that are kept, by state.", &jobs);
    text.timings(
        "vignette_http_request_seconds",
        "How long requests took, to the beginning of the answer.",
        &["api", "method", "status"],
        &parts.requests,
    );
    text.timings(
        "vignette_job_seconds",
        "How long jobs ran, by kind and end.",
        &["kind", "ended"],
        parts.queue.ended(),
    );
    Ok(HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(text.0))
}

/// The text as it grows.
#[derive(Default)]
struct Text(String);

impl Text {
    fn head(&mut self, name: &str, help: &str, kind: &str) {
        let _ = write!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}\n");
    }

    fn line(&mut self, name: &str, labels: &[(&str, &str)], value: f64) {
        let labels: Vec<_> =
            labels.iter().map(|(name, value)| format!("{name}=\"{}\"", escaped(value))).collect();
        let labels = if labels.is_empty() { String::new() } else { format!("{{{}}}", labels.join(",")) };
        let _ = writeln!(self.0, "{name}{labels} {value}");
    }

    fn gauge(&mut self, name: &str, help: &str, values: &[(&[(&str, &str)], f64)]) {
        self.head(name, help, "gauge");
        values.iter().for_each(|(labels, value)| self.line(name, labels, *value));
    }

    fn timings(&mut self, name: &str, help: &str, labels: &[&str], timings: &Timings) {
        self.head(name, help, "histogram");
        for (values, timing) in timings.all() {
            let labels: Vec<_> = labels.iter().copied().zip(values.iter().map(String::as_str)).collect();
            self.timing(name, &labels, &timing);
        }
    }

    fn timing(&mut self, name: &str, labels: &[(&str, &str)], timing: &Timing) {
        let ends = BUCKETS.map(|end| end.to_string());
        let buckets = ends.iter().map(String::as_str).zip(timing.buckets).chain([("+Inf", timing.count)]);
        for (end, count) in buckets {
            self.line(&format!("{name}_bucket"), &[labels, &[("le", end)]].concat(), count as f64);
        }
        self.line(&format!("{name}_sum"), labels, timing.sum);
        self.line(&format!("{name}_count"), labels, timing.count as f64);
    }
}

/// A label's value as it may stand between quotes.
fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_histogram_is_written_as_prometheus_reads_it() {
        let timings = Timings::default();
        timings.count(&["a\"b"], std::time::Duration::from_millis(500));
        let mut text = Text::default();
        text.timings("x_seconds", "Help.", &["kind"], &timings);
        let lines: Vec<_> = text.0.lines().collect();
        assert_eq!(&lines[..2], ["# HELP x_seconds Help.", "# TYPE x_seconds histogram"]);
        assert!(lines.contains(&r#"x_seconds_bucket{kind="a\"b",le="0.25"} 0"#), "{lines:?}");
        assert!(lines.contains(&r#"x_seconds_bucket{kind="a\"b",le="0.5"} 1"#), "{lines:?}");
        assert!(lines.contains(&r#"x_seconds_bucket{kind="a\"b",le="+Inf"} 1"#), "{lines:?}");
        assert_eq!(
            &lines[lines.len() - 2..],
            [r#"x_seconds_sum{kind="a\"b"} 0.5"#, r#"x_seconds_count{kind="a\"b"} 1"#]
        );
    }
}
