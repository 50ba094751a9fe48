//! Choices: the applicants' lists of positions, and the hosts' rankings of applicants. A row a pair; equal ranks are tied.

use std::collections::BTreeSet;

use super::Position;
use crate::term::cells::{positive, text};
use crate::term::faults::Faults;
use crate::term::names::Known;
use crate::term::table::{Row, Tables};

/// One entry of a list: of an applicant's choices, or of a position's ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Student number, or id of a team.
    pub applicant: String,
    /// Position.
    pub position: String,
    /// Place in the list, 1 for the best.
    pub rank: i64,
}

/// Reads the applicants' choices.
pub(in crate::term) fn choices(
    tables: &Tables,
    known: &Known<'_>,
    positions: &[Position],
    faults: &mut Faults,
) -> Vec<Choice> {
    read("choices", tables, known, positions, faults)
}

/// Reads the positions' rankings.
pub(in crate::term) fn rankings(
    tables: &Tables,
    known: &Known<'_>,
    positions: &[Position],
    faults: &mut Faults,
) -> Vec<Choice> {
    read("rankings", tables, known, positions, faults)
}

fn read(table: &str, tables: &Tables, known: &Known<'_>, positions: &[Position], faults: &mut Faults) -> Vec<Choice> {
    let mut choices = Vec::new();
    let mut pairs = BTreeSet::new();
    for row in tables.rows(table) {
        let pair = pair(&row, known, positions, faults);
        let rank = row.must("rank", positive, faults);
        let Some((applicant, position)) = pair else { continue };
        if !pairs.insert((applicant.clone(), position.clone())) {
            let cause = format!("{applicant:?} and {position:?} stand in an earlier row");
            row.fault(faults, "position", "choice-twice", cause, "Keep one of the rows.");
            continue;
        }
        if let Some(rank) = rank {
            choices.push(Choice {
                applicant,
                position,
                rank,
            });
        }
    }
    choices
}

/// The applicant and the position that a row names, of a kind with each other.
pub(super) fn pair(
    row: &Row<'_>,
    known: &Known<'_>,
    positions: &[Position],
    faults: &mut Faults,
) -> Option<(String, String)> {
    let position = row.named("position", &known.positions, faults);
    let applicant = row.must("applicant", text, faults)?;
    let kind = positions.iter().find(|other| Some(&other.id) == position.as_ref());
    let found = match kind.map(|position| position.teams) {
        Some(true) => known.teams.check(row, "applicant", &applicant, faults),
        Some(false) => known.people.check(row, "applicant", &applicant, faults),
        // Of a position that does not read it is not known whom it takes.
        None => !known.teams.lack(&applicant) || known.people.check(row, "applicant", &applicant, faults),
    };
    found.then_some((applicant, position?))
}
