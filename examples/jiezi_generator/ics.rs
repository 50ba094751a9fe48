//! `calendars/PERSON.ics`: a student's timetable the way a phone exports it.
//!
//! Weekly rules with holidays and make-up days left out, and each lesson moved to a make-up day as an event of its own.

use chrono::{Days, NaiveDate};

use super::calendar::{self, FIRST_DAY, MAKE_UPS};
use super::people::Person;
use super::timetables::Lesson;

const HEAD: &str = "BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Yuandi//Example timetable//ZH\r
BEGIN:VTIMEZONE\r
TZID:Asia/Shanghai\r
BEGIN:STANDARD\r
DTSTART:19700101T000000\r
TZOFFSETFROM:+0800\r
TZOFFSETTO:+0800\r
TZNAME:CST\r
END:STANDARD\r
END:VTIMEZONE\r
";

/// The whole calendar of one student.
pub fn calendar(person: &Person, lessons: &[Lesson]) -> String {
    let mut text = HEAD.to_owned();
    for (number, lesson) in lessons.iter().enumerate() {
        let uid = format!("{}-{}", person.id, number + 1);
        text += &weekly(&uid, lesson);
        for (date, ..) in MAKE_UPS
            .iter()
            .filter(|(date, follows, _)| *follows == lesson.weekday && held(lesson, *date))
        {
            text += &event(&format!("{uid}-{}", date.format("%m%d")), lesson, *date, "");
        }
    }
    text + "END:VCALENDAR\r\n"
}

/// Whether the lesson is held in the week of this date.
fn held(lesson: &Lesson, date: NaiveDate) -> bool {
    let (first, every, count) = lesson.weeks.series();
    (0..count).any(|lesson| first + lesson * every == calendar::week(date))
}

fn weekly(uid: &str, lesson: &Lesson) -> String {
    let (first, every, count) = lesson.weeks.series();
    let date = |number: usize| FIRST_DAY + Days::new((7 * (first - 1 + number * every) + lesson.weekday) as u64);
    let mut rules = format!("RRULE:FREQ=WEEKLY;INTERVAL={every};COUNT={count}\r\n");
    for cancelled in (0..count).map(date).filter(|date| is_cancelled(*date)) {
        rules += &format!("EXDATE;TZID=Asia/Shanghai:{}\r\n", stamp(cancelled, lesson.start()));
    }
    event(uid, lesson, date(0), &rules)
}

/// On holidays nothing is held, and on make-up days nothing of the weekday that the date itself has.
fn is_cancelled(date: NaiveDate) -> bool {
    calendar::is_holiday(date) || calendar::followed_weekday(date) != calendar::weekday(date)
}

fn event(uid: &str, lesson: &Lesson, date: NaiveDate, rules: &str) -> String {
    let (start, end) = (stamp(date, lesson.start()), stamp(date, lesson.end()));
    format!(
        "BEGIN:VEVENT\r\nUID:{uid}@jiezi.example\r\nDTSTAMP:20260901T000000Z\r\nDTSTART;TZID=Asia/Shanghai:{start}\r\n\
         DTEND;TZID=Asia/Shanghai:{end}\r\n{rules}SUMMARY:{}\r\nEND:VEVENT\r\n",
        lesson.course
    )
}

fn stamp(date: NaiveDate, time: &str) -> String {
    format!("{}T{}00", date.format("%Y%m%d"), time.replace(':', ""))
}
