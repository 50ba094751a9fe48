//! Errors as `application/problem+json` (RFC 9457), with a stable code and every field that is wrong, all at once.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use actix_web::{HttpResponse, ResponseError};
use serde::Serialize;
use utoipa::ToSchema;

use crate::db;

/// Seconds after which a client may try again when the database is busy.
const PATIENCE: u32 = 2;

/// Why a request was not done. Nothing of the program's insides is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Problem {
    /// HTTP status.
    pub status: u16,
    /// Stable code.
    #[schema(example = "invalid")]
    pub code: &'static str,
    /// What is wrong, in a sentence.
    pub title: String,
    /// The fields that are wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// Seconds after which the client may try again: the `Retry-After` header.
    #[serde(skip)]
    pub retry_after: Option<u32>,
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldError {
    /// The field; empty for the whole.
    #[schema(example = "minutes")]
    pub field: String,
    /// Stable code.
    #[schema(example = "out-of-range")]
    pub code: String,
    /// What is wrong.
    pub cause: String,
    /// What to do.
    pub remedy: String,
}

impl FieldError {
    /// A field's error.
    pub fn new(field: &str, code: &str, cause: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            field: field.to_owned(),
            code: code.to_owned(),
            cause: cause.into(),
            remedy: remedy.into(),
        }
    }
}

impl Problem {
    /// A problem without fields.
    pub fn new(status: StatusCode, code: &'static str, title: impl Into<String>) -> Self {
        Self {
            status: status.as_u16(),
            code,
            title: title.into(),
            errors: Vec::new(),
            retry_after: None,
        }
    }

    /// The same, and when to try again, in seconds.
    #[must_use]
    pub fn retry_after(self, seconds: u32) -> Self {
        Self {
            retry_after: Some(seconds),
            ..self
        }
    }

    /// 401: nobody is signed in, or the secret is not known.
    #[must_use]
    pub fn unauthenticated() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "unauthenticated",
            "Sign in, or send a valid API key.",
        )
    }

    /// 403: signed in, but not allowed.
    #[must_use]
    pub fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", "Your roles do not allow this.")
    }

    /// 403: a write without the token of the sign-in.
    #[must_use]
    pub fn conflict_of_origin() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "csrf",
            "Send the token of your sign-in in X-CSRF-Token: this may have come from another site.",
        )
    }

    /// 404: not there, or another partnership's, which is not told apart.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", "There is no such thing here.")
    }

    /// 409: the state does not allow it.
    pub fn conflict(code: &'static str, title: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, code, title)
    }

    /// 422: fields are wrong.
    #[must_use]
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        Self {
            errors,
            ..Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "invalid",
                "Some fields are wrong; nothing was changed.",
            )
        }
    }

    /// 500: our fault. What happened goes to the log alone.
    pub fn internal(cause: impl fmt::Display) -> Self {
        tracing::error!(%cause, "request failed");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "Something went wrong on our side.",
        )
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.status, self.code, self.title)
    }
}

impl std::error::Error for Problem {}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status_code());
        if self.status_code() == StatusCode::UNAUTHORIZED {
            response.insert_header((WWW_AUTHENTICATE, "Bearer"));
        }
        let busy = self.status_code() == StatusCode::SERVICE_UNAVAILABLE;
        if let Some(seconds) = self.retry_after.or(busy.then_some(PATIENCE)) {
            response.insert_header((RETRY_AFTER, seconds));
        }
        response
            .content_type("application/problem+json")
            .body(serde_json::to_vec(self).unwrap_or_default())
    }
}

impl From<db::Error> for Problem {
    fn from(error: db::Error) -> Self {
        match error {
            db::Error::Duplicate(_) => Self::conflict("exists", "There is one with this id already."),
            db::Error::Reference(_) => Self::conflict(
                "in-use-or-missing",
                "It names something that is not there, or something else still names it.",
            ),
            db::Error::Value(_) => {
                let field = error.column().unwrap_or_default();
                let remedy = "Send a value that the API's description allows.";
                Self::invalid(vec![FieldError::new(
                    &field,
                    "not-allowed",
                    "the value is not allowed here",
                    remedy,
                )])
            }
            db::Error::Busy(_) | db::Error::Closed => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "busy",
                "Too much is going on, or the service is about to stop; please try again.",
            ),
            db::Error::Superseded => Self::conflict("under-way", "Another request with this key is under way."),
            other => Self::internal(other),
        }
    }
}
