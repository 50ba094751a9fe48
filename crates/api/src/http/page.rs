//! Lists in pages: each page names where the next begins.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::problem::{FieldError, Problem};

/// Rows of a page when nothing is asked.
const USUAL: u16 = 100;
/// Rows of a page at most.
const MOST: u16 = 1000;

/// Which page.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// Rows at most.
    #[param(minimum = 1, maximum = 1000)]
    pub limit: Option<u16>,
    /// The `next` of the page before.
    #[param(pattern = "^[A-Za-z0-9_-]*$")]
    pub cursor: Option<String>,
}

/// A page.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Page<T> {
    /// Rows.
    pub items: Vec<T>,
    /// Cursor of the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

impl PageQuery {
    /// Rows asked for, and the key after which they begin.
    ///
    /// # Errors
    /// A limit out of range, a cursor that no page gave.
    pub fn bounds(&self) -> Result<(usize, String), Problem> {
        let mut errors = Vec::new();
        let limit = self.limit.unwrap_or(USUAL);
        if !(1..=MOST).contains(&limit) {
            let remedy = format!("Ask for 1 to {MOST} rows.");
            errors.push(FieldError::new(
                "limit",
                "out-of-range",
                format!("{limit} rows"),
                remedy,
            ));
        }
        let after = self.cursor.as_deref().map(|cursor| {
            let bytes = URL_SAFE_NO_PAD.decode(cursor).ok();
            let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
            text.filter(|text| !text.contains('\0'))
        });
        if after == Some(None) {
            errors.push(cursor_error());
        }
        if !errors.is_empty() {
            return Err(Problem::invalid(errors));
        }
        Ok((usize::from(limit), after.flatten().unwrap_or_default()))
    }
}

fn cursor_error() -> FieldError {
    let remedy = "Send the `next` of the page before as it was.";
    FieldError::new("cursor", "not-a-cursor", "no page gave this cursor", remedy)
}

/// 422: a cursor that no page of this list gave.
#[must_use]
pub fn not_a_cursor() -> Problem {
    Problem::invalid(vec![cursor_error()])
}

impl<T> Page<T> {
    /// A page of what was read: one row more than `limit` says that there is a next page.
    pub fn of(items: Vec<T>, limit: usize, key: impl Fn(&T) -> &str) -> Self {
        Self::by(items, limit, |item| key(item).to_owned())
    }

    /// The same, by a key that is made for it.
    pub fn by(mut items: Vec<T>, limit: usize, key: impl Fn(&T) -> String) -> Self {
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items
            .last()
            .filter(|_| more)
            .map(|last| URL_SAFE_NO_PAD.encode(key(last)));
        Self { items, next }
    }
}
