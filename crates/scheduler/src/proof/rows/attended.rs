//! Whether anybody attends a session, where a mix or the next occurrence's regularity asks.

use super::Sheet;
use crate::model::ActIx;

pub(super) fn add(sheet: &mut Sheet<'_>) {
    let model = sheet.model;
    for (act, session) in model.sessions.iter().enumerate() {
        let asked = !session.mix.is_empty() || (session.after.is_some() && model.weights.regularity > 0);
        if !asked || sheet.presence[act].is_empty() {
            continue;
        }
        let attended = sheet.linear.variable(0, 1);
        sheet.attended[act] = Some(attended);
        let teams: Vec<_> = sheet.teams_of(act as ActIx, 1).collect();
        for team in teams {
            sheet.linear.at_most([team, (attended, -1)], 0);
        }
        // An empty hour is short of its whole target: without this, hours a third empty would excuse any team.
        if let Some(short) = sheet.short[act] {
            sheet
                .linear
                .at_least([(short, 1), (attended, session.target)], session.target);
        }
    }
}
