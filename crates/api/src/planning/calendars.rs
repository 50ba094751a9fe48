//! Students' calendars for the library: our reader of iCalendar, in the form that it asks for.

use chrono::NaiveDate;
use chrono_tz::Tz;
use yuandi_scheduler::term::{Busy, CalendarFault};

use crate::ical;

/// Reads a calendar's busy time from the first date up to the second.
///
/// # Errors
/// What is wrong with the file, by line.
pub fn busy(bytes: &[u8], first: NaiveDate, end: NaiveDate, zone: Tz) -> Result<Busy, Vec<CalendarFault>> {
    let read = ical::read(bytes).map(|calendar| calendar.busy(first, end, zone));
    read.map_err(|faults| {
        let fault = |fault: ical::ReadFault| CalendarFault {
            line: fault.line,
            code: fault.code,
            cause: fault.cause,
        };
        faults.into_iter().map(fault).collect()
    })
}
