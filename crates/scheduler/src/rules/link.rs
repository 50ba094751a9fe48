//! Two needs that depend on each other: so far apart, by one team or two, both or neither.

use super::audit::duties::{Duties, Finding};
use crate::model::{Link, Minutes, Model, Peer, Price, TeamIx, Teams};
use crate::roster::{Duty, Roster};

/// The price of a link whose needs are both served.
pub fn price(link: &Link, first: (TeamIx, Minutes), second: (TeamIx, Minutes)) -> Price {
    let gap = second.1 - first.1;
    let apart = link.min.is_some_and(|min| gap < min) || link.max.is_some_and(|max| gap > max);
    let same = first.0 == second.0;
    let broken = match link.teams {
        Teams::Any => false,
        Teams::Same => !same,
        Teams::Different => same,
    };
    Price::hard(i64::from(apart)) + Price::of(i64::from(broken), link.weight)
}

/// What a visit changes in the links of its need: a link that goes together counts as one violation while one end alone is served.
pub fn gain(model: &Model, roster: &Roster, duty: Duty) -> Price {
    let mut change = Price::ZERO;
    for peer in &model.peers[model.need_index(duty.act)] {
        let link = &model.links[peer.link as usize];
        let together = i64::from(link.together);
        change += match roster.visit(peer.other) {
            Some(other) => both(link, peer, duty, other) - Price::hard(together),
            None => Price::hard(together),
        };
    }
    change
}

fn both(link: &Link, peer: &Peer, duty: Duty, other: &Duty) -> Price {
    let (mine, theirs) = ((duty.team, duty.start), (other.team, other.start));
    if peer.is_first {
        price(link, mine, theirs)
    } else {
        price(link, theirs, mine)
    }
}

/// The starts that a need's served peers leave it, inclusive.
pub fn starts(model: &Model, roster: &Roster, need: crate::model::ActIx) -> (Minutes, Minutes) {
    let (mut from, mut to) = (Minutes::MIN, Minutes::MAX);
    for peer in &model.peers[model.need_index(need)] {
        let Some(other) = roster.visit(peer.other) else {
            continue;
        };
        let link = &model.links[peer.link as usize];
        let (low, high) = if peer.is_first {
            (
                link.max.map(|max| other.start - max),
                link.min.map(|min| other.start - min),
            )
        } else {
            (
                link.min.map(|min| other.start + min),
                link.max.map(|max| other.start + max),
            )
        };
        from = from.max(low.unwrap_or(Minutes::MIN));
        to = to.min(high.unwrap_or(Minutes::MAX));
    }
    (from, to)
}

/// All links.
pub fn audit(model: &Model, duties: &Duties) -> Finding {
    let of = |link: &Link| match (duties.visit(model, link.first), duties.visit(model, link.second)) {
        (Some(first), Some(second)) => {
            let Price { soft, hard } = price(link, first, second);
            Finding {
                cost: soft,
                broken: hard,
            }
        }
        (None, None) => Finding::default(),
        _ => Finding::broken(link.together),
    };
    model.links.iter().map(of).sum()
}
