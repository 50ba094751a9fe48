//! Dates and times as people write them: `11月23日 星期一 14:30`, `Mon 23 Nov 14:30`.

use chrono::{Datelike as _, NaiveDateTime};

use super::texts::Texts;

/// A local time as it is stored.
pub(super) fn parse(stored: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(stored, "%Y-%m-%dT%H:%M").ok()
}

/// A moment; what is stored if it reads as none.
pub(super) fn moment(stored: &str, texts: &Texts) -> String {
    parse(stored).map_or_else(
        || stored.to_owned(),
        |at| format!("{} {}", day(at, texts), at.format("%H:%M")),
    )
}

/// From a moment to another; the day is said once if it is one.
pub(super) fn span(start: &str, end: &str, texts: &Texts) -> String {
    let end = match (parse(start), parse(end)) {
        (Some(from), Some(to)) if from.date() == to.date() => to.format("%H:%M").to_string(),
        _ => moment(end, texts),
    };
    format!("{}–{end}", moment(start, texts))
}

fn day(at: NaiveDateTime, texts: &Texts) -> String {
    let weekday = texts.weekdays[at.weekday().num_days_from_monday() as usize];
    let month = texts.months[at.month0() as usize];
    (texts.day)(weekday, at.day(), month)
}

#[cfg(test)]
mod tests {
    //! In both languages.

    use super::super::texts::{EN, ZH};
    use super::{moment, span};

    #[test]
    fn dates_are_as_people_write_them() {
        assert_eq!(moment("2026-11-23T14:30", &ZH), "11月23日 星期一 14:30");
        assert_eq!(moment("2026-11-23T14:30", &EN), "Mon 23 Nov 14:30");
        assert_eq!(
            span("2026-11-29T14:30", "2026-11-29T17:00", &ZH),
            "11月29日 星期日 14:30–17:00"
        );
        assert_eq!(
            span("2026-01-31T22:00", "2026-02-01T01:00", &EN),
            "Sat 31 Jan 22:00–Sun 1 Feb 01:00"
        );
        assert_eq!(moment("soon", &EN), "soon");
    }
}
