//! The activities of each team, in order of start.

use super::roster::Roster;
use super::setting::Setting;
use crate::format::LocalTime;

/// A session attended or a need served.
pub struct Activity<'a> {
    pub id: &'a str,
    pub time: &'a LocalTime,
    pub start: i64,
    pub end: i64,
    /// Day of the horizon of its start.
    pub day: i64,
    pub place: &'a str,
    pub tags: &'a [String],
    pub load: i64,
}

impl Activity<'_> {
    /// Whether it has any of the tags; without a list every activity counts.
    pub fn tagged(&self, any: Option<&Vec<String>>) -> bool {
        any.is_none_or(|any| self.tags.iter().any(|tag| any.contains(tag)))
    }
}

/// Per team, its activities by start, then end, then as the problem lists them.
pub fn of_teams<'a>(setting: &Setting<'a>, roster: &Roster<'a>) -> Vec<Vec<Activity<'a>>> {
    let mut work: Vec<Vec<Activity>> = setting.problem.teams.iter().map(|_| Vec::new()).collect();
    for (session, teams) in setting.problem.sessions.iter().zip(&roster.teams_of_session) {
        for team in teams {
            work[*team].push(Activity {
                id: &session.id,
                time: &session.start,
                start: setting.minute(&session.start),
                end: setting.minute(&session.end),
                day: setting.day(&session.start),
                place: &session.place,
                tags: &session.tags,
                load: 0,
            });
        }
    }
    for (need, visit) in setting.problem.needs.iter().zip(&roster.visits) {
        if let Some(visit) = visit {
            work[visit.team].push(Activity {
                id: &need.id,
                time: visit.time,
                start: visit.start,
                end: visit.start + need.minutes,
                day: setting.day(visit.time),
                place: &need.place,
                tags: &need.tags,
                load: need.load,
            });
        }
    }
    for activities in &mut work {
        activities.sort_by_key(|a| (a.start, a.end));
    }
    work
}
