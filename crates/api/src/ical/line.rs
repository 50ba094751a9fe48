//! Lines of a file: unfolding, and what is name, parameter and value.

use std::borrow::Cow;

use super::fault::excerpt;

/// A line as it was before folding.
pub(super) struct Logical<'a> {
    /// Where it begins in the file, counted from 1.
    pub(super) number: usize,
    pub(super) bytes: Cow<'a, [u8]>,
}

/// The unfolded lines of a file, empty ones left out. Works on bytes because some programs fold inside a character.
pub(super) fn logical_lines(bytes: &[u8]) -> impl Iterator<Item = Logical<'_>> {
    let mut physical = bytes
        .split(|&b| b == b'\n')
        .map(|line| line.strip_suffix(b"\r").unwrap_or(line))
        .enumerate();
    let mut ahead = physical.next();
    std::iter::from_fn(move || {
        while ahead.is_some_and(|(_, line)| line.is_empty()) {
            ahead = physical.next();
        }
        let (index, line) = ahead.take()?;
        let mut logical = Logical {
            number: index + 1,
            bytes: Cow::Borrowed(line),
        };
        for (index, line) in physical.by_ref() {
            match line {
                [b' ' | b'\t', rest @ ..] => logical.bytes.to_mut().extend_from_slice(rest),
                _ => {
                    ahead = Some((index, line));
                    break;
                }
            }
        }
        Some(logical)
    })
}

/// Properties whose parameters say what their value means. Those of others are not looked at.
const WITH_PARAMETERS: [&str; 5] = ["DTEND", "DTSTART", "EXDATE", "RDATE", "RECURRENCE-ID"];

/// Octets of name and parameters at most, where they matter: the crate's work grows with their square.
const LONGEST_HEAD: usize = 1_000;

/// Name, parameters and value of a line.
#[derive(Debug)]
pub(super) struct Property {
    pub(super) line: usize,
    /// In capitals.
    pub(super) name: String,
    params: Vec<(String, Vec<String>)>,
    /// As it stands in the file: escaped.
    pub(super) value: String,
}

impl Property {
    /// Splits an unfolded line; says why it is none.
    ///
    /// The `ical` crate splits the parameters. It never sees the value, of which it would trim colons and blanks.
    pub(super) fn parse(line: usize, text: &str) -> Result<Property, String> {
        let malformed = || format!("{} is not NAME;PARAMETERS:VALUE", excerpt(text));
        let mut quoted = false;
        let colon = text.bytes().position(|b| {
            quoted ^= b == b'"';
            b == b':' && !quoted
        });
        let colon = colon.ok_or_else(malformed)?;
        let head = &text[..colon];
        let name = head.split(';').next().unwrap_or(head);
        if name.is_empty()
            || !name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        {
            return Err(malformed());
        }
        let name = name.to_ascii_uppercase();
        let params = if name.len() == head.len() || !WITH_PARAMETERS.contains(&name.as_str()) {
            Vec::new()
        } else if head.len() > LONGEST_HEAD {
            return Err(format!(
                "{} has more than {LONGEST_HEAD} octets of parameters",
                excerpt(text)
            ));
        } else {
            let mut parser = ical::PropertyParser::from_reader(&text.as_bytes()[..=colon]);
            let parsed = parser.next().and_then(Result::ok).ok_or_else(malformed)?;
            parsed.params.unwrap_or_default()
        };
        Ok(Property {
            line,
            name,
            params,
            value: text[colon + 1..].to_owned(),
        })
    }

    /// First value of a parameter, named in capitals.
    pub(super) fn param(&self, name: &str) -> Option<&str> {
        let (_, values) = self.params.iter().find(|(key, _)| key == name)?;
        values.first().map(String::as_str)
    }
}
