//! Teams new to an occurrence of a series, unless nobody attended the one before.

use super::Sheet;
use crate::model::ActIx;

pub(super) fn add(sheet: &mut Sheet<'_>) {
    let model = sheet.model;
    for (act, session) in (0 as ActIx..).zip(&model.sessions) {
        let Some(before) = session.before else { continue };
        let Some(attended) = sheet.attended[before as usize] else {
            continue;
        };
        for (team, present) in sheet.presence[act as usize].clone() {
            let new = sheet.linear.variable(model.weights.regularity, 1);
            let held = sheet.present(before, team).map(|held| (held, -1));
            sheet
                .linear
                .at_most([(present, 1), (attended, 1), (new, -1)].into_iter().chain(held), 1);
        }
    }
}
