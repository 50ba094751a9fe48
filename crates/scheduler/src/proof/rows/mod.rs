//! The rows over the outings, one file a concern.
//!
//! Every feasible plan must satisfy every row, at no more than its own cost: what has no row here (rest, the times of three
//! linked visits at once, …) is relaxed, which lowers the bound and never makes it wrong.

mod attended;
mod care;
mod cover;
mod dates;
mod days;
mod fixed;
mod links;
mod mixes;
mod presence;
mod regularity;
mod runs;
mod slots;
mod sums;
mod timing;
mod wishes;

use std::collections::HashMap;

use super::linear::{Linear, Terms, Var};
use super::outings::Outings;
use crate::model::{ActIx, Model, TeamIx};

/// The model being written, and the variables that several concerns share.
struct Sheet<'a> {
    model: &'a Model,
    outings: &'a Outings,
    linear: Linear,
    /// For each activity, the teams that could do it and the variable that says which do.
    presence: Vec<Vec<(TeamIx, Var)>>,
    /// For each session, the variable of teams short of its target.
    short: Vec<Option<Var>>,
    /// For each session, the variable of whether anybody attends, where some price asks for it.
    attended: Vec<Option<Var>>,
    /// For each team and tally, by day, the variable of whether there is work; none where there cannot be any.
    worked: HashMap<(TeamIx, u32), Vec<Option<Var>>>,
}

impl Sheet<'_> {
    /// The variable of a team's part in an activity.
    fn present(&self, act: ActIx, team: TeamIx) -> Option<Var> {
        let teams = &self.presence[act as usize];
        teams
            .binary_search_by_key(&team, |entry| entry.0)
            .ok()
            .map(|ix| teams[ix].1)
    }

    /// The number of teams that do an activity, times a factor.
    fn teams_of(&self, act: ActIx, factor: i64) -> impl Iterator<Item = (Var, i64)> {
        self.presence[act as usize].iter().map(move |entry| (entry.1, factor))
    }
}

/// Writes the model whose first variables are the choices of outings.
pub fn write(model: &Model, outings: &Outings) -> Linear {
    let mut sheet = Sheet {
        model,
        outings,
        linear: Linear::default(),
        presence: Vec::new(),
        short: vec![None; model.sessions.len()],
        attended: vec![None; model.sessions.len()],
        worked: HashMap::new(),
    };
    for outing in &outings.all {
        sheet.linear.choice(outing.cost);
    }
    slots::add(&mut sheet);
    presence::add(&mut sheet);
    fixed::add(&mut sheet);
    cover::add(&mut sheet);
    attended::add(&mut sheet);
    regularity::add(&mut sheet);
    mixes::add(&mut sheet);
    wishes::add(&mut sheet);
    sheet.linear.tying = true;
    links::add(&mut sheet);
    timing::add(&mut sheet);
    sheet.linear.tying = false;
    care::add(&mut sheet);
    sums::add(&mut sheet);
    dates::add(&mut sheet);
    days::add(&mut sheet);
    runs::add(&mut sheet);
    sheet.linear.constant += model.wishes.idle + model.weights.change * model.baseline_entries;
    sheet.linear
}

/// The sum of some variables, each times a factor.
fn times(variables: impl IntoIterator<Item = Var>, factor: i64) -> Terms {
    variables.into_iter().map(|variable| (variable, factor)).collect()
}
