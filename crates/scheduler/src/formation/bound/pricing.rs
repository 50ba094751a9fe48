//! The most valuable team of a class at given prices of students: a depth-first search over members.
//!
//! Every set of members is looked at once, or lies below a branch whose ceiling says that nothing better is in it. When the effort is
//! spent the ceilings of the branches not taken still give a ceiling for all, so that the bound holds whenever the search ends.

use super::Effort;
use super::ceiling::{Branches, branches};
use super::class::{Class, friends};
use crate::formation::model::{Model, Score, StudentIx};
use crate::formation::team::Team;

/// Below every value.
const NOTHING: Score = Score::MIN / 4;

/// What a search found.
pub struct Found {
    /// Teams worth more than the floor: value less prices, and members in order.
    pub columns: Vec<(Score, Vec<StudentIx>)>,
    /// No team is worth more.
    pub ceiling: Score,
    /// Whether every team worth more than the floor is among them.
    pub complete: bool,
}

/// A search in one class.
pub struct Pricing<'a> {
    pub(super) model: &'a Model,
    pub(super) class: &'a Class,
    pub(super) prices: &'a [Score],
    /// What a student may bring at most apart from common time: friendships less the price, by student.
    pub(super) potential: Vec<Score>,
    floor: Score,
    /// The best found, or the floor.
    best: Score,
    /// The highest ceiling of a branch that was not taken.
    open: Score,
    kept: usize,
    columns: Vec<(Score, Vec<StudentIx>)>,
}

impl<'a> Pricing<'a> {
    /// A search for teams worth more than a floor.
    pub fn new(model: &'a Model, class: &'a Class, prices: &'a [Score], floor: Score) -> Self {
        let mut potential = vec![0; model.students()];
        for &student in &class.pool {
            // A friendship counts when both are in: half for each who may come, whole with a settled member.
            let bring = model.friends[student].iter().map(|(friend, weight)| {
                if class.settled.contains(friend) {
                    *weight
                } else if class.pool.binary_search(friend).is_ok() {
                    (weight + 1) / 2
                } else {
                    0
                }
            });
            potential[student] = bring.sum::<Score>() - prices[student];
        }
        Self {
            model,
            class,
            prices,
            potential,
            floor,
            best: floor,
            open: NOTHING,
            kept: 0,
            columns: Vec::new(),
        }
    }

    /// Searches; once more than so many teams are found, only for better ones than the best.
    pub fn run(mut self, kept: usize, effort: &mut Effort<'_>) -> Found {
        self.kept = kept;
        let mut team = Team::of_kind(self.model, self.class.kind);
        for &student in &self.class.settled {
            team.exchange(self.model, None, Some(student));
        }
        let gain = within(self.model, &self.class.settled);
        self.node(&team, gain, &self.class.pool, effort);
        Found {
            ceiling: self.best.max(self.open),
            complete: self.open == NOTHING && self.columns.len() <= kept,
            columns: self.columns,
        }
    }

    /// What a team must be worth more than to be of use.
    fn bar(&self) -> Score {
        if self.columns.len() > self.kept {
            self.best
        } else {
            self.floor
        }
    }

    /// A team and all that can be made of it with some of the candidates; `gain` is the weight of its friendships less its prices.
    fn node(&mut self, team: &Team, gain: Score, candidates: &[StudentIx], effort: &mut Effort<'_>) {
        let appraisal = team.appraisal(self.model);
        let value = appraisal.value + gain;
        if appraisal.formed && appraisal.violations == 0 && value > self.bar() {
            let mut members = team.members().to_vec();
            members.sort_unstable();
            self.columns.push((value, members));
            self.best = self.best.max(value);
        }
        effort.work = effort.work.saturating_sub(candidates.len() as u64);
        let Branches { order, ceilings } = branches(self, team, gain, candidates);
        for (ceiling, at) in ceilings {
            if ceiling <= self.bar() {
                return;
            }
            if effort.over() {
                self.open = self.open.max(ceiling);
                return;
            }
            let student = order[at];
            let mut larger = team.clone();
            larger.exchange(self.model, None, Some(student));
            let gain = gain + friends(self.model, student, team.members()) - self.prices[student];
            self.node(&larger, gain, &order[at + 1..], effort);
        }
    }
}

/// Weight of the friendships among some students.
fn within(model: &Model, students: &[StudentIx]) -> Score {
    let twice: Score = students.iter().map(|&student| friends(model, student, students)).sum();
    twice / 2
}
