//! Local search over assignments: students move, change places, go round in circles, push each other on, and whole teams are
//! formed anew, by simulated annealing in the true score.
//!
//! Moves, swaps and circles are the neighbourhoods of partition problems; the ejection chain is after Glover, "Ejection chains,
//! reference structures and alternating path methods for traveling salesman problems" (Discrete Applied Mathematics 65, 1996). Every
//! random choice comes from one seeded generator, so that a budget of steps gives the same teams every time.

mod chain;
mod exchange;
mod grow;
mod rebuild;

use super::model::{Model, Score, StudentIx, TeamIx};
use super::state::{Price, State, Transfer};
use crate::search::Budget;
use crate::search::anneal::Annealing;

/// Shares of the kinds of steps, in percent; the rest are swaps.
const MOVES: u32 = 20;
const CIRCLES: u32 = 12;
const CHAINS: u32 = 12;
const REBUILDS: u32 = 4;

/// How many changes are looked at for the first temperature.
const SAMPLES: usize = 200;

/// A search over one problem.
pub struct Search<'m> {
    model: &'m Model,
    state: State<'m>,
    rng: fastrand::Rng,
    /// Kinds that take a student, of which there are teams.
    kinds_of: Vec<Vec<usize>>,
    /// Students who are not settled and whom some kind takes.
    movable: Vec<StudentIx>,
    penalty: Score,
    best: Best,
    steps: u64,
}

/// The best assignment so far.
#[derive(Clone, Debug)]
pub struct Best {
    /// Its price.
    pub price: Price,
    /// Everybody's team.
    pub teams: Vec<Option<TeamIx>>,
}

impl<'m> Search<'m> {
    /// A search that begins with teams formed greedily.
    pub fn new(model: &'m Model, seed: u64) -> Self {
        let kinds_of = (0..model.students()).map(|student| {
            let kinds = model.kinds.iter().enumerate();
            let taking = kinds.filter(|(_, kind)| kind.takes[student] && !kind.teams.is_empty());
            taking.map(|(at, _)| at).collect()
        });
        let kinds_of: Vec<Vec<usize>> = kinds_of.collect();
        let movable = |student: &StudentIx| model.settled[*student].is_none() && !kinds_of[*student].is_empty();
        let state = State::new(model);
        let mut search = Self {
            model,
            best: Best {
                price: state.price(),
                teams: state.teams_of_all().to_vec(),
            },
            state,
            rng: fastrand::Rng::with_seed(seed),
            movable: (0..model.students()).filter(movable).collect(),
            kinds_of,
            penalty: penalty(model),
            steps: 0,
        };
        search.construct();
        search.remember();
        search
    }

    /// The best assignment so far.
    pub fn best(&self) -> &Best {
        &self.best
    }

    /// Takes over an assignment that somebody else found, if it is better.
    pub fn adopt(&mut self, teams: &[Option<TeamIx>]) {
        let mut state = State::new(self.model);
        state.restore(teams);
        if state.price().rank() > self.best.price.rank() {
            self.state = state;
            self.remember();
        }
    }

    /// Searches until the budget is spent, from the best assignment so far.
    pub fn run(&mut self, mut budget: Budget<'_>) {
        if self.movable.is_empty() {
            return;
        }
        self.state = State::new(self.model);
        self.state.restore(&self.best.teams);
        let mut annealing = Annealing::new(self.sample());
        while let Some(cooled) = budget.cooled(self.steps) {
            self.steps += 1;
            annealing.cool(cooled);
            self.step(&annealing);
            if self.state.price().rank() > self.best.price.rank() {
                self.remember();
            }
        }
    }

    /// Puts into the best assignment whoever can still join a team with profit: of the others it is then true that they cannot.
    pub fn finish(&mut self) {
        self.state = State::new(self.model);
        self.state.restore(&self.best.teams);
        for student in 0..self.model.students() {
            let teams = self.kinds_of[student]
                .iter()
                .flat_map(|&kind| self.model.kinds[kind].teams.clone());
            let open = teams
                .map(|team| (student, Some(team)))
                .filter(|transfer| self.state.may(*transfer));
            let priced = open.filter(|_| self.state.team_of(student).is_none()).map(|transfer| {
                let change = self.state.change(&[transfer]).at(self.penalty);
                (change, transfer)
            });
            if let Some((_, transfer)) = priced.max().filter(|(change, _)| *change > 0) {
                self.state.apply(&[transfer]);
            }
        }
        if self.state.price().rank() > self.best.price.rank() {
            self.remember();
        }
    }

    fn remember(&mut self) {
        self.best.price = self.state.price();
        self.best.teams.clear();
        self.best.teams.extend_from_slice(self.state.teams_of_all());
    }

    /// By how much random swaps and moves worsen the score.
    fn sample(&mut self) -> Vec<Score> {
        let drawn = (0..SAMPLES).filter_map(|_| {
            let transfers = self.some_transfers()?;
            Some(self.state.change(&transfers)).filter(|change| change.violations <= 0)
        });
        drawn.map(|change| -change.score).collect()
    }

    fn step(&mut self, annealing: &Annealing) {
        let dice = self.rng.u32(0..100);
        if dice < REBUILDS + CHAINS {
            let before = self.state.price();
            if dice < REBUILDS {
                self.rebuild();
            } else {
                self.chain();
            }
            let worse = before
                .at(self.penalty)
                .saturating_sub(self.state.price().at(self.penalty));
            if annealing.accepts(worse, &mut self.rng) {
                self.state.keep();
            } else {
                self.state.undo(before);
            }
        } else if let Some(transfers) = self.some_transfers() {
            let better = self.state.change(&transfers).at(self.penalty);
            if annealing.accepts(better.saturating_neg(), &mut self.rng) {
                self.state.apply(&transfers);
                self.state.keep();
            }
        }
    }

    /// A random move, swap or circle.
    fn some_transfers(&mut self) -> Option<Vec<Transfer>> {
        match self.rng.u32(REBUILDS + CHAINS..100) - (REBUILDS + CHAINS) {
            0..MOVES => self.some_move(),
            dice if dice < MOVES + CIRCLES => self.some_circle(),
            _ => self.some_swap(),
        }
    }

    /// A random student who may be moved.
    fn some_student(&mut self) -> StudentIx {
        self.movable[self.rng.usize(0..self.movable.len())]
    }

    /// A random team that takes a student.
    fn some_team(&mut self, student: StudentIx) -> TeamIx {
        let kinds = &self.kinds_of[student];
        let kind = kinds[self.rng.usize(0..kinds.len())];
        self.rng.usize(self.model.kinds[kind].teams.clone())
    }

    /// A random member of a team who may be moved.
    fn some_member(&mut self, team: TeamIx) -> Option<StudentIx> {
        let members = self.state.team(team).members();
        let member = *members.get(self.rng.usize(0..members.len().max(1)))?;
        self.model.settled[member].is_none().then_some(member)
    }
}

/// What a broken rule weighs against the score: more than any one team or student can earn.
fn penalty(model: &Model) -> Score {
    let worth = model.kinds.iter().map(|kind| {
        let all: Score = kind.weights.iter().sum();
        kind.value(all) - kind.value(0)
    });
    let friends = model
        .friends
        .iter()
        .map(|friends| friends.iter().map(|(_, weight)| weight).sum());
    let dearest = worth.max().unwrap_or(0).saturating_add(friends.max().unwrap_or(0));
    dearest
        .saturating_add(model.unplaced)
        .saturating_add(model.unformed)
        .saturating_add(1)
        .saturating_mul(2)
}
