//! Why a need is left out, tested against the plan as it is.

use std::collections::BTreeSet;

use crate::model::{ActIx, Model, Opportunity};
use crate::rules::link;
use crate::search::Search;

/// No team has the skills, or those that have are not allowed.
pub const NO_SKILL: &str = "no-skill";
/// Able teams are free in none of its windows for long enough.
pub const NO_TIME: &str = "no-time";
/// Teams that could are already at work then, or too far away from it.
pub const BUSY: &str = "busy";
/// A hard limit (hours, days, rest) forbids it to a team that has time.
pub const LIMIT: &str = "limit";
/// What it is linked to leaves it no time or no team.
pub const LINK: &str = "link";
/// A team could, but it would cost more than leaving the need out.
pub const NOT_WORTH_IT: &str = "not-worth-it";

/// The reasons for one need, each once, in alphabetical order.
pub fn of(search: &Search<'_>, need: ActIx) -> Vec<String> {
    let state = search.state();
    let model = state.model;
    let who = &model.options.eligible[need as usize];
    if !(0..model.teams.len() as u32).any(|team| who.admits(team)) {
        return vec![NO_SKILL.into()];
    }
    let options = model.options.of(need);
    if options.is_empty() {
        return vec![NO_TIME.into()];
    }
    let range = link::starts(model, state.roster(), need);
    let mut reasons = BTreeSet::new();
    for option in options {
        let at = Opportunity {
            earliest: option.earliest.max(range.0),
            latest: option.latest.min(range.1),
            ..*option
        };
        reasons.insert(if at.earliest > at.latest {
            LINK
        } else {
            match state.cheapest(need, at) {
                None => BUSY,
                Some(insertion) if insertion.price.hard > 0 => hard_reason(model, need),
                Some(_) => NOT_WORTH_IT,
            }
        });
    }
    reasons.into_iter().map(str::to_owned).collect()
}

/// A need that goes together with another breaks that rule when it is put in alone.
fn hard_reason(model: &Model, need: ActIx) -> &'static str {
    let peers = &model.peers[model.need_index(need)];
    if peers.iter().any(|peer| model.links[peer.link as usize].together) {
        LINK
    } else {
        LIMIT
    }
}
