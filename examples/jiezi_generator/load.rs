//! The work that falls to each college: what a fair share is measured by.

use super::calendar::{self, day, days};
use super::colleges::{COLLEGES, owner};
use super::events::Event;
use super::hours::{Hour, Staffing};
use super::needs::Need;

/// Minutes of work for each college, were every opening staffed to its target and every need served.
pub fn by_college(hours: &[Hour], events: &[Event], needs: &[Need]) -> [u32; COLLEGES.len()] {
    let mut load = [0; COLLEGES.len()];
    let mut add = |staffing: Staffing, start, end| {
        load[owner(staffing.skill.0)] += staffing.target * (minute(end) - minute(start));
    };
    for date in (0..days()).map(day).filter(|date| !calendar::is_holiday(*date)) {
        let week = calendar::week(date);
        for hour in hours
            .iter()
            .filter(|hour| hour.weekday == calendar::followed_weekday(date))
        {
            let (last, even) = hour.weeks();
            if week <= last && (even || week % 2 == 1) {
                add(hour.staffing(), hour.start, hour.end);
            }
        }
    }
    for event in events {
        add(event.staffing, event.start, event.end);
    }
    for need in needs {
        load[owner(need.skill())] += need.minutes;
    }
    load
}

/// Minutes since midnight of `14:30`.
fn minute(time: &str) -> u32 {
    let (hours, minutes) = time.split_once(':').expect("a time with a colon");
    60 * number(hours) + number(minutes)
}

fn number(digits: &str) -> u32 {
    digits.parse().expect("digits")
}
