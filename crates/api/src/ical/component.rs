//! BEGIN and END: which component a line belongs to.

use super::fault::Faults;

/// Components inside each other at most. Calendars need three.
const DEEPEST: usize = 16;

/// The components that matter to an import. The position counts: an event inside an alarm is no event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Calendar,
    Event,
    Zone,
    /// STANDARD or DAYLIGHT.
    Observance,
    /// Anything else, skipped with all that it holds.
    Other,
}

struct Open {
    kind: Kind,
    name: String,
    line: usize,
}

/// The components begun and not ended.
#[derive(Default)]
pub(super) struct Components {
    open: Vec<Open>,
}

impl Components {
    /// The innermost one.
    pub(super) fn current(&self) -> Option<Kind> {
        self.open.last().map(|open| open.kind)
    }

    pub(super) fn begin(&mut self, name: &str, line: usize, faults: &mut Faults) -> Option<Kind> {
        if self.open.len() == DEEPEST {
            faults.add(
                line,
                "too-deep",
                format!("more than {DEEPEST} components inside each other"),
            );
            return None;
        }
        let name = name.trim().to_ascii_uppercase();
        let kind = match (self.current(), name.as_str()) {
            (None, "VCALENDAR") => Kind::Calendar,
            (Some(Kind::Calendar), "VEVENT") => Kind::Event,
            (Some(Kind::Calendar), "VTIMEZONE") => Kind::Zone,
            (Some(Kind::Zone), "STANDARD" | "DAYLIGHT") => Kind::Observance,
            _ => Kind::Other,
        };
        self.open.push(Open { kind, name, line });
        Some(kind)
    }

    /// Ends the innermost component called `name`, and with it those left open inside. Returns its kind and the line
    /// it began on.
    pub(super) fn end(&mut self, name: &str, line: usize, faults: &mut Faults) -> Option<(Kind, usize)> {
        let name = name.trim();
        let Some(place) = self.open.iter().rposition(|open| open.name.eq_ignore_ascii_case(name)) else {
            faults.add(
                line,
                "wrong-end",
                format!("END:{} without its BEGIN", super::fault::excerpt(name)),
            );
            return None;
        };
        self.report_unclosed(place + 1, faults);
        self.open.truncate(place + 1);
        self.open.pop().map(|open| (open.kind, open.line))
    }

    /// Reports what is still open when the file ends.
    pub(super) fn finish(&self, faults: &mut Faults) {
        self.report_unclosed(0, faults);
    }

    fn report_unclosed(&self, from: usize, faults: &mut Faults) {
        for open in &self.open[from..] {
            faults.add(
                open.line,
                "unclosed-component",
                format!("BEGIN:{} without its END", open.name),
            );
        }
    }
}
