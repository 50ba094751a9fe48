//! Who is in which team, priced exactly after every change, with a way back.

use super::model::{Model, Score, StudentIx, TeamIx};
use super::team::{Appraisal, Team};

/// A student who goes to a team, or to none.
pub type Transfer = (StudentIx, Option<TeamIx>);

/// What an assignment is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Price {
    /// Hard rules broken.
    pub violations: i64,
    /// The score, to be as high as can be.
    pub score: Score,
}

impl Price {
    /// The score with a penalty for every hard rule broken.
    pub fn at(self, penalty: Score) -> Score {
        self.score.saturating_sub(penalty.saturating_mul(self.violations))
    }

    /// Better first: what breaks fewer hard rules, then what scores higher.
    pub fn rank(self) -> (i64, Score) {
        (-self.violations, self.score)
    }
}

impl std::ops::Add for Price {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            violations: self.violations + other.violations,
            score: self.score + other.score,
        }
    }
}

/// An assignment under search.
#[derive(Clone, Debug)]
pub struct State<'m> {
    model: &'m Model,
    team_of: Vec<Option<TeamIx>>,
    teams: Vec<Team>,
    unplaced: Vec<StudentIx>,
    /// Where a student stands in `unplaced`.
    place: Vec<usize>,
    price: Price,
    /// The way back: who was where before each transfer since the last `keep`.
    log: Vec<Transfer>,
}

impl<'m> State<'m> {
    /// The assignment in which nobody but settled members is in a team.
    pub fn new(model: &'m Model) -> Self {
        let students = model.students();
        let mut state = Self {
            model,
            team_of: vec![None; students],
            teams: (0..model.teams.len()).map(|team| Team::new(model, team)).collect(),
            unplaced: (0..students).collect(),
            place: (0..students).collect(),
            price: Price {
                violations: 0,
                score: -model.all_friends()
                    - model.unplaced * students as Score
                    - model.unformed * model.teams.len() as Score,
            },
            log: Vec::new(),
        };
        for student in 0..students {
            if model.settled[student].is_some() {
                state.apply(&[(student, model.settled[student])]);
            }
        }
        state.keep();
        state
    }

    /// What it is worth.
    pub fn price(&self) -> Price {
        self.price
    }

    /// Where a student is.
    pub fn team_of(&self, student: StudentIx) -> Option<TeamIx> {
        self.team_of[student]
    }

    /// Everybody's team.
    pub fn teams_of_all(&self) -> &[Option<TeamIx>] {
        &self.team_of
    }

    /// A team.
    pub fn team(&self, team: TeamIx) -> &Team {
        &self.teams[team]
    }

    /// Who is in no team.
    pub fn unplaced(&self) -> &[StudentIx] {
        &self.unplaced
    }

    /// Whether a student may go to a team.
    pub fn may(&self, (student, to): Transfer) -> bool {
        self.model.settled[student].is_none()
            && self.team_of[student] != to
            && to.is_none_or(|to| self.model.kind_of(to).takes[student])
    }

    /// What transfers at once would change. No team may lose more than one student or gain more than one, and no student may
    /// be named twice.
    pub fn change(&self, transfers: &[Transfer]) -> Price {
        let mut change = Price::default();
        let from = transfers.iter().filter_map(|(student, _)| self.team_of[*student]);
        let to = transfers.iter().filter_map(|(_, to)| *to);
        for (at, team) in from.clone().chain(to.clone()).enumerate() {
            if from.clone().chain(to.clone()).take(at).any(|earlier| earlier == team) {
                continue;
            }
            let out = transfers
                .iter()
                .find(|(student, _)| self.team_of[*student] == Some(team));
            let come = transfers.iter().find(|(_, to)| *to == Some(team));
            let before = self.teams[team].appraisal(self.model);
            let after = self.teams[team].with(self.model, out.map(|out| out.0), come.map(|come| come.0));
            change = change + self.difference(before, after);
        }
        for &(student, to) in transfers {
            let fewer = i64::from(self.team_of[student].is_none()) - i64::from(to.is_none());
            change.score += fewer * self.model.unplaced;
        }
        change.score += self.friends(transfers);
        change
    }

    fn difference(&self, before: Appraisal, after: Appraisal) -> Price {
        let formed = i64::from(after.formed) - i64::from(before.formed);
        Price {
            violations: after.violations - before.violations,
            score: after.value - before.value + formed * self.model.unformed,
        }
    }

    /// Weight of the friendships that come together, less that of those which are parted.
    fn friends(&self, transfers: &[Transfer]) -> Score {
        let mut sum = 0;
        for (at, &(student, to)) in transfers.iter().enumerate() {
            for &(friend, weight) in &self.model.friends[student] {
                let moved = transfers.iter().position(|(other, _)| *other == friend);
                if moved.is_some_and(|other| other < at) {
                    continue;
                }
                let (from, theirs) = (self.team_of[student], self.team_of[friend]);
                let after = moved.map_or(theirs, |other| transfers[other].1);
                let together = |one: Option<TeamIx>, other: Option<TeamIx>| Score::from(one.is_some() && one == other);
                sum += weight * (together(to, after) - together(from, theirs));
            }
        }
        sum
    }

    /// Makes transfers, under the conditions of [`State::change`].
    pub fn apply(&mut self, transfers: &[Transfer]) {
        self.price = self.price + self.change(transfers);
        for &(student, to) in transfers {
            let from = self.team_of[student];
            self.log.push((student, from));
            self.put(student, to);
        }
    }

    /// Moves a student without a look at the price.
    fn put(&mut self, student: StudentIx, to: Option<TeamIx>) {
        match self.team_of[student] {
            Some(from) => self.teams[from].exchange(self.model, Some(student), None),
            None => {
                let at = self.place[student];
                self.unplaced.swap_remove(at);
                if let Some(&last) = self.unplaced.get(at) {
                    self.place[last] = at;
                }
            }
        }
        match to {
            Some(to) => self.teams[to].exchange(self.model, None, Some(student)),
            None => {
                self.place[student] = self.unplaced.len();
                self.unplaced.push(student);
            }
        }
        self.team_of[student] = to;
    }

    /// Forgets the way back.
    pub fn keep(&mut self) {
        self.log.clear();
    }

    /// Goes back to where the last [`State::keep`] was, at the price it had then.
    pub fn undo(&mut self, price: Price) {
        while let Some((student, from)) = self.log.pop() {
            self.put(student, from);
        }
        self.price = price;
    }

    /// Makes the assignment of somebody else's state, or as much of it as settled members allow.
    pub fn restore(&mut self, teams: &[Option<TeamIx>]) {
        for (student, &team) in teams.iter().enumerate() {
            if self.may((student, team)) {
                self.apply(&[(student, team)]);
            }
        }
        self.keep();
    }
}
