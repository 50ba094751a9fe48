//! An upper bound on the score of every feasible result, from a model of whole teams.
//!
//! Who is in one team is one choice, a column; a student is in one column at most, and of a class of teams there are so many.
//! Columns are generated (Barnhart and others, "Branch-and-price: column generation for solving huge integer programs", Operations
//! Research 46, 1998): `master` prices students by the columns known so far, `pricing` looks for better ones at these prices. The bound
//! is that of Lagrange, in whole numbers: it holds for any prices, and needs no solver's tolerances. Where the gap is small enough,
//! `exact` lists all columns that a better result could use, and chooses among them.

mod ceiling;
mod class;
mod exact;
mod master;
mod pricing;

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::model::{Model, Score, StudentIx, TeamIx};
use class::{Class, Column, classes};
use pricing::{Found, Pricing};

/// Columns that one search for better ones may hand over for a class.
const KEPT: usize = 40;
/// Rounds after which a bound that does not fall is left as it is.
const PATIENCE: usize = 12;
/// Most columns among which the exact stage chooses.
const MOST_EXACT: usize = 30_000;

/// How long a proof may take.
pub struct Effort<'a> {
    /// Until when; without, as long as `work` lasts.
    pub deadline: Option<Instant>,
    /// Looks at a student in a team, all together.
    pub work: u64,
    /// Ends it when set.
    pub stop: &'a AtomicBool,
}

impl Effort<'_> {
    /// Longest stage of the solver where only the work is limited.
    const LONGEST: Duration = Duration::from_secs(60);

    fn over(&self) -> bool {
        let late = self.deadline.is_some_and(|deadline| Instant::now() >= deadline);
        late || self.work == 0 || self.stop.load(Ordering::Relaxed)
    }

    fn time(&self) -> Duration {
        self.deadline.map_or(Self::LONGEST, |deadline| {
            deadline.saturating_duration_since(Instant::now())
        })
    }
}

/// What a student and a team of a class are priced at. Any prices give a bound.
#[derive(Clone, Debug)]
struct Prices {
    /// By student.
    students: Vec<Score>,
    /// By class: no team of it is worth more than its students and this.
    classes: Vec<Score>,
}

/// Proves bounds, and keeps what it learnt from one proof to the next.
pub struct Prover<'m> {
    model: &'m Model,
    classes: Vec<Class>,
    columns: Vec<Column>,
    known: HashSet<(usize, Vec<StudentIx>)>,
    /// The best bound by prices, and the prices.
    priced: Option<(Score, Prices)>,
    /// What choosing among all columns within its gap proved besides.
    chosen: Option<Score>,
}

impl<'m> Prover<'m> {
    /// A prover that knows nothing yet.
    pub fn new(model: &'m Model) -> Self {
        Self {
            model,
            classes: classes(model),
            columns: Vec::new(),
            known: HashSet::new(),
            priced: None,
            chosen: None,
        }
    }

    /// The bound so far.
    pub fn bound(&self) -> Option<Score> {
        let priced = self.priced.as_ref().map(|(bound, _)| *bound);
        self.chosen.into_iter().chain(priced).min()
    }

    /// Lowers the bound, beginning at a feasible result of some score; answers a better result if it finds one.
    pub fn prove(
        &mut self,
        incumbent: &[Option<TeamIx>],
        score: Score,
        effort: &mut Effort<'_>,
    ) -> Option<Vec<Option<TeamIx>>> {
        self.learn(incumbent);
        // The solver's threads belong to whoever calls it.
        std::thread::scope(|scope| scope.spawn(|| self.course(score, effort)).join().ok().flatten())
    }

    fn course(&mut self, score: Score, effort: &mut Effort<'_>) -> Option<Vec<Option<TeamIx>>> {
        self.generate(score, effort);
        if self.bound().is_none_or(|bound| bound <= score) || effort.over() {
            return None;
        }
        let chosen = self.choose(score, effort)?;
        class::assignment(self.model, &self.classes, chosen)
    }

    /// Notes the teams of a result as columns.
    fn learn(&mut self, teams: &[Option<TeamIx>]) {
        for (at, class) in self.classes.iter().enumerate() {
            for &team in &class.teams {
                let members: Vec<StudentIx> = (0..teams.len())
                    .filter(|&student| teams[student] == Some(team))
                    .collect();
                if !members.is_empty() && self.known.insert((at, members.clone())) {
                    self.columns.push(Column::of(self.model, at, class, members));
                }
            }
        }
    }

    /// Generates columns until no better ones are found, the bound meets the score, or the effort is spent.
    fn generate(&mut self, score: Score, effort: &mut Effort<'_>) {
        let mut centre = self.first_prices();
        let (mut rounds_without, mut smooth) = (0, true);
        self.look(&centre, effort);
        while !effort.over() && self.bound().is_none_or(|bound| bound > score) && rounds_without < PATIENCE {
            let Some(priced) = master::prices(self.model, &self.classes, &self.columns, effort.time()) else {
                return;
            };
            // Prices half-way to those of the best bound do not jump about (Wentges 1997).
            let prices = if smooth { middle(&centre, &priced) } else { priced };
            let before = self.bound();
            let new = self.look(&prices, effort);
            if self.bound() < before || before.is_none() {
                rounds_without = 0;
                centre.clone_from(&self.priced.as_ref().map_or(prices, |(_, best)| best.students.clone()));
            } else {
                rounds_without += 1;
            }
            if new == 0 {
                if !smooth {
                    return;
                }
                smooth = false;
            } else {
                smooth = true;
            }
        }
    }

    /// Prices that split what each known team is worth among its members.
    fn first_prices(&self) -> Vec<Score> {
        if let Some((_, best)) = &self.priced {
            return best.students.clone();
        }
        let mut prices = vec![-self.model.unplaced; self.model.students()];
        for column in &self.columns {
            let free = column
                .members
                .iter()
                .filter(|student| self.model.settled[**student].is_none());
            let share = column.value / column.members.len().max(1) as Score;
            free.for_each(|&student| prices[student] = share.max(-self.model.unplaced));
        }
        prices
    }

    /// Looks for better columns at some prices, and lowers the bound; answers how many it found.
    fn look(&mut self, students: &[Score], effort: &mut Effort<'_>) -> usize {
        let mut ceilings = Vec::with_capacity(self.classes.len());
        let mut new = 0;
        for at in 0..self.classes.len() {
            let class = &self.classes[at];
            let mine = self.columns.iter().filter(|column| column.class == at);
            let floor = mine
                .map(|column| column.value - class.price_of(&column.members, students))
                .max();
            let floor = floor.unwrap_or(Score::MIN / 4).max(class.price_of_none(self.model));
            let Found { columns, ceiling, .. } = Pricing::new(self.model, class, students, floor).run(KEPT, effort);
            ceilings.push(ceiling);
            for (_, members) in columns {
                if self.known.insert((at, members.clone())) {
                    self.columns.push(Column::of(self.model, at, class, members));
                    new += 1;
                }
            }
        }
        let bound = self.lagrange(students, &ceilings);
        if self.priced.as_ref().is_none_or(|(best, _)| bound < *best) {
            let students = students.to_vec();
            let classes = ceilings;
            self.priced = Some((bound, Prices { students, classes }));
        }
        new
    }

    /// What every feasible result scores at most: each team at most what its students and its class are priced at.
    fn lagrange(&self, students: &[Score], ceilings: &[Score]) -> Score {
        let free = students
            .iter()
            .enumerate()
            .filter(|(student, _)| self.model.settled[*student].is_none());
        let students: Score = free.map(|(_, price)| price).sum();
        let classes = self.classes.iter().zip(ceilings);
        let classes: Score = classes
            .map(|(class, ceiling)| ceiling.saturating_mul(class.teams.len() as Score))
            .sum();
        students + classes - self.model.all_friends()
    }
}

fn middle(centre: &[Score], other: &[Score]) -> Vec<Score> {
    centre
        .iter()
        .zip(other)
        .map(|(one, other)| (one + other).div_euclid(2))
        .collect()
}
