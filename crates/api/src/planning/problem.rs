//! From the tables of a term, and the plan people hold in their hands, to the problem that is solved.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use yuandi_scheduler::format::{Baseline, Fixed, LocalTime, Problem};
use yuandi_scheduler::term::{Term, TermFiles};

use super::import::{RowFault, read};
use crate::domain::decision::Decision;

/// What a new plan starts from.
#[derive(Clone, Debug, Default)]
pub struct Held {
    /// Decisions of the published plan: to change one costs `weights.change`.
    pub decisions: Vec<Decision>,
    /// What starts before this instant stays as it is.
    pub frozen_until: Option<i64>,
}

/// The problem of a term.
///
/// # Errors
/// Every mistake of the term's tables.
pub fn build(files: &TermFiles, held: &Held) -> Result<Problem, Vec<RowFault>> {
    let term = read(files)?;
    let mut problem = term.expand();
    let kept: Vec<&Decision> = held
        .decisions
        .iter()
        .filter(|decision| is_there(&problem, decision))
        .collect();
    let rows = |kind: &str| {
        kept.iter()
            .filter(|d| d.kind == kind)
            .map(|d| row(d))
            .collect::<Vec<_>>()
    };
    let baseline = Baseline {
        sessions: rows("session"),
        needs: rows("need"),
    };
    let frozen = held.frozen_until.and_then(|until| wall(&term, until));
    let frozen = frozen
        .into_iter()
        .flat_map(|until| kept.iter().filter(move |decision| decision.start < until));
    let can = frozen
        .filter(|decision| is_available(&problem, decision))
        .map(|decision| row(decision));
    let can = can.filter(|fixed| !problem.fixed.contains(fixed)).collect::<Vec<_>>();
    problem.fixed.extend(can);
    if !kept.is_empty() {
        problem.baseline = Some(baseline);
    }
    Ok(problem)
}

/// The time of an instant on the term's clock, as decisions write it.
fn wall(term: &Term, instant: i64) -> Option<String> {
    let zone: Tz = term.settings.zone;
    let local = DateTime::<Utc>::from_timestamp(instant, 0)?.with_timezone(&zone);
    Some(local.format("%Y-%m-%dT%H:%M").to_string())
}

fn row(decision: &Decision) -> Fixed {
    let visit = decision.kind == "need";
    Fixed {
        session: (!visit).then(|| decision.activity.clone()),
        need: visit.then(|| decision.activity.clone()),
        team: decision.team.clone(),
        start: visit.then(|| LocalTime::parse(&decision.start)),
    }
}

/// Whether the term still has the team, and the session or need.
pub(super) fn is_there(problem: &Problem, decision: &Decision) -> bool {
    let activity = match decision.kind.as_str() {
        "need" => problem.needs.iter().any(|need| need.id == decision.activity),
        _ => problem.sessions.iter().any(|session| session.id == decision.activity),
    };
    activity && problem.teams.iter().any(|team| team.id == decision.team)
}

/// Whether the team is still there at that time: nobody is held to what they cannot do any more.
fn is_available(problem: &Problem, decision: &Decision) -> bool {
    let team = problem.teams.iter().find(|team| team.id == decision.team);
    let intervals = team.into_iter().flat_map(|team| &team.available);
    let mut spans = intervals.map(|(from, to)| (from.to_string(), to.to_string()));
    spans.any(|(from, to)| from <= decision.start && decision.end <= to)
}
