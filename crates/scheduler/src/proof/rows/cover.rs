//! Teams short of and over a session's target; needs served once or not at all.

use super::Sheet;
use crate::model::ActIx;
use crate::proof::linear::{Sense, Terms};

pub(super) fn add(sheet: &mut Sheet<'_>) {
    let model = sheet.model;
    for (act, session) in (0..).zip(&model.sessions) {
        let teams: Terms = sheet.teams_of(act, 1).collect();
        let reach = teams.len() as i64;
        if session.target > 0 {
            let short = sheet.linear.variable(session.under, session.target);
            sheet.short[act as usize] = Some(short);
            let mut terms = teams.clone();
            terms.push((short, 1));
            sheet.linear.at_least(terms, session.target);
        }
        sheet
            .linear
            .at_most_or_pay(teams.clone(), session.target, reach, Some(session.over));
        sheet.linear.at_most_or_pay(teams, session.max, reach, None);
    }
    for (need, row) in model.needs.iter().enumerate() {
        let act = model.need_act(need) as ActIx;
        let mut teams: Terms = sheet.teams_of(act, 1).collect();
        teams.push((sheet.linear.variable(row.unserved, 1), 1));
        sheet.linear.row(teams, Sense::Exactly, 1);
    }
}
