//! A whole plan laid out for the rules' audits, feasible or not, and what an audit finds.

use crate::model::{ActIx, Cost, Decision, Minutes, Model, SlotIx, TeamIx};

/// What a rule finds: a cost, and hard violations, one for each place where the rule is broken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Finding {
    /// Cost.
    pub cost: Cost,
    /// Violations.
    pub broken: i64,
}

impl Finding {
    /// Units off at one place: cost at a weight, one violation without.
    pub fn off(units: i64, weight: Option<Cost>) -> Self {
        match weight {
            Some(weight) => Self {
                cost: weight * units,
                broken: 0,
            },
            None => Self {
                cost: 0,
                broken: i64::from(units > 0),
            },
        }
    }

    /// A violation, or none.
    pub fn broken(is: bool) -> Self {
        Self {
            cost: 0,
            broken: i64::from(is),
        }
    }
}

impl std::iter::Sum for Finding {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |a, b| Self {
            cost: a.cost + b.cost,
            broken: a.broken + b.broken,
        })
    }
}

/// An activity of a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Work {
    /// What.
    pub act: ActIx,
    /// From.
    pub start: Minutes,
    /// To.
    pub end: Minutes,
    /// The date of its start, counted from the horizon's first; a plan under audit may leave the horizon.
    pub day: i32,
}

/// An outing of a plan under audit.
#[derive(Clone, Debug)]
pub struct Stretch {
    /// The slot.
    pub slot: SlotIx,
    /// Its activities in order of start.
    pub work: Vec<Work>,
}

/// A plan laid out for an audit.
#[derive(Clone, Debug)]
pub struct Duties {
    /// Teams at each session, each once.
    pub attending: Vec<Vec<TeamIx>>,
    /// Who serves each need, when.
    pub visits: Vec<Option<(TeamIx, Minutes)>>,
    /// Activities of each team in order of start.
    pub of_team: Vec<Vec<Work>>,
    /// Outings with work; activities outside every slot are in none.
    pub outings: Vec<Stretch>,
    /// Rows that say again what another said.
    pub repeated: i64,
}

impl Duties {
    /// Lays out decisions; of two visits to one need the later row holds.
    pub fn new(model: &Model, decisions: &[Decision]) -> Self {
        let mut attending = vec![Vec::new(); model.sessions.len()];
        let mut visits = vec![None; model.needs.len()];
        let mut repeated = 0;
        for d in decisions {
            match attending.get_mut(d.act as usize) {
                Some(teams) if teams.contains(&d.team) => repeated += 1,
                Some(teams) => teams.push(d.team),
                None => {
                    let before = visits[model.need_index(d.act)].replace((d.team, d.start));
                    repeated += i64::from(before.is_some());
                }
            }
        }
        let mut of_team = vec![Vec::new(); model.teams.len()];
        let mut add = |act: ActIx, team: TeamIx, start: Minutes| {
            let end = start + model.activities[act as usize].minutes;
            of_team[team as usize].push(Work {
                act,
                start,
                end,
                day: model.ids.clock.day_of_instant(start),
            });
        };
        for (teams, act) in attending.iter().zip(0..) {
            teams
                .iter()
                .for_each(|&team| add(act, team, model.sessions[act as usize].start));
        }
        for (need, visit) in visits.iter().enumerate() {
            if let Some((team, start)) = *visit {
                add(model.need_act(need), team, start);
            }
        }
        of_team
            .iter_mut()
            .for_each(|work| work.sort_by_key(|w| (w.start, w.end)));
        let outings = outings(model, &of_team);
        Self {
            attending,
            visits,
            of_team,
            outings,
            repeated,
        }
    }

    /// Who serves a need, when.
    pub fn visit(&self, model: &Model, need: ActIx) -> Option<(TeamIx, Minutes)> {
        self.visits[model.need_index(need)]
    }

    /// Whether a decision is in the plan as it stands.
    pub fn keeps(&self, model: &Model, decision: &Decision) -> bool {
        match self.attending.get(decision.act as usize) {
            Some(teams) => teams.contains(&decision.team),
            None => self.visit(model, decision.act) == Some((decision.team, decision.start)),
        }
    }
}

fn outings(model: &Model, of_team: &[Vec<Work>]) -> Vec<Stretch> {
    let mut outings: Vec<Stretch> = Vec::new();
    for (work, team) in of_team.iter().zip(0..) {
        for &w in work {
            let Some(slot) = model
                .slot_at(team, w.start)
                .filter(|&s| w.end <= model.slots[s as usize].to)
            else {
                continue;
            };
            match outings.last_mut() {
                Some(open) if open.slot == slot => open.work.push(w),
                _ => outings.push(Stretch { slot, work: vec![w] }),
            }
        }
    }
    outings
}
