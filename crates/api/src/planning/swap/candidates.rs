//! Who could take a duty that is offered to all.

use serde::Serialize;
use utoipa::ToSchema;
use yuandi_scheduler::format::{Problem, Skills, Team};

use super::{Ground, HandError, Swap, judged, published};
use crate::domain::decision::Decision;
use crate::domain::edit::DutyKind;

/// Teams that are judged at most: the checker reads the whole plan for each.
const MOST_JUDGED: usize = 40;
/// Teams that are asked at most: whoever asks everybody is answered by nobody.
const MOST_ASKED: usize = 10;

/// A team that could take a duty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Candidate {
    /// Team.
    pub team: String,
    /// What it would cost more.
    pub cost: i64,
}

/// Those that break no rule, the cheapest first.
pub(super) fn of(ground: &Ground, problem: &Problem, swap: &Swap) -> Result<Vec<Candidate>, HandError> {
    let (_, decisions) = published(ground)?;
    let duty = super::find(decisions, &swap.duty())?;
    let asked = skills(problem, swap);
    let can = problem.teams.iter().filter(|team| {
        team.id != swap.team && able(team, asked) && is_there(team, duty) && is_free(&team.id, decisions, duty)
    });
    let mut candidates = Vec::new();
    for team in can.take(MOST_JUDGED) {
        let judged = match judged(ground, problem, swap, &team.id) {
            Ok(judged) => judged,
            Err(HandError::Cannot(_)) => continue,
            Err(error) => return Err(error),
        };
        if judged.breaks.is_empty() {
            let (cost, _) = judged.difference();
            candidates.push(Candidate {
                team: team.id.clone(),
                cost,
            });
        }
    }
    candidates.sort_by(|a, b| (a.cost, &a.team).cmp(&(b.cost, &b.team)));
    candidates.truncate(MOST_ASKED);
    Ok(candidates)
}

fn skills<'p>(problem: &'p Problem, swap: &Swap) -> Option<&'p Skills> {
    match swap.kind {
        DutyKind::Session => problem
            .sessions
            .iter()
            .find(|s| s.id == swap.activity)
            .map(|s| &s.skills),
        DutyKind::Need => problem.needs.iter().find(|n| n.id == swap.activity).map(|n| &n.skills),
    }
}

fn able(team: &Team, asked: Option<&Skills>) -> bool {
    let has = |(skill, level): (&String, &i32)| team.skills.get(skill).copied().unwrap_or(0) >= *level;
    asked.is_none_or(|asked| asked.iter().all(has))
}

fn is_there(team: &Team, duty: &Decision) -> bool {
    let mut spans = team.available.iter();
    spans.any(|(from, to)| from.to_string() <= duty.start && duty.end <= to.to_string())
}

fn is_free(team: &str, decisions: &[Decision], duty: &Decision) -> bool {
    let overlaps = |other: &&Decision| other.team == team && other.start < duty.end && duty.start < other.end;
    !decisions.iter().any(|other| overlaps(&other))
}
