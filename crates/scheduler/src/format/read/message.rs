//! What serde says, as faults with stable codes.

use crate::format::Fault;

/// Starts of serde's messages, the code each stands for, and what to do.
const CODES: [(&str, &str, &str); 6] = [
    ("missing field", "missing-field", "Add the field."),
    (
        "unknown variant",
        "unknown-value",
        "Use one of the values that the format page lists.",
    ),
    ("invalid value: integer", "out-of-range", "Give a smaller number."),
    ("duplicate field", "duplicate-field", "Write the field once."),
    (
        "invalid length",
        "wrong-type",
        "Give as many entries as the format page says.",
    ),
    ("invalid type", "wrong-type", "Write the value as the format page says."),
];

/// How serde calls what it expected, and how people do.
const EXPECTED: [(&str, &str); 6] = [
    ("expected i64", "expected a whole number"),
    ("expected i32", "expected a whole number below 2147483648"),
    ("expected f64", "expected a number"),
    ("expected a sequence", "expected a list"),
    ("expected a map", "expected an object"),
    ("expected struct ", "expected an object, a "),
];

/// A value that does not fit where it stands.
pub fn misfit(file: &str, at: &str, field: &str, message: &str) -> Fault {
    let known = CODES.iter().find(|(start, ..)| message.starts_with(start));
    let (code, remedy) = known.map_or(
        ("wrong-type", "Write it as the format page says."),
        |(_, code, remedy)| (*code, *remedy),
    );
    let mut cause = message.to_string();
    for (from, to) in EXPECTED {
        cause = cause.replace(from, to);
    }
    fault(file, at, field, code, cause, remedy)
}

/// A text that is no JSON.
pub fn not_json(file: &str, error: &serde_json::Error) -> Fault {
    let at = place(error);
    let remedy = "Mend the text there; a JSON editor shows the place.";
    fault(
        file,
        &at,
        "",
        "not-json",
        format!("the text is not JSON: {error}"),
        remedy,
    )
}

/// An error that no row shows, such as a field written twice.
pub fn as_a_whole(file: &str, error: &serde_json::Error) -> Fault {
    misfit(file, &place(error), "", &error.to_string())
}

/// A field that must be there.
pub fn missing(file: &str, path: &str, field: &str) -> Fault {
    let cause = format!("missing field `{field}`");
    fault(
        file,
        path.trim_end_matches('.'),
        field,
        "missing-field",
        cause,
        "Add the field.",
    )
}

/// A value that is no object or no list.
pub fn not_an(kind: &str, file: &str, at: &str) -> Fault {
    let remedy = "Write it as the format page says.";
    fault(file, at, "", "wrong-type", format!("expected a JSON {kind}"), remedy)
}

fn place(error: &serde_json::Error) -> String {
    format!("line {}, column {}", error.line(), error.column())
}

fn fault(file: &str, at: &str, field: &str, code: &'static str, cause: String, remedy: &str) -> Fault {
    Fault {
        file: file.into(),
        at: at.into(),
        field: field.into(),
        code,
        cause,
        remedy: remedy.into(),
    }
}
