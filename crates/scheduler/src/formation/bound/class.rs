//! Classes of teams that nobody tells apart, and columns: a team of a class with its members.

use crate::formation::model::{Model, Score, StudentIx, TeamIx};
use crate::formation::team::Team;

/// Teams of one kind without settled members, or one team with its own.
#[derive(Clone, Debug)]
pub struct Class {
    /// Its kind.
    pub kind: usize,
    /// The teams.
    pub teams: Vec<TeamIx>,
    /// Members of every team of it.
    pub settled: Vec<StudentIx>,
    /// Who may be in it besides.
    pub pool: Vec<StudentIx>,
}

/// A team that could be formed.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its class.
    pub class: usize,
    /// All its members, in order.
    pub members: Vec<StudentIx>,
    /// Value of its common time, and weight of the friendships within.
    pub value: Score,
}

/// The classes of a problem.
pub fn classes(model: &Model) -> Vec<Class> {
    let mut classes = Vec::new();
    for (at, kind) in model.kinds.iter().enumerate() {
        let pool = kind
            .students
            .iter()
            .copied()
            .filter(|&student| model.settled[student].is_none());
        let pool: Vec<StudentIx> = pool.collect();
        let (settled, open): (Vec<TeamIx>, Vec<TeamIx>) = kind
            .teams
            .clone()
            .partition(|&team| !model.teams[team].settled.is_empty());
        let class = |teams: Vec<TeamIx>, settled: &[StudentIx]| Class {
            kind: at,
            teams,
            settled: settled.to_vec(),
            pool: pool.clone(),
        };
        classes.extend(
            settled
                .into_iter()
                .map(|team| class(vec![team], &model.teams[team].settled)),
        );
        if !open.is_empty() {
            classes.push(class(open, &[]));
        }
    }
    classes
}

impl Class {
    /// Whether each of its teams must be formed.
    pub fn is_forced(&self) -> bool {
        !self.settled.is_empty()
    }

    /// What a team of it that is not formed brings.
    pub fn price_of_none(&self, model: &Model) -> Score {
        if self.is_forced() {
            Score::MIN / 4
        } else {
            -model.unformed
        }
    }

    /// What members are priced at; settled ones are had anyway.
    pub fn price_of(&self, members: &[StudentIx], prices: &[Score]) -> Score {
        let others = members.iter().filter(|member| !self.settled.contains(member));
        others.map(|&member| prices[member]).sum()
    }
}

impl Column {
    /// The column of some members, which are in order.
    pub fn of(model: &Model, at: usize, class: &Class, members: Vec<StudentIx>) -> Self {
        let mut team = Team::of_kind(model, class.kind);
        members
            .iter()
            .for_each(|&student| team.exchange(model, None, Some(student)));
        let twice: Score = members.iter().map(|&student| friends(model, student, &members)).sum();
        Self {
            class: at,
            value: team.appraisal(model).value + twice / 2,
            members,
        }
    }
}

/// Weight of a student's friendships with some others.
pub fn friends(model: &Model, student: StudentIx, others: &[StudentIx]) -> Score {
    let among = model.friends[student]
        .iter()
        .filter(|(friend, _)| others.contains(friend));
    among.map(|(_, weight)| weight).sum()
}

/// The assignment of chosen columns; nothing if they are more than there are teams.
pub fn assignment(model: &Model, classes: &[Class], chosen: Vec<Column>) -> Option<Vec<Option<TeamIx>>> {
    let mut teams = vec![None; model.students()];
    let mut left: Vec<_> = classes.iter().map(|class| class.teams.iter()).collect();
    for column in chosen {
        let team = *left[column.class].next()?;
        column
            .members
            .into_iter()
            .for_each(|student| teams[student] = Some(team));
    }
    Some(teams)
}
