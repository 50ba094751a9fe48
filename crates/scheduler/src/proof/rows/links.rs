//! Linked needs: both or neither, by one team or by two.

use super::{Sheet, times};
use crate::model::{Link, Teams};
use crate::proof::linear::{Sense, Terms, Var};

pub(super) fn add(sheet: &mut Sheet<'_>) {
    for link in &sheet.model.links {
        if link.together {
            let both: Terms = sheet
                .teams_of(link.first, 1)
                .chain(sheet.teams_of(link.second, -1))
                .collect();
            sheet.linear.row(both, Sense::Exactly, 0);
        }
        match link.teams {
            Teams::Any => {}
            Teams::Same => same(sheet, link),
            Teams::Different => different(sheet, link),
        }
    }
}

/// The variables of teams that could serve both.
fn shared(sheet: &Sheet<'_>, link: &Link) -> Vec<(Var, Var)> {
    let first = &sheet.presence[link.first as usize];
    first
        .iter()
        .filter_map(|&(team, var)| Some((var, sheet.present(link.second, team)?)))
        .collect()
}

/// Both served and not by one team is broken.
fn same(sheet: &mut Sheet<'_>, link: &Link) {
    let mut by_one: Vec<Var> = Vec::new();
    for (first, second) in shared(sheet, link) {
        let both = sheet.linear.variable(0, 1);
        sheet.linear.at_most([(both, 1), (first, -1)], 0);
        sheet.linear.at_most([(both, 1), (second, -1)], 0);
        by_one.push(both);
    }
    let mut terms = times(by_one, -1);
    terms.extend(link.weight.map(|weight| (sheet.linear.variable(weight, 1), -1)));
    terms.extend(sheet.teams_of(link.first, 1));
    // Served together, one of them says that both are.
    if !link.together {
        terms.extend(sheet.teams_of(link.second, 1));
    }
    sheet.linear.at_most(terms, i64::from(!link.together));
}

/// Both served by one team is broken.
fn different(sheet: &mut Sheet<'_>, link: &Link) {
    let broken = link.weight.map(|weight| (sheet.linear.variable(weight, 1), -1));
    for (first, second) in shared(sheet, link) {
        let mut terms: Terms = [(first, 1), (second, 1)].into_iter().chain(broken).collect();
        if link.together {
            terms.extend(sheet.teams_of(link.first, -1));
        }
        sheet.linear.at_most(terms, i64::from(!link.together));
    }
}
