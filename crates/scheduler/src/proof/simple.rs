//! A bound that any problem has: each need at its best price, each session that nobody can attend short of its target.

use crate::model::{ActIx, Cost, Model};

/// The bound.
pub fn bound(model: &Model) -> Cost {
    let teams = || 0..model.teams.len() as u32;
    let able = |act: ActIx| teams().filter(move |&team| model.options.eligible[act as usize].admits(team));
    let sessions = (0..).zip(&model.sessions).map(|(act, session)| {
        let wishes = &model.wishes.of_session[act as usize];
        let wished: Cost = wishes.iter().map(|wish| wish.cost.min(0)).sum();
        let most = able(act).take(session.target.max(0) as usize).count() as i64;
        wished + session.under * (session.target - most).max(0)
    });
    let needs = model.needs.iter().enumerate().map(|(need, row)| {
        let act = model.need_act(need);
        let priced = |team| {
            model.preferences[need]
                .iter()
                .filter(move |p| p.team == team)
                .map(|p| p.cost)
                .sum::<Cost>()
        };
        able(act)
            .map(priced)
            .min()
            .map_or(row.unserved, |best| best.min(row.unserved))
    });
    let wishes = model.wishes.intervals.iter().filter(|wish| wish.want);
    let granted: Cost = wishes.map(|wish| wish.weight).sum();
    sessions.sum::<Cost>() + needs.sum::<Cost>() + model.wishes.idle - granted
}
