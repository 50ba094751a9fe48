//! Texts that a spreadsheet would run: `=HYPERLINK(…)` in a resident's remark is a formula once the file is opened.
//!
//! A cell of a CSV file that begins like a formula gets an apostrophe in front, as OWASP's page on CSV injection advises; and so does
//! one that has such apostrophes already, so that taking one off when it is read gives back the very text. Numbers stay as they are.

use std::borrow::Cow;

/// What a formula begins with: the signs of OWASP's list and their wide forms, which Chinese input methods write.
const BEGINS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The text of a cell as a CSV file has it.
#[must_use]
pub fn guarded(cell: &str) -> Cow<'_, str> {
    if is_risky(cell) && !is_number(cell) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The text that [`guarded`] was given.
pub(super) fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_risky(rest)).unwrap_or(cell)
}

/// Whether it begins like a formula, after any number of apostrophes.
fn is_risky(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(BEGINS)
}

fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix(['-', '+']).unwrap_or(cell);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, fraction]
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::{guarded, unguarded};

    #[test]
    fn what_is_guarded_comes_back_and_is_no_formula() {
        for text in [
            "=1+1", "'=1+1", "''=1", "+86 931", "-", "-3.5.1", "@home", "\t=1", "＝1", "'", "''", "'quoted'", "-3",
            "-3.50", "+5", "plain", "", "-1;2", "--1",
        ] {
            let cell = guarded(text);
            assert_eq!(unguarded(&cell), text);
            let number = cell.parse::<f64>().is_ok();
            assert!(
                number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']),
                "{cell}"
            );
        }
        assert_eq!(guarded("-3"), "-3");
        assert_eq!(guarded("'=x"), "''=x");
    }
}
