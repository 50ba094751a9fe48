//! Bodies in JSON: what does not read is told with the field it stands in.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;

use super::nul;
use super::problem::{FieldError, Problem};

/// A body that was read.
#[derive(Clone, Copy, Debug)]
pub struct Body<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let json = content_type_is_json(request);
        let bytes = Bytes::from_request(request, payload);
        Box::pin(async move {
            if !json {
                return Err(Problem::new(
                    StatusCode::UNSUPPORTED_MEDIA_TYPE,
                    "not-json",
                    "Send the body as application/json.",
                ));
            }
            let bytes = bytes.await.map_err(|_| too_large())?;
            parse(&bytes).map(Self)
        })
    }
}

fn content_type_is_json(request: &HttpRequest) -> bool {
    let content_type = request.headers().get("content-type");
    let text = content_type.and_then(|value| value.to_str().ok()).unwrap_or_default();
    text.split(';')
        .next()
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

/// 413.
#[must_use]
pub fn too_large() -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "too-large",
        "The body is too large, or ended early.",
    )
}

/// Reads a value from JSON.
///
/// # Errors
/// 400 if it is no JSON, 422 with the field if it is not what is asked for, or holds a NUL.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    nul::refuse(bytes)?;
    object(bytes)?;
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        if error.inner().is_data() {
            let field = error.path().to_string();
            let cause = error.inner().to_string();
            // The place in the text helps nobody who sees the field.
            let cause = cause.split(" at line ").next().unwrap_or_default().to_owned();
            let remedy = "Send the field as the API's description has it.";
            Problem::invalid(vec![FieldError::new(
                field.trim_start_matches('.'),
                "does-not-read",
                cause,
                remedy,
            )])
        } else {
            not_json()
        }
    })?;
    reader.end().map_err(|_| not_json())?;
    Ok(value)
}

/// Refuses what is no object: a list would be read for one, field by field.
fn object(bytes: &[u8]) -> Result<(), Problem> {
    if bytes.trim_ascii_start().first() == Some(&b'{') {
        return Ok(());
    }
    serde_json::from_slice::<serde::de::IgnoredAny>(bytes).map_err(|_| not_json())?;
    let remedy = "Send an object as the API's description has it.";
    let error = FieldError::new("", "does-not-read", "the body is no object", remedy);
    Err(Problem::invalid(vec![error]))
}

fn not_json() -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "not-json", "The body is no JSON.")
}
