//! A bound that any problem has: each need at its best price, each session that nobody can attend short of its target.

use crate::model::{ActIx, Cost, Model};

/// The bound.
pub fn bound(model: &Model) -> Cost {
    let teams = || 0..model.teams.len() as u32;
    let able = |act: ActIx| teams().filter(move |&team| model.options.eligible[act as usize].admits(team));
    let sessions = (0..).zip(&model.sessions).map(|(act, session)| {
        let wishes = &model.wishes.of_session[act as usize];
        let wished: i128 = wishes.iter().map(|wish| i128::from(wish.cost.min(0))).sum();
        let most = able(act).take(session.target.max(0) as usize).count() as i64;
        wished + i128::from(session.under) * i128::from((session.target - most).max(0))
    });
    let needs = model.needs.iter().enumerate().map(|(need, row)| {
        let preferences = &model.preferences[need];
        let priced = |team| {
            preferences
                .iter()
                .filter(move |p| p.team == team)
                .map(|p| p.cost)
                .sum::<Cost>()
        };
        let best = able(model.need_act(need)).map(priced).min();
        i128::from(best.map_or(row.unserved, |best| best.min(row.unserved)))
    });
    let wishes = model.wishes.intervals.iter().filter(|wish| wish.want);
    let granted: i128 = wishes.map(|wish| i128::from(wish.weight)).sum();
    let bound = sessions.sum::<i128>() + needs.sum::<i128>() + i128::from(model.wishes.idle) - granted;
    // No plan costs more than 64 bits hold, so a bound beyond proves nothing that can be said.
    Cost::try_from(bound).unwrap_or(Cost::MIN)
}
