//! A term moved by whole weeks is the same term at another time.

use chrono::NaiveDate;

use super::{base::Folder, read_folder};
use yuandi_scheduler::format::validate;
use yuandi_scheduler::term::Term;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn term() -> Term {
    read_folder(&Folder::valid()).expect("the folder is valid")
}

#[test]
fn a_term_that_holds_today_stays() {
    for today in ["2026-03-09", "2026-03-20", "2026-04-05"] {
        assert_eq!(term().moved_to(day(today)), term(), "{today}");
    }
}

#[test]
fn a_moved_term_has_today_in_its_middle_week() {
    for today in ["2026-03-08", "2026-04-06", "2026-10-14", "2024-02-29", "2031-12-31"] {
        let moved = term().moved_to(day(today));
        assert_eq!(moved.week(day(today)), 2, "{today}");
        assert_eq!((moved.settings.first_day - term().settings.first_day).num_days() % 7, 0);
        validate("moved", &moved.expand()).expect("it is as right as it was");
    }
}

/// Ten weeks later, beyond the change of the clock: every date of the problem moves, and nothing else changes.
#[test]
fn everything_moves_with_the_term() {
    let moved = term().moved_to(day("2026-06-03"));
    assert_eq!(moved.settings.first_day, day("2026-05-18"));
    assert_eq!(
        moved.settings.holidays.iter().copied().collect::<Vec<_>>(),
        [day("2026-06-12")]
    );
    assert_eq!(moved.settings.make_up[0].date, day("2026-05-23"));
    let (before, after) = (term().expand(), moved.expand());
    assert_eq!(before.sessions.len(), after.sessions.len());
    let dates = |text: &str| {
        let mut shifted = String::new();
        let mut rest = text;
        while let Some(at) = rest.find("2026-") {
            let date = day(&rest[at..at + 10]) + chrono::Days::new(70);
            shifted += &format!("{}{date}", &rest[..at]);
            rest = &rest[at + 10..];
        }
        shifted + rest
    };
    let (mut before, mut after) = (before, after);
    // Ids of sessions hold their dates; what they stand for is compared by place and time.
    for problem in [&mut before, &mut after] {
        problem
            .sessions
            .iter_mut()
            .for_each(|s| s.id = s.series.clone().unwrap_or_default());
        for row in problem
            .fixed
            .iter_mut()
            .chain(problem.baseline.iter_mut().flat_map(|b| &mut b.sessions))
        {
            row.session = row.session.as_ref().map(|id| id[..id.len() - 4].to_owned());
        }
        for row in &mut problem.requests {
            row.session = row
                .session
                .as_ref()
                .map(|id| id.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned());
        }
    }
    let json = |problem| serde_json::to_string(problem).expect("a problem is JSON");
    assert_eq!(dates(&json(&before)), json(&after));
}

#[test]
fn a_decision_moves_with_its_session() {
    let moved = term().moved_to(day("2026-06-03")).expand();
    assert_eq!(moved.fixed[0].session.as_deref(), Some("monday-0525"));
    assert!(moved.sessions.iter().any(|session| session.id == "monday-0525"));
    assert_eq!(moved.sessions.last().map(|s| s.id.as_str()), Some("fair"));
}
