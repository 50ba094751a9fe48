//! The problem frozen: students and teams by index, free hours as bits, hours that nobody tells apart merged into one.

use std::collections::{BTreeMap, HashMap};

use crate::format::formation::{self, Formation};

/// Index of a student, in the order of the problem.
pub type StudentIx = usize;
/// Index of a team: those of a kind follow each other, kinds in the order of the problem.
pub type TeamIx = usize;
/// Minutes, prices, scores.
pub type Score = i64;
/// Hours as bits.
pub type Bits = [u64];

const WORD: usize = 64;

/// A kind of team.
#[derive(Debug)]
pub struct Kind {
    /// Whom it takes, in order.
    pub students: Vec<StudentIx>,
    /// The same, by student.
    pub takes: Vec<bool>,
    /// Its teams.
    pub teams: std::ops::Range<TeamIx>,
    /// What a free team is worth, by hour.
    pub weights: Vec<Score>,
    /// Fewest members.
    pub min: usize,
    /// Most members.
    pub max: usize,
    /// Members who must be free; all without.
    pub quorum: Option<usize>,
    /// How many members each entry of the mix asks for.
    pub mix: Vec<i64>,
    /// Which entries of the mix a student counts for, by student.
    pub counts_for: Vec<Vec<u16>>,
    least: Score,
    short: Score,
}

/// A team that is asked for.
#[derive(Debug)]
pub struct Slot {
    /// Its kind.
    pub kind: usize,
    /// Its settled members; with any, it must be formed.
    pub settled: Vec<StudentIx>,
}

/// What a student brings to a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Experience {
    /// Experienced.
    Experienced,
    /// A first-timer, who must not be without somebody experienced.
    FirstTimer,
    /// Neither.
    Neither,
}

/// The frozen problem.
#[derive(Debug)]
pub struct Model {
    /// Hours after merging.
    pub hours: usize,
    /// Words of a row of bits.
    pub words: usize,
    free: Vec<u64>,
    /// By student.
    pub experience: Vec<Experience>,
    /// Kinds of teams.
    pub kinds: Vec<Kind>,
    /// Teams.
    pub teams: Vec<Slot>,
    /// Friends and the weight of parting, by student.
    pub friends: Vec<Vec<(StudentIx, Score)>>,
    /// People to keep apart from, by student.
    pub apart: Vec<Vec<StudentIx>>,
    /// The team that is settled, by student.
    pub settled: Vec<Option<TeamIx>>,
    /// What a student in no team costs.
    pub unplaced: Score,
    /// What a team that is not formed costs.
    pub unformed: Score,
}

impl Kind {
    /// Members who must be free in a team of some size.
    pub fn needed(&self, size: usize) -> usize {
        self.quorum.unwrap_or(size)
    }

    /// What common time is worth, less the price of having little of it. Never falls as the worth rises.
    pub fn value(&self, worth: Score) -> Score {
        worth - self.short * (self.least - worth).max(0)
    }

    /// The price of having little common time.
    pub fn shortness(&self, worth: Score) -> Score {
        self.short * (self.least - worth).max(0)
    }

    /// The worth of some hours.
    pub fn worth(&self, bits: impl Iterator<Item = u64>) -> Score {
        let mut sum = 0;
        for (word, mut bits) in bits.enumerate() {
            while bits != 0 {
                sum += self.weights[word * WORD + bits.trailing_zeros() as usize];
                bits &= bits - 1;
            }
        }
        sum
    }
}

impl Model {
    /// Freezes a problem that passed validation.
    pub fn new(problem: &Formation) -> Self {
        let columns = columns(problem);
        let words = columns.len().div_ceil(WORD);
        let students = problem.students.len();
        let mut free = vec![0u64; students * words];
        for (hour, (column, _)) in columns.iter().enumerate() {
            for student in (0..students).filter(|&student| column[student]) {
                free[student * words + hour / WORD] |= 1 << (hour % WORD);
            }
        }
        let index = problem.students.iter().enumerate();
        let index: HashMap<&str, StudentIx> = index.map(|(at, student)| (student.id.as_str(), at)).collect();
        let mut model = Self {
            hours: columns.len(),
            words,
            free,
            experience: problem.students.iter().map(experience).collect(),
            kinds: problem
                .teams
                .iter()
                .enumerate()
                .map(|(at, row)| kind(problem, at, row, &columns))
                .collect(),
            teams: Vec::new(),
            friends: vec![Vec::new(); students],
            apart: vec![Vec::new(); students],
            settled: vec![None; students],
            unplaced: problem.weights.unplaced,
            unformed: problem.weights.unformed,
        };
        for friends in &problem.friends {
            let (one, other) = (index[friends.students.0.as_str()], index[friends.students.1.as_str()]);
            model.friends[one].push((other, friends.weight));
            model.friends[other].push((one, friends.weight));
        }
        for (one, other) in &problem.apart {
            let (one, other) = (index[one.as_str()], index[other.as_str()]);
            model.apart[one].push(other);
            model.apart[other].push(one);
        }
        model.add_teams(problem, &index);
        model
    }

    fn add_teams(&mut self, problem: &Formation, index: &HashMap<&str, StudentIx>) {
        let mut teams = HashMap::new();
        for (kind, row) in problem.teams.iter().enumerate() {
            for number in 1..=row.count as usize {
                teams.insert(row.team(number), self.teams.len());
                let settled = Vec::new();
                self.teams.push(Slot { kind, settled });
            }
            self.kinds[kind].teams = self.teams.len() - row.count as usize..self.teams.len();
        }
        for row in &problem.fixed {
            let (student, team) = (index[row.student.as_str()], teams[&row.team]);
            self.settled[student] = Some(team);
            self.teams[team].settled.push(student);
        }
    }

    /// Number of students.
    pub fn students(&self) -> usize {
        self.experience.len()
    }

    /// When a student is free.
    pub fn free(&self, student: StudentIx) -> &Bits {
        &self.free[student * self.words..][..self.words]
    }

    /// Whether a student is free in an hour.
    pub fn is_free(&self, student: StudentIx, hour: usize) -> bool {
        self.free[student * self.words + hour / WORD] >> (hour % WORD) & 1 == 1
    }

    /// A team's kind.
    pub fn kind_of(&self, team: TeamIx) -> &Kind {
        &self.kinds[self.teams[team].kind]
    }

    /// What all friendships are worth together.
    pub fn all_friends(&self) -> Score {
        let twice: Score = self.friends.iter().flatten().map(|(_, weight)| weight).sum();
        twice / 2
    }
}

fn experience(student: &formation::Student) -> Experience {
    match student.experienced {
        Some(true) => Experience::Experienced,
        Some(false) => Experience::FirstTimer,
        None => Experience::Neither,
    }
}

/// Hours in which the same students are free, merged: who is free, and the worth for each kind. Hours of no worth are left out.
fn columns(problem: &Formation) -> Vec<(Vec<bool>, Vec<Score>)> {
    let patterns: Vec<&[u8]> = problem.students.iter().map(|student| student.free.as_bytes()).collect();
    let mut merged: BTreeMap<Vec<bool>, Vec<Score>> = BTreeMap::new();
    for (hour, row) in problem.hours.iter().enumerate() {
        let worth = problem.teams.iter().map(|kind| {
            let wanted = row.teams.get(&kind.id).copied().unwrap_or(0);
            row.minutes * wanted
        });
        let worth: Vec<Score> = worth.collect();
        if worth.iter().any(|&worth| worth > 0) {
            let column = patterns.iter().map(|pattern| pattern[hour] == b'1').collect();
            let sums = merged.entry(column).or_insert_with(|| vec![0; worth.len()]);
            sums.iter_mut().zip(worth).for_each(|(sum, worth)| *sum += worth);
        }
    }
    merged.into_iter().collect()
}

fn kind(problem: &Formation, at: usize, row: &formation::Kind, columns: &[(Vec<bool>, Vec<Score>)]) -> Kind {
    let takes: Vec<bool> = problem.students.iter().map(|student| row.takes(student)).collect();
    let counts_for = problem.students.iter().map(|student| {
        let entries = row.mix.iter().zip(0u16..);
        entries
            .filter(|(entry, _)| entry.counts(student))
            .map(|(_, at)| at)
            .collect()
    });
    Kind {
        students: (0..takes.len()).filter(|&student| takes[student]).collect(),
        takes,
        teams: 0..0,
        weights: columns.iter().map(|(_, worth)| worth[at]).collect(),
        min: row.min as usize,
        max: row.max as usize,
        quorum: row.quorum.map(|quorum| quorum as usize),
        mix: row.mix.iter().map(|entry| entry.min).collect(),
        counts_for: counts_for.collect(),
        least: row.least.unwrap_or(0),
        short: row.short.unwrap_or(0),
    }
}
