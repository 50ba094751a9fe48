//! From an assignment back to ids: teams numbered in the order of their members, the score by part, reasons for who is left over.

use std::collections::BTreeMap;

use super::course::Found;
use super::model::{Model, Score, StudentIx, TeamIx};
use super::reasons;
use super::state::State;
use crate::format::formation::{Formation, Formed, TeamRow, Unformed, Unplaced};

/// The result as it is written.
pub fn formed(problem: &Formation, model: &Model, found: &Found) -> Formed {
    let mut state = State::new(model);
    state.restore(&numbered(model, &found.best.teams));
    let ids = problem
        .teams
        .iter()
        .flat_map(|kind| (1..=kind.count as usize).map(|number| kind.team(number)));
    let ids: Vec<String> = ids.collect();
    let rows = ids
        .iter()
        .enumerate()
        .filter(|(team, _)| !state.team(*team).members().is_empty());
    let unformed = ids
        .iter()
        .enumerate()
        .filter(|(team, _)| state.team(*team).members().is_empty());
    let unplaced = (0..model.students()).filter(|&student| state.team_of(student).is_none());
    Formed {
        format: "formation-result/1".into(),
        teams: rows.map(|(team, id)| row(problem, model, &state, team, id)).collect(),
        unplaced: unplaced
            .map(|student| Unplaced {
                student: problem.students[student].id.clone(),
                reasons: reasons::unplaced(model, &state, student),
            })
            .collect(),
        unformed: unformed
            .map(|(team, id)| Unformed {
                team: id.clone(),
                reasons: reasons::unformed(model, &state, team),
            })
            .collect(),
        score: Some(state.price().score),
        bound: found.bound,
        breakdown: Some(breakdown(model, &state)),
        unmet: Vec::new(),
    }
}

/// The same teams, those of a kind without settled members in the order of their first students.
fn numbered(model: &Model, teams: &[Option<TeamIx>]) -> Vec<Option<TeamIx>> {
    let mut numbers: Vec<Option<TeamIx>> = vec![None; model.teams.len()];
    let mut next: Vec<_> = model.kinds.iter().map(|kind| kind.teams.clone()).collect();
    let open = |team: &TeamIx| model.teams[*team].settled.is_empty();
    for team in teams.iter().copied().flatten() {
        if open(&team) && numbers[team].is_none() {
            numbers[team] = next[model.teams[team].kind].find(open);
        }
    }
    let new = |team: TeamIx| if open(&team) { numbers[team] } else { Some(team) };
    teams.iter().map(|team| team.and_then(new)).collect()
}

fn row(problem: &Formation, model: &Model, state: &State<'_>, team: TeamIx, id: &str) -> TeamRow {
    let mut members: Vec<StudentIx> = state.team(team).members().to_vec();
    members.sort_unstable();
    let kind = &problem.teams[model.teams[team].kind];
    let needed = model.kind_of(team).needed(members.len());
    let patterns: Vec<&[u8]> = members
        .iter()
        .map(|&member| problem.students[member].free.as_bytes())
        .collect();
    let common = problem.hours.iter().enumerate().filter(|(at, hour)| {
        let free = patterns.iter().filter(|pattern| pattern[*at] == b'1').count();
        free >= needed && hour.teams.get(&kind.id).is_some_and(|wanted| *wanted > 0)
    });
    TeamRow {
        team: id.to_owned(),
        students: members
            .iter()
            .map(|&member| problem.students[member].id.clone())
            .collect(),
        minutes: Some(common.map(|(_, hour)| hour.minutes).sum()),
        worth: Some(state.team(team).worth()),
    }
}

fn breakdown(model: &Model, state: &State<'_>) -> BTreeMap<String, Score> {
    let formed = (0..model.teams.len()).filter(|&team| !state.team(team).members().is_empty());
    let worth = |team: TeamIx| state.team(team).worth();
    let parted = (0..model.students()).flat_map(|student| {
        let friends = model.friends[student]
            .iter()
            .filter(move |(friend, _)| student < *friend);
        friends.filter(move |(friend, _)| {
            state.team_of(student).is_none() || state.team_of(student) != state.team_of(*friend)
        })
    });
    let parts = [
        ("common", formed.clone().map(worth).sum()),
        (
            "short",
            formed
                .clone()
                .map(|team| model.kind_of(team).shortness(worth(team)))
                .sum(),
        ),
        ("friends", parted.map(|(_, weight)| weight).sum()),
        ("unplaced", model.unplaced * state.unplaced().len() as Score),
        (
            "unformed",
            model.unformed * (model.teams.len() - formed.clone().count()) as Score,
        ),
    ];
    parts.map(|(part, sum)| (part.to_owned(), sum)).into()
}
