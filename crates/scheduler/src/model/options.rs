//! Where each activity may be done at all: by whom, in which outing slot, starting when.

use std::sync::Arc;

use super::{ActIx, Activity, Minutes, Need, Session, Slot, SlotIx, Team, TeamIx, Travel};

/// Opportunities kept over all activities: beyond it each keeps fewer teams, nearest first, since a hundred communities
/// would have a quarter of a billion.
const ROOM: usize = 12_000_000;
/// Opportunities an eligible team has for one activity, about.
const SLOTS_PER_TEAM: usize = 4;
/// No activity keeps fewer teams than this while it has them, nor more than `MOST_TEAMS`.
const FEWEST_TEAMS: usize = 24;
const MOST_TEAMS: usize = 256;

/// An outing slot in which an activity alone would fit, and the starts it could have there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opportunity {
    /// The slot.
    pub slot: SlotIx,
    /// Earliest start.
    pub earliest: Minutes,
    /// Latest start.
    pub latest: Minutes,
}

/// Who may do what.
#[derive(Clone, Debug, PartialEq)]
pub struct Eligible {
    /// By team: whether it has the skills.
    pub skilled: Arc<[bool]>,
    /// Sorted teams that alone may, if not all.
    pub allowed: Option<Box<[TeamIx]>>,
    /// Sorted teams that may not.
    pub excluded: Box<[TeamIx]>,
}

impl Eligible {
    /// Whether a team may.
    pub fn admits(&self, team: TeamIx) -> bool {
        self.skilled[team as usize]
            && self
                .allowed
                .as_ref()
                .is_none_or(|teams| teams.binary_search(&team).is_ok())
            && self.excluded.binary_search(&team).is_err()
    }
}

/// Opportunities of every activity, those of one team side by side.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// For each activity, who may do it.
    pub eligible: Vec<Eligible>,
    first: Vec<u32>,
    all: Vec<Opportunity>,
}

/// What opportunities are computed from.
pub(super) struct Ground<'a> {
    pub teams: &'a [Team],
    pub slots: &'a [Slot],
    pub activities: &'a [Activity],
    pub sessions: &'a [Session],
    pub needs: &'a [Need],
    pub travel: &'a Travel,
}

impl Options {
    /// The opportunities of an activity, ordered by slot within a team.
    #[inline]
    pub fn of(&self, act: ActIx) -> &[Opportunity] {
        &self.all[self.first[act as usize] as usize..self.first[act as usize + 1] as usize]
    }

    /// Number of opportunities over all activities.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    pub(super) fn new(ground: &Ground<'_>, eligible: Vec<Eligible>) -> Self {
        let share = ROOM / (ground.activities.len().max(1) * SLOTS_PER_TEAM);
        let keep = share.clamp(FEWEST_TEAMS, MOST_TEAMS);
        let (mut first, mut all) = (vec![0], Vec::new());
        let mut near: Vec<(Minutes, u32, TeamIx)> = Vec::new();
        for (act, who) in eligible.iter().enumerate() {
            let place = ground.activities[act].place;
            near.clear();
            near.extend(
                (0..ground.teams.len() as TeamIx)
                    .filter(|&team| who.admits(team))
                    .map(|team| {
                        let leg = ground.travel.leg(ground.teams[team as usize].home, place);
                        // Equally near teams are drawn by place, not by index, so that all of them get work somewhere.
                        (
                            leg,
                            (team ^ place.wrapping_mul(0x9E37_79B9)).wrapping_mul(0x85EB_CA6B),
                            team,
                        )
                    }),
            );
            if near.len() > keep {
                near.select_nth_unstable(keep);
                near.truncate(keep);
            }
            near.sort_unstable_by_key(|&(_, _, team)| team);
            for &(_, _, team) in &near {
                ground.opportunities(act as ActIx, team, &mut all);
            }
            first.push(all.len() as u32);
        }
        Self { eligible, first, all }
    }
}

impl Ground<'_> {
    fn opportunities(&self, act: ActIx, team: TeamIx, into: &mut Vec<Opportunity>) {
        if let Some(session) = self.sessions.get(act as usize) {
            self.in_window(act, team, (session.start, session.start), into);
        } else {
            for &window in &self.needs[act as usize - self.sessions.len()].starts {
                self.in_window(act, team, window, into);
            }
        }
    }

    /// Adds every slot of a team in which the activity fits with a start in a window.
    fn in_window(&self, act: ActIx, team: TeamIx, window: (Minutes, Minutes), into: &mut Vec<Opportunity>) {
        let (activity, team) = (&self.activities[act as usize], &self.teams[team as usize]);
        let (out, back) = (
            self.travel.leg(team.home, activity.place),
            self.travel.leg(activity.place, team.home),
        );
        let slots = &self.slots[team.slots.start as usize..team.slots.end as usize];
        let begin = slots.partition_point(|slot| slot.to < window.0 + activity.minutes);
        for (k, slot) in slots.iter().enumerate().skip(begin) {
            if slot.from > window.1 {
                break;
            }
            let earliest = window.0.max(slot.from.saturating_add(out));
            let latest = window
                .1
                .min(slot.to - activity.minutes - back)
                .min(slot.starts_before - 1);
            let short_enough = team
                .longest_outing
                .is_none_or(|most| out + activity.minutes + back <= most);
            if earliest <= latest && short_enough && activity.load <= team.capacity {
                into.push(Opportunity {
                    slot: team.slots.start + k as SlotIx,
                    earliest,
                    latest,
                });
            }
        }
    }
}
