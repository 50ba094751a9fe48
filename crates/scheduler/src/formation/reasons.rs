//! Why a student is in no team, and a team not formed: what stands in the way in the result as it is.

use std::collections::BTreeSet;

use super::model::{Experience, Model, StudentIx, TeamIx};
use super::state::State;

/// Why a student is in no team, a code each.
pub fn unplaced(model: &Model, state: &State<'_>, student: StudentIx) -> Vec<String> {
    let kinds = model.kinds.iter().filter(|kind| kind.takes[student]);
    let teams = kinds.flat_map(|kind| kind.teams.clone());
    let mut codes: BTreeSet<&str> = teams.map(|team| barred(model, state, student, team)).collect();
    if codes.is_empty() {
        codes.insert("no-team-for-group");
    }
    codes.into_iter().map(str::to_owned).collect()
}

/// What keeps a student out of a team.
fn barred(model: &Model, state: &State<'_>, student: StudentIx, team: TeamIx) -> &'static str {
    let members = state.team(team).members();
    let experienced = |member: &StudentIx| model.experience[*member] == Experience::Experienced;
    let alone = model.experience[student] == Experience::FirstTimer && !members.iter().any(experienced);
    if members.is_empty() {
        "team-not-formed"
    } else if members.len() >= model.kind_of(team).max {
        "team-full"
    } else if model.apart[student].iter().any(|other| members.contains(other)) {
        "kept-apart"
    } else if alone {
        "nobody-experienced"
    } else {
        "costs-more"
    }
}

/// Why a team is not formed, a code each: what those in no team lack.
pub fn unformed(model: &Model, state: &State<'_>, team: TeamIx) -> Vec<String> {
    let kind = model.kind_of(team);
    let left = state.unplaced().iter().copied().filter(|&student| kind.takes[student]);
    let left: Vec<StudentIx> = left.collect();
    let counting = |entry: u16| {
        left.iter()
            .filter(|student| kind.counts_for[**student].contains(&entry))
            .count() as i64
    };
    let is = |what| {
        left.iter()
            .filter(move |student| model.experience[**student] == what)
            .count()
    };
    let unguided = is(Experience::Experienced) == 0 && is(Experience::Neither) < kind.min;
    let lacks = [
        ("too-few-students", left.len() < kind.min),
        (
            "too-few-with-skill",
            kind.mix.iter().zip(0u16..).any(|(min, entry)| counting(entry) < *min),
        ),
        ("nobody-experienced", left.len() >= kind.min && unguided),
    ];
    let mut codes: Vec<&str> = lacks
        .into_iter()
        .filter(|(_, lacking)| *lacking)
        .map(|(code, _)| code)
        .collect();
    if codes.is_empty() {
        codes.push("no-gain");
    }
    codes.into_iter().map(str::to_owned).collect()
}
