//! TEXT values: what people typed, made safe for a line and back (RFC 5545, 3.3.11).

/// Appends `text` with `\ ; ,` and line breaks escaped. Other control characters are dropped, tabs excepted: a line
/// break that reached the file would let the text add properties of its own.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(may_be_escaped) {
        let (plain, from) = rest.split_at(at);
        out.push_str(plain);
        let mut chars = from.chars();
        match chars.next() {
            Some('\\') => out.push_str("\\\\"),
            Some(';') => out.push_str("\\;"),
            Some(',') => out.push_str("\\,"),
            // Some readers break lines at the Unicode separators too.
            Some('\n' | '\u{2028}' | '\u{2029}') => out.push_str("\\n"),
            Some(c) if c == '\t' || !c.is_control() => out.push(c),
            _ => {}
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
}

/// Whether a character that begins with this byte of UTF-8 may not stand as it is: what is escaped, what is a control character, and
/// whatever begins like one beyond ASCII or like a separator. Most text has none of them, and is copied whole.
fn may_be_escaped(byte: u8) -> bool {
    byte < b' ' || matches!(byte, b'\\' | b';' | b',' | 0x7F | 0xC2 | 0xE2)
}

/// The text that was escaped. A backslash before any other character stands for itself.
pub(super) fn unescaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('n' | 'N') => out.push('\n'),
            Some(escaped @ ('\\' | ';' | ',')) => out.push(escaped),
            Some(other) => out.extend(['\\', other]),
            None => out.push('\\'),
        }
    }
    out
}

/// Whether `value` can stand on a line as it is: no control characters, no line or paragraph separators, no blanks.
pub(super) fn is_plain(value: &str) -> bool {
    let graphic = value.bytes().all(|byte| byte.is_ascii_graphic());
    !value.is_empty() && (graphic || !value.chars().any(|c| c.is_control() || c.is_whitespace()))
}
