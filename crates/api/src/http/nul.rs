//! NUL characters, which PostgreSQL keeps in no text: refused before anybody works with them.

use serde_json::Value as Json;

use super::problem::{FieldError, Problem};

/// Whether an address, still percent-encoded, has one.
#[must_use]
pub fn in_address(address: &str) -> bool {
    address.contains("%00")
}

/// Refuses JSON that has one in a text or a name.
///
/// # Errors
/// 422 with each such field.
pub fn refuse(bytes: &[u8]) -> Result<(), Problem> {
    // A bare NUL is no JSON; only its escape needs a look, and hardly any body has it.
    if !bytes.windows(6).any(|window| window == br"\u0000") {
        return Ok(());
    }
    let mut errors = Vec::new();
    if let Ok(json) = serde_json::from_slice(bytes) {
        collect(&json, "", &mut errors);
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Problem::invalid(errors))
    }
}

fn collect(json: &Json, field: &str, errors: &mut Vec<FieldError>) {
    let inside = |name: &str| {
        if field.is_empty() {
            name.to_owned()
        } else {
            format!("{field}.{name}")
        }
    };
    match json {
        Json::String(text) if text.contains('\0') => errors.push(error(field)),
        Json::Array(items) => {
            for (i, item) in items.iter().enumerate() {
                collect(item, &format!("{field}[{i}]"), errors);
            }
        }
        Json::Object(fields) => {
            for (name, value) in fields {
                if name.contains('\0') {
                    errors.push(error(field));
                }
                collect(value, &inside(name), errors);
            }
        }
        _ => {}
    }
}

fn error(field: &str) -> FieldError {
    FieldError::new(field, "nul", "a NUL character", "Leave it out: no text needs one.")
}

#[cfg(test)]
mod tests {
    //! Where a NUL hides, and where there is none.

    use super::refuse;

    #[test]
    fn each_is_told_by_its_field() {
        let told = |text: &str| {
            let errors = refuse(text.as_bytes()).err().map(|problem| problem.errors);
            errors
                .into_iter()
                .flatten()
                .map(|error| error.field)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            told(r#"{"a": {"b": ["x", "\u0000"]}, "c": "y\u0000"}"#),
            ["a.b[1]", "c"]
        );
        assert_eq!(told(r#"{"a": {"\u0000": 1}}"#), ["a"]);
        assert!(told(r#"{"a": "a backslash: \\u0000"}"#).is_empty());
    }
}
