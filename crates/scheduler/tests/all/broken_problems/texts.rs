//! Texts that are no JSON, or JSON of another kind.

use super::{faults_of, valid};

#[test]
fn broken_texts_are_told_with_line_and_column() {
    let cut = valid::problem().to_string();
    let cut = &cut.as_bytes()[..cut.len() / 2];
    for (text, line) in [
        (&b""[..], 1),
        (b"{\n\"format\": }", 2),
        (b"{} {}", 1),
        (b"\xff\xfe{}", 1),
        (cut, 1),
    ] {
        let faults = faults_of(text);
        assert!(faults[0].starts_with(&format!("line {line}, column ")), "{faults:?}");
        assert!(faults.len() == 1 && faults[0].ends_with(" not-json"), "{faults:?}");
    }
}

#[test]
fn another_kind_of_json_is_told() {
    assert_eq!(faults_of(b"[]")[0], "wrong-type");
    let missing = ["format", "time_zone", "horizon", "places", "travel", "teams"];
    assert_eq!(faults_of(b"{}"), missing.map(|field| format!("{field} missing-field")));
}

#[test]
fn a_field_written_twice_is_told() {
    let twice = valid::problem()
        .to_string()
        .replacen('{', r#"{"format": "problem/1", "#, 1);
    assert!(faults_of(twice.as_bytes())[0].ends_with(" duplicate-field"));
}

#[test]
fn a_byte_order_mark_is_no_fault() {
    let marked = format!("\u{feff}{}", valid::problem());
    assert_eq!(faults_of(marked.as_bytes()), Vec::<String>::new());
}
