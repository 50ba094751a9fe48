//! Whether a team works on a date, for each set of activities that some limit counts by dates.

use std::collections::BTreeMap;

use super::{Sheet, times};
use crate::model::{Kind, Limit, TeamIx, Unit};
use crate::proof::linear::{Terms, Var};

pub(super) fn add(sheet: &mut Sheet<'_>) {
    for (team, tallies) in (0..).zip(&sheet.model.limits.tallies_of_team) {
        for &(tally, _) in tallies {
            let worked = of_team(sheet, team, tally);
            sheet.worked.insert((team, tally), worked);
        }
    }
}

/// Whether a limit pays for too little work, so that a date must not pass for worked without work.
fn asks_for_work(limit: &Limit) -> bool {
    match limit.kind {
        Kind::Sum(Unit::Days, _) | Kind::Weekends => limit.min.is_some() || limit.target.is_some(),
        Kind::Run { off } => off || limit.min.is_some(),
        Kind::Sum(..) | Kind::Rest => false,
    }
}

fn of_team(sheet: &mut Sheet<'_>, team: TeamIx, tally: u32) -> Vec<Option<Var>> {
    let (model, all) = (sheet.model, &sheet.outings.all);
    let limits = &model.limits;
    let held = limits.of_team[team as usize]
        .iter()
        .map(|held| &limits.all[held.limit as usize]);
    let both_ways = held.filter(|limit| limit.tally == tally).any(asks_for_work);
    // By day: outings that may put work there, and those that must.
    let mut days: BTreeMap<usize, (Vec<Var>, Vec<Var>)> = BTreeMap::new();
    for ix in sheet.outings.of_team(team) {
        for member in &all[ix].members {
            if !limits.tallies[tally as usize][model.activities[member.act as usize].tags as usize] {
                continue;
            }
            let (first, last) = member.dates(&model.calendar);
            for day in first..=last {
                let (may, must) = days.entry(day).or_default();
                may.push(ix);
                if first == last {
                    must.push(ix);
                }
            }
        }
    }
    let mut worked = vec![None; model.calendar.days];
    for (day, (mut may, mut must)) in days {
        let work = sheet.linear.variable(0, 1);
        worked[day] = Some(work);
        may.dedup();
        must.dedup();
        for of_slot in must.chunk_by(|&a, &b| all[a].slot == all[b].slot) {
            let terms: Terms = of_slot.iter().map(|&ix| (ix, 1)).chain([(work, -1)]).collect();
            sheet.linear.at_most(terms, 0);
        }
        if both_ways {
            let mut terms = times(may, -1);
            terms.push((work, 1));
            sheet.linear.at_most(terms, 0);
        }
    }
    worked
}
