//! DURATION values: `PT1H30M`, `P1D`, `P2W`.

use super::moment::Length;

/// The longest duration believed: ten years.
const MOST_DAYS: i64 = 3660;

/// Reads a duration; a negative or overlong one is none.
pub(super) fn parse(value: &str) -> Option<Length> {
    let value = value.strip_prefix('+').unwrap_or(value).strip_prefix('P')?;
    let (date, time) = match value.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (value, None),
    };
    if date.is_empty() && time.is_none() || time.is_some_and(str::is_empty) {
        return None;
    }
    let days = total(date, &[('W', 7), ('D', 1)])?;
    let seconds = total(time.unwrap_or(""), &[('H', 3600), ('M', 60), ('S', 1)])?;
    (days <= MOST_DAYS && seconds <= MOST_DAYS * 86_400).then_some(Length { days, seconds })
}

/// Adds up numbers followed by units, the units in their order and each at most once.
fn total(text: &str, units: &[(char, i64)]) -> Option<i64> {
    let mut rest = text;
    let mut sum: i64 = 0;
    for &(unit, worth) in units {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if let Some(after) = rest[digits..].strip_prefix(unit) {
            let count: i64 = rest[..digits].parse().ok()?;
            sum = sum.checked_add(count.checked_mul(worth)?)?;
            rest = after;
        }
    }
    rest.is_empty().then_some(sum)
}
