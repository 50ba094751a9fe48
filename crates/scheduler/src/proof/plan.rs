//! Between plans and choices of outings.

use std::collections::BTreeMap;

use super::linear::Var;
use super::outings::{Outing, Outings};
use crate::model::{ActIx, Decision, Model, SlotIx};

/// The choices that make up a plan; nothing when some outing of it is not among them, as in an infeasible plan.
pub fn choices(model: &Model, outings: &Outings, decisions: &[Decision]) -> Option<Vec<Var>> {
    let mut by_slot: BTreeMap<SlotIx, Vec<ActIx>> = BTreeMap::new();
    for decision in decisions {
        let slot = model.slot_at(decision.team, decision.start)?;
        by_slot.entry(slot).or_default().push(decision.act);
    }
    by_slot
        .into_iter()
        .map(|(slot, mut acts)| choice(outings, slot, &mut acts))
        .collect()
}

fn choice(outings: &Outings, slot: SlotIx, acts: &mut [ActIx]) -> Option<Var> {
    acts.sort_unstable();
    let first = outings.all.partition_point(|outing| outing.slot < slot);
    let of_slot = outings.all[first..].iter().take_while(|outing| outing.slot == slot);
    let same = |outing: &Outing| outing.members.iter().map(|member| member.act).eq(acts.iter().copied());
    of_slot.into_iter().position(same).map(|at| first + at)
}

/// The plan that choices make up, each outing in its cheapest order.
pub fn decisions(outings: &Outings, chosen: &[Var]) -> Vec<Decision> {
    let of_outing = |&var: &Var| {
        let outing = &outings.all[var];
        outing.members.iter().map(|member| Decision {
            act: member.act,
            team: outing.team,
            start: member.start,
        })
    };
    chosen.iter().flat_map(of_outing).collect()
}
