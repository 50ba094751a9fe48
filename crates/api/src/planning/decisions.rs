//! Between the plans of the library and the decisions that the database keeps.

use std::collections::{BTreeMap, HashMap};

use chrono::{NaiveDateTime, TimeDelta};
use uuid::Uuid;
use yuandi_scheduler::format::{Baseline, Fixed, LocalTime, NeedRow, Plan, Problem, SessionRow};
use yuandi_scheduler::verify::Verdict;

use crate::db::plans::NewPlan;
use crate::domain::decision::Decision;

/// How decisions write times.
const FORMAT: &str = "%Y-%m-%dT%H:%M";

/// What a plan decides, with the times of it.
#[must_use]
pub fn of(problem: &Problem, plan: &Plan) -> Vec<Decision> {
    let sessions: HashMap<&str, _> = problem
        .sessions
        .iter()
        .map(|session| (session.id.as_str(), session))
        .collect();
    let needs: HashMap<&str, _> = problem.needs.iter().map(|need| (need.id.as_str(), need)).collect();
    let attended = plan.sessions.iter().flat_map(|row| {
        let session = sessions.get(row.session.as_str());
        let decision = move |team: &String| {
            let session = session?;
            Some(Decision {
                kind: "session".to_owned(),
                activity: row.session.clone(),
                team: team.clone(),
                start: session.start.to_string(),
                end: session.end.to_string(),
            })
        };
        row.teams.iter().filter_map(decision)
    });
    let visited = plan.needs.iter().filter_map(|row| {
        let start = row.start.to_string();
        let minutes = needs.get(row.need.as_str())?.minutes;
        let end = NaiveDateTime::parse_from_str(&start, FORMAT).ok()? + TimeDelta::minutes(minutes);
        Some(Decision {
            kind: "need".to_owned(),
            activity: row.need.clone(),
            team: row.team.clone(),
            end: end.format(FORMAT).to_string(),
            start,
        })
    });
    attended.chain(visited).collect()
}

/// The plan that makes these decisions.
#[must_use]
pub fn plan(decisions: &[Decision]) -> Plan {
    let mut sessions: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut needs = Vec::new();
    for decision in decisions {
        if decision.kind == "need" {
            needs.push(NeedRow {
                need: decision.activity.clone(),
                team: decision.team.clone(),
                start: LocalTime::parse(&decision.start),
            });
        } else {
            sessions
                .entry(&decision.activity)
                .or_default()
                .push(decision.team.clone());
        }
    }
    let row = |(session, teams): (&str, Vec<String>)| SessionRow {
        session: session.to_owned(),
        teams,
    };
    Plan {
        format: "plan/1".to_owned(),
        sessions: sessions.into_iter().map(row).collect(),
        needs,
        ..Plan::default()
    }
}

/// The plan that is a problem's baseline.
#[must_use]
pub fn of_baseline(baseline: &Baseline) -> Plan {
    let sessions = baseline
        .sessions
        .iter()
        .filter_map(|row| Some((row.session.as_deref()?, row.team.clone())));
    let mut by_session: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    sessions.for_each(|(session, team)| by_session.entry(session).or_default().push(team));
    let visit = |row: &Fixed| {
        let (need, start) = (row.need.clone()?, row.start.clone()?);
        Some(NeedRow {
            need,
            team: row.team.clone(),
            start,
        })
    };
    let row = |(session, teams): (&str, Vec<String>)| SessionRow {
        session: session.to_owned(),
        teams,
    };
    Plan {
        format: "plan/1".to_owned(),
        sessions: by_session.into_iter().map(row).collect(),
        needs: baseline.needs.iter().filter_map(visit).collect(),
        ..Plan::default()
    }
}

/// How a plan came about.
#[derive(Clone, Debug)]
pub struct Origin<'a> {
    /// `solve`, `edit`, `swap`.
    pub origin: &'a str,
    /// The plan it was made from.
    pub parent: Option<String>,
    /// Who made it.
    pub actor: &'a str,
    /// When.
    pub now: i64,
}

/// A plan to keep: its figures are the checker's.
#[must_use]
pub fn kept(problem: &Problem, plan: &Plan, verdict: &Verdict, origin: Origin<'_>) -> NewPlan {
    let json = |value: Result<String, serde_json::Error>| value.unwrap_or_default();
    NewPlan {
        id: Uuid::now_v7().simple().to_string(),
        origin: origin.origin.to_owned(),
        parent: origin.parent,
        cost: verdict.cost,
        bound: plan.bound,
        violations: verdict.violations as i64,
        parts: json(serde_json::to_string(&verdict.parts)),
        unserved: json(serde_json::to_string(&plan.unserved)),
        note: None,
        tolerated: 0,
        tolerated_why: None,
        created_by: origin.actor.to_owned(),
        created: origin.now,
        decisions: of(problem, plan),
    }
}
