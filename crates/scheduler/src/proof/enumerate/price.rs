//! What one order of an outing costs at least, and whether its times suit the links between its visits.

use super::super::outings::Member;
use crate::model::{Cost, Minutes, Model, TeamIx, Teams};

/// Whether hard links between two members can hold with these times.
pub(super) fn links_hold(model: &Model, members: &[Member]) -> bool {
    let needs = members.iter().filter(|member| !model.is_session(member.act));
    needs.into_iter().all(|first| {
        let peers = model.peers[model.need_index(first.act)].iter();
        peers.filter(|peer| peer.is_first).all(|peer| {
            let link = &model.links[peer.link as usize];
            members.iter().filter(|second| second.act == peer.other).all(|second| {
                !(link.teams == Teams::Different && link.weight.is_none())
                    && link.min.is_none_or(|min| second.latest - first.earliest >= min)
                    && link.max.is_none_or(|max| second.earliest - first.latest <= max)
            })
        })
    })
}

/// What an order costs at least, see [`cost`](super::super::outings::Outing::cost).
pub(super) fn cost(model: &Model, team: TeamIx, legs: Minutes, members: &[Member]) -> Cost {
    let mut cost = model.weights.travel * Cost::from(legs) + model.weights.outing;
    for member in members {
        let priced = if model.is_session(member.act) {
            &model.wishes.of_session[member.act as usize]
        } else {
            let need = model.need(member.act);
            let late = (i64::from(member.earliest) - i64::from(need.due)).max(0);
            cost += need.late * ((late + 59) / 60);
            &model.preferences[model.need_index(member.act)]
        };
        cost += priced.iter().filter(|p| p.team == team).map(|p| p.cost).sum::<Cost>();
        let kept = model.baseline[member.act as usize]
            .iter()
            .filter(|entry| entry.team == team && (member.earliest..=member.latest).contains(&entry.start));
        // Entries of one need with different starts exclude each other; a lower bound may take them all.
        cost -= model.weights.change * kept.count() as Cost;
    }
    cost
}
