//! Who does what, week by week: every clinic hour with its teams, every visit with its time.

use std::collections::HashMap;

use yuandi_scheduler::format::{Plan, Problem};
use yuandi_scheduler::report::labels::Label;
use yuandi_scheduler::report::names::{Names, kind};

/// A week of the term.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Week<'a> {
    /// Its duties, in order of time.
    pub duties: Vec<Duty<'a>>,
}

/// A clinic hour with all its teams, or a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty<'a> {
    /// When: minutes on the wall since 1970.
    wall: i32,
    /// Date.
    pub date: String,
    /// Time of day.
    pub time: String,
    /// What.
    pub kind: &'a str,
    /// Where.
    pub place: &'a str,
    /// By whom.
    pub teams: Vec<&'a str>,
    /// At a resident's rather than at a fixed hour.
    pub visit: bool,
}

impl Duty<'_> {
    /// The day of the week.
    pub fn weekday(&self) -> Label {
        // 1970-01-01 was a Thursday.
        let day = (self.wall.div_euclid(24 * 60) + 3).rem_euclid(7) as usize;
        let zh = ["一", "二", "三", "四", "五", "六", "日"][day];
        Label::new(
            format!("周{zh}"),
            ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][day],
        )
    }
}

/// Every duty of a plan, a list a week.
pub fn by_week<'a>(problem: &'a Problem, plan: &'a Plan, weeks: usize) -> Vec<Week<'a>> {
    let names = Names::new(problem);
    let sessions: HashMap<&str, _> = problem.sessions.iter().map(|s| (s.id.as_str(), s)).collect();
    let needs: HashMap<&str, _> = problem.needs.iter().map(|n| (n.id.as_str(), n)).collect();
    let attended = plan
        .sessions
        .iter()
        .filter(|row| !row.teams.is_empty())
        .filter_map(|row| {
            let session = sessions.get(row.session.as_str())?;
            let teams = row.teams.iter().map(|id| names.team(id)).collect();
            Some((&session.start, kind(&session.tags), &session.place, teams, false))
        });
    let visited = plan.needs.iter().filter_map(|row| {
        let need = needs.get(row.need.as_str())?;
        Some((
            &row.start,
            kind(&need.tags),
            &need.place,
            vec![names.team(&row.team)],
            true,
        ))
    });
    let first = problem.horizon.start.day().unwrap_or(0);
    let mut found = vec![Week::default(); weeks];
    for (start, kind, place, teams, visit) in attended.chain(visited) {
        let week = start.day().map_or(0, |day| (day - first) / 7) as usize;
        let (wall, text) = (start.wall().unwrap_or(0), start.to_string());
        let (date, time) = text.split_once('T').unwrap_or((&text, ""));
        if let Some(week) = found.get_mut(week) {
            let (date, time, place) = (date.to_owned(), time.to_owned(), names.place(place));
            week.duties.push(Duty {
                wall,
                date,
                time,
                kind,
                place,
                teams,
                visit,
            });
        }
    }
    for week in &mut found {
        week.duties.sort_by_key(|duty| (duty.wall, duty.place));
    }
    found
}
