//! Optimistic concurrency: a version is a strong ETag, and whoever changes something says which version they saw (RFC 9110, 13.1).

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::http::header::{ETAG, HeaderName, HeaderValue, IF_MATCH};

use super::problem::Problem;

/// The ETag of a version.
#[must_use]
pub fn header(version: i64) -> (HeaderName, HeaderValue) {
    let value = HeaderValue::from_str(&format!("\"{version}\"")).unwrap_or(HeaderValue::from_static("\"\""));
    (ETAG, value)
}

/// The version in `If-Match`.
///
/// # Errors
/// 428 without the header, 412 if it is nothing we ever sent.
pub fn if_match(request: &HttpRequest) -> Result<i64, Problem> {
    let Some(header) = request.headers().get(IF_MATCH) else {
        return Err(Problem::new(
            StatusCode::PRECONDITION_REQUIRED,
            "if-match-required",
            "Send If-Match with the ETag you read, so that nobody's change is lost.",
        ));
    };
    let text = header.to_str().unwrap_or_default().trim();
    let version = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    version.and_then(|version| version.parse().ok()).ok_or_else(stale)
}

/// 412: somebody was faster.
#[must_use]
pub fn stale() -> Problem {
    Problem::new(
        StatusCode::PRECONDITION_FAILED,
        "changed-meanwhile",
        "Somebody changed it since you read it. Read it again, then change it.",
    )
}
