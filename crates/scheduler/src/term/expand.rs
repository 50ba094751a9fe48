//! From a term to a problem: weekly hours become sessions, timetables availability, needs windows.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, Timelike};

use super::Term;
use super::availability::Timetables;
use super::decisions::{Decision, What};
use super::exclusions;
use super::hours::{Hour, When, sessions};
use super::needs::Need;
use super::placement;
use super::settings::Settings;
use super::teams::Team;
use super::wishes::Wished;
use crate::format::{
    self, Baseline, Continuity, Fixed, Horizon, Link, LocalDate, LocalTime, Problem, Request, Session, Travel,
};

fn local(time: NaiveDateTime) -> LocalTime {
    let minute = time.time().num_seconds_from_midnight() as i32 / 60;
    LocalDate::from_naive(time.date()).day().map_or_else(
        || LocalTime::Invalid(time.to_string().into()),
        |day| LocalTime::from_day(day, minute),
    )
}

impl Term {
    /// The problem of this term.
    pub fn expand(&self) -> Problem {
        let settings = &self.settings;
        let timetables = Timetables::new(self);
        let places = self.places.iter().map(|place| format::Place {
            id: place.id.clone(),
            name: Some(place.name.clone()),
            x: Some(place.x),
            y: Some(place.y),
        });
        let held = |decisions: &[Decision], session: bool| -> Vec<Fixed> {
            decisions
                .iter()
                .filter(|d| matches!(d.what, What::Session(..)) == session)
                .map(|d| self.fixed_row(d))
                .collect()
        };
        let baseline = Baseline {
            sessions: held(&self.baseline, true),
            needs: held(&self.baseline, false),
        };
        let mut problem = Problem {
            format: "problem/1".into(),
            name: Some(settings.name.clone()),
            time_zone: settings.zone.name().into(),
            horizon: Horizon {
                start: LocalDate::from_naive(settings.first_day),
                end: LocalDate::from_naive(self.end()),
            },
            places: places.collect(),
            travel: Travel {
                metric: Some("euclidean".into()),
                per_minute: Some(settings.speed as f64),
                overhead: Some(settings.overhead as f64),
                ..Travel::default()
            },
            teams: self.teams.iter().map(|team| team_row(team, &timetables)).collect(),
            sessions: sessions(&self.hours, settings)
                .map(|(hour, date)| session_row(hour, date))
                .collect(),
            needs: self.needs.iter().map(|need| need_row(need, settings)).collect(),
            links: self.needs.iter().filter_map(link_row).collect(),
            continuity: self.continuity(),
            limits: settings.limits.clone(),
            requests: self.requests(),
            fixed: self.fixed.iter().map(|d| self.fixed_row(d)).collect(),
            baseline: (!self.baseline.is_empty()).then_some(baseline),
            weights: settings.weights,
        };
        exclusions::apply(self, &mut problem);
        placement::apply(self, &mut problem);
        problem
    }

    fn continuity(&self) -> Vec<Continuity> {
        let mut groups: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for need in &self.needs {
            if let Some(group) = &need.continuity {
                groups.entry(group).or_default().push(need.id.clone());
            }
        }
        let (max_teams, weight) = self.settings.continuity;
        groups
            .into_iter()
            .map(|(id, needs)| Continuity {
                id: id.into(),
                needs,
                max_teams,
                weight,
            })
            .collect()
    }

    fn requests(&self) -> Vec<Request> {
        let mut requests = Vec::new();
        for wish in &self.wishes {
            let row = |session, during| Request {
                team: wish.team.clone(),
                session,
                during,
                want: wish.want,
                weight: wish.weight,
            };
            match &wish.about {
                Wished::During(from, to) => requests.push(row(None, Some((local(*from), local(*to))))),
                Wished::Hour(id) => {
                    let mine = sessions(&self.hours, &self.settings).filter(|(hour, _)| hour.id == *id);
                    requests.extend(mine.map(|(hour, date)| row(Some(hour.session_id(date)), None)));
                }
            }
        }
        requests
    }

    fn fixed_row(&self, decision: &Decision) -> Fixed {
        let team = decision.team.clone();
        match &decision.what {
            What::Visit(need, start) => Fixed {
                session: None,
                need: Some(need.clone()),
                team,
                start: Some(local(*start)),
            },
            What::Session(id, date) => Fixed {
                session: Some(self.session_id(id, *date)),
                need: None,
                team,
                start: None,
            },
        }
    }
}

fn team_row(team: &Team, timetables: &Timetables<'_>) -> format::Team {
    let mut groups = vec![team.college.clone()];
    groups.extend(team.groups.iter().cloned());
    format::Team {
        id: team.id.clone(),
        name: Some(team.name.clone()),
        groups,
        home: team.home.clone(),
        skills: team.skills.clone(),
        capacity: team.capacity,
        longest_outing: team.longest_outing,
        available: timetables
            .available(team)
            .into_iter()
            .map(|(from, to)| (local(from), local(to)))
            .collect(),
    }
}

fn session_row(hour: &Hour, date: NaiveDate) -> Session {
    Session {
        id: hour.session_id(date),
        place: hour.place.clone(),
        start: local(date.and_time(hour.start)),
        end: local(date.and_time(hour.end)),
        skills: hour.skills.clone(),
        tags: vec![hour.kind.clone()],
        series: matches!(hour.when, When::Weekly(..)).then(|| hour.id.clone()),
        teams: hour.staffing.clone(),
        mix: hour.mix.clone(),
    }
}

fn need_row(need: &Need, settings: &Settings) -> format::Need {
    let windows = need.dates(settings).flat_map(|date| {
        need.times(settings)
            .map(move |(from, to)| (local(date.and_time(from)), local(date.and_time(to))))
    });
    format::Need {
        id: need.id.clone(),
        place: need.place.clone(),
        minutes: need.minutes,
        windows: windows.collect(),
        skills: need.skills.clone(),
        tags: vec![need.kind.clone()],
        load: need.load,
        unserved: need.unserved,
        due: need.due.map(local),
        late: need.late,
        allowed: need.teams.clone(),
        excluded: need.excluded.clone(),
        preferred: need.preferred.iter().cloned().collect(),
    }
}

fn link_row(need: &Need) -> Option<Link> {
    let after = need.after.as_ref()?;
    Some(Link {
        first: after.need.clone(),
        second: need.id.clone(),
        min: after.gap_min,
        max: after.gap_max,
        teams: after.teams,
        weight: after.weight,
        together: after.together,
    })
}
