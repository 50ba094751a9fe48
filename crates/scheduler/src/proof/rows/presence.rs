//! Whether a team does an activity: the sum of its outings that contain it. A variable of its own keeps the other rows short.

use super::{Sheet, times};
use crate::model::ActIx;
use crate::proof::linear::Sense;

pub(super) fn add(sheet: &mut Sheet<'_>) {
    for act in 0..sheet.model.activities.len() as ActIx {
        let outings: Vec<_> = sheet
            .outings
            .with(act)
            .map(|(ix, outing, _)| (outing.team, ix))
            .collect();
        let mut teams = Vec::new();
        for of_team in outings.chunk_by(|a, b| a.0 == b.0) {
            let present = sheet.linear.variable(0, 1);
            let mut terms = times(of_team.iter().map(|entry| entry.1), 1);
            terms.push((present, -1));
            sheet.linear.row(terms, Sense::Exactly, 0);
            teams.push((of_team[0].0, present));
        }
        sheet.presence.push(teams);
    }
}
