//! Links, continuity, preferences and wishes by index.

use super::Names;
use crate::format::{LinkTeams, Problem};
use crate::model::relations::{CareGroup, Link, Peer, Preference, Teams, Wish, Wishes};
use crate::model::{Cost, Minutes, Slot, Team};

pub(super) fn links(problem: &Problem, names: &Names<'_>) -> (Vec<Link>, Vec<Vec<Peer>>) {
    let mut peers = vec![Vec::new(); problem.needs.len()];
    let first_need = problem.sessions.len() as u32;
    let mut links = Vec::with_capacity(problem.links.len());
    for (row, link) in problem.links.iter().zip(0..) {
        let (first, second) = (names.need(&row.first), names.need(&row.second));
        peers[(first - first_need) as usize].push(Peer {
            link,
            other: second,
            is_first: true,
        });
        peers[(second - first_need) as usize].push(Peer {
            link,
            other: first,
            is_first: false,
        });
        links.push(Link {
            first,
            second,
            min: row.min.map(|min| min as Minutes),
            max: row.max.map(|max| max as Minutes),
            teams: match row.teams {
                LinkTeams::Any => Teams::Any,
                LinkTeams::Same => Teams::Same,
                LinkTeams::Different => Teams::Different,
            },
            weight: row.weight,
            together: row.together,
        });
    }
    (links, peers)
}

pub(super) fn care(problem: &Problem, names: &Names<'_>) -> (Vec<CareGroup>, Vec<Vec<u32>>) {
    let mut of_need = vec![Vec::new(); problem.needs.len()];
    let mut groups = Vec::with_capacity(problem.continuity.len());
    for (row, group) in problem.continuity.iter().zip(0..) {
        let mut needs: Vec<_> = row.needs.iter().map(|id| names.need(id)).collect();
        needs.sort_unstable();
        needs.dedup();
        for need in &needs {
            of_need[*need as usize - problem.sessions.len()].push(group);
        }
        groups.push(CareGroup {
            id: row.id.clone(),
            needs,
            max_teams: row.max_teams,
            weight: row.weight,
        });
    }
    (groups, of_need)
}

pub(super) fn preferences(problem: &Problem, names: &Names<'_>) -> Vec<Vec<Preference>> {
    let of = |preferred: &std::collections::BTreeMap<String, Cost>| {
        let mut list: Vec<_> = preferred
            .iter()
            .map(|(id, &cost)| Preference {
                team: names.team(id),
                cost,
            })
            .collect();
        list.sort_unstable_by_key(|p| p.team);
        list
    };
    problem.needs.iter().map(|row| of(&row.preferred)).collect()
}

pub(super) fn wishes(problem: &Problem, names: &Names<'_>, teams: &[Team], slots: &[Slot]) -> Wishes {
    let mut wishes = Wishes {
        of_session: vec![Vec::new(); problem.sessions.len()],
        ..Wishes::default()
    };
    for row in &problem.requests {
        let team = names.team(&row.team);
        if row.want {
            wishes.idle += row.weight;
        }
        if let Some(session) = &row.session {
            let attended = if row.want { -row.weight } else { row.weight };
            let list = &mut wishes.of_session[names.session(session) as usize];
            match list.iter_mut().find(|p| p.team == team) {
                Some(p) => p.cost += attended,
                None => list.push(Preference { team, cost: attended }),
            }
        } else if let Some((from, to)) = &row.during {
            let (from, to) = (names.instant(from), names.instant(to));
            let wish = wishes.intervals.len() as u32;
            wishes.intervals.push(Wish {
                team,
                from,
                to,
                want: row.want,
                weight: row.weight,
            });
            for slot in teams[team as usize].slots.clone() {
                let span = &slots[slot as usize];
                if span.from < to && span.to > from {
                    wishes.of_slot.entry(slot).or_default().push(wish);
                }
            }
        }
    }
    wishes
}
