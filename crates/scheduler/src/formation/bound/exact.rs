//! The best result, where the gap is small enough: of all teams, only those can be in a better one that lose less than the gap.
//!
//! At the prices of the best bound every team loses something against its ceiling, and a result scores the bound less what its teams, the
//! students in none and the teams not formed lose together (Baldacci, Christofides and Mingozzi, "An exact algorithm for the vehicle
//! routing problem based on the set partitioning formulation with additional cuts", Mathematical Programming 115, 2008).

use super::class::Column;
use super::pricing::Pricing;
use super::{Effort, MOST_EXACT, Prices, Prover};
use crate::formation::model::Score;
use crate::proof::branch::{self, Branched};
use crate::proof::linear::{Linear, Sense};

/// Losses are whole, so a gap below one is none.
const NO_GAP: f64 = 0.9;
/// A share of the time is left for what comes after.
const SHARE: f64 = 0.8;

impl Prover<'_> {
    /// Chooses among all teams that a better result could have, or among those known where they are too many.
    pub(super) fn choose(&mut self, score: Score, effort: &mut Effort<'_>) -> Option<Vec<Column>> {
        let (bound, prices) = self.priced.clone()?;
        let gap = bound - score;
        let all = self.all_within(gap, &prices, effort);
        let complete = all.is_some();
        let columns = all.unwrap_or_else(|| self.known_within(gap, &prices));
        if effort.over() {
            return None;
        }
        let losses: Vec<Score> = columns.iter().map(|column| self.loss(column, &prices)).collect();
        let linear = self.losses(&columns, &losses, gap, &prices);
        let Branched {
            bound: least, chosen, ..
        } = branch::solve(&linear, None, NO_GAP, effort.time().mul_f64(SHARE))?;
        if complete {
            // A better result loses no less than this; that of the score loses the gap.
            let least = (least.ceil() as Score).clamp(0, gap);
            self.chosen = Some(bound - least);
        }
        let chosen = chosen?.into_iter().filter_map(|choice| columns.get(choice).cloned());
        Some(chosen.collect())
    }

    /// Every team that loses no more than the gap; nothing if there are too many to list.
    fn all_within(&self, gap: Score, prices: &Prices, effort: &mut Effort<'_>) -> Option<Vec<Column>> {
        let mut all = Vec::new();
        for (at, class) in self.classes.iter().enumerate() {
            let floor = prices.classes[at].saturating_sub(gap).saturating_sub(1);
            let room = MOST_EXACT - all.len();
            let found = Pricing::new(self.model, class, &prices.students, floor).run(room, effort);
            if !found.complete {
                return None;
            }
            let columns = found.columns.into_iter();
            all.extend(columns.map(|(_, members)| Column::of(self.model, at, class, members)));
        }
        Some(all)
    }

    fn known_within(&self, gap: Score, prices: &Prices) -> Vec<Column> {
        let near = self.columns.iter().filter(|column| self.loss(column, prices) <= gap);
        let mut near: Vec<Column> = near.cloned().collect();
        near.sort_by_key(|column| self.loss(column, prices));
        near.truncate(MOST_EXACT);
        near
    }

    /// What a team is worth less than it is priced at.
    fn loss(&self, column: &Column, prices: &Prices) -> Score {
        let members = self.classes[column.class].price_of(&column.members, &prices.students);
        prices.classes[column.class] + members - column.value
    }

    /// The choice: each student in one team or none, so many teams of each class, at the least loss.
    fn losses(&self, columns: &[Column], losses: &[Score], gap: Score, prices: &Prices) -> Linear {
        let mut linear = Linear::default();
        let mut in_student: Vec<Vec<(usize, i64)>> = vec![Vec::new(); self.model.students()];
        let mut in_class: Vec<Vec<(usize, i64)>> = vec![Vec::new(); self.classes.len()];
        for (column, &loss) in columns.iter().zip(losses) {
            let choice = linear.choice(loss);
            in_class[column.class].push((choice, 1));
            let others = column
                .members
                .iter()
                .filter(|student| self.model.settled[**student].is_none());
            others.for_each(|&student| in_student[student].push((choice, 1)));
        }
        for (student, mut terms) in in_student.into_iter().enumerate() {
            if self.model.settled[student].is_some() {
                continue;
            }
            let loss = prices.students[student] + self.model.unplaced;
            if loss <= gap {
                terms.push((linear.variable(loss, 1), 1));
            }
            linear.row(terms, Sense::Exactly, 1);
        }
        for ((class, mut terms), price) in self.classes.iter().zip(in_class).zip(&prices.classes) {
            let count = class.teams.len() as i64;
            if !class.is_forced() {
                terms.push((linear.variable(price + self.model.unformed, count), 1));
            }
            linear.row(terms, Sense::Exactly, count);
        }
        linear
    }
}
