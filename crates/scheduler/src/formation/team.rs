//! A team under search: who is in it, what its common time is worth, what of the hard rules it breaks.
//!
//! An exchange of members is priced by bits: a team meets an hour while as many members are free as it needs, so only hours in
//! which exactly that many are free can be lost, and only hours in which one is missing can be gained.

use super::model::{Experience, Kind, Model, Score, StudentIx, TeamIx};

/// A team. Of one without members, nothing counts: it is not formed.
#[derive(Clone, Debug)]
pub struct Team {
    kind: usize,
    members: Vec<StudentIx>,
    /// Members who are free, by hour.
    free: Vec<u32>,
    /// Hours in which exactly as many are free as needed,
    tight: Vec<u64>,
    /// and in which one is missing.
    near: Vec<u64>,
    worth: Score,
    rules: Rules,
}

/// What the hard rules look at.
#[derive(Clone, Debug, Default)]
struct Rules {
    /// Members who count for each entry of the mix.
    mix: Vec<i64>,
    experienced: i64,
    first_timers: i64,
    /// Pairs of members to be kept apart.
    quarrels: i64,
}

/// What a team would be after an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appraisal {
    /// Worth less the price of having little common time; 0 for a team without members.
    pub value: Score,
    /// Hard rules broken.
    pub violations: i64,
    /// Whether it has members.
    pub formed: bool,
}

impl Team {
    /// An empty team.
    pub fn new(model: &Model, team: TeamIx) -> Self {
        Self::of_kind(model, model.teams[team].kind)
    }

    /// An empty team of a kind.
    pub fn of_kind(model: &Model, kind: usize) -> Self {
        let mut team = Self {
            kind,
            members: Vec::new(),
            free: vec![0; model.hours],
            tight: vec![0; model.words],
            near: vec![0; model.words],
            worth: 0,
            rules: Rules {
                mix: vec![0; model.kinds[kind].mix.len()],
                ..Rules::default()
            },
        };
        team.refresh(&model.kinds[kind]);
        team
    }

    /// Its members, in no particular order.
    pub fn members(&self) -> &[StudentIx] {
        &self.members
    }

    /// What its common time is worth.
    pub fn worth(&self) -> Score {
        if self.members.is_empty() { 0 } else { self.worth }
    }

    /// What it would be worth if a student came.
    pub fn worth_with(&self, model: &Model, come: StudentIx) -> Score {
        self.worth + self.worth_change(model, &model.kinds[self.kind], None, Some(come))
    }

    /// How many members are free in an hour.
    pub fn free_in(&self, hour: usize) -> usize {
        self.free[hour] as usize
    }

    /// As it is.
    pub fn appraisal(&self, model: &Model) -> Appraisal {
        self.with(model, None, None)
    }

    /// What it would be if one left and another came.
    pub fn with(&self, model: &Model, out: Option<StudentIx>, come: Option<StudentIx>) -> Appraisal {
        let kind = &model.kinds[self.kind];
        let size = self.members.len() + usize::from(come.is_some()) - usize::from(out.is_some());
        if size == 0 {
            return Appraisal {
                value: 0,
                violations: 0,
                formed: false,
            };
        }
        Appraisal {
            value: kind.value(self.worth + self.worth_change(model, kind, out, come)),
            violations: self.violations(model, kind, size, out, come),
            formed: true,
        }
    }

    fn worth_change(&self, model: &Model, kind: &Kind, out: Option<StudentIx>, come: Option<StudentIx>) -> Score {
        match (
            out.map(|out| model.free(out)),
            come.map(|come| model.free(come)),
            kind.quorum,
        ) {
            (None, None, _) => 0,
            (Some(out), Some(come), _) => {
                let lost = (self.tight.iter().zip(out))
                    .zip(come)
                    .map(|((tight, out), come)| tight & out & !come);
                let gained = (self.near.iter().zip(out))
                    .zip(come)
                    .map(|((near, out), come)| near & come & !out);
                kind.worth(gained) - kind.worth(lost)
            }
            (Some(out), None, Some(_)) => -kind.worth(self.tight.iter().zip(out).map(|(tight, out)| tight & out)),
            (None, Some(come), Some(_)) => kind.worth(self.near.iter().zip(come).map(|(near, come)| near & come)),
            // Where all must be free, one fewer is needed when one leaves, one more when one comes.
            (Some(out), None, None) => kind.worth(self.near.iter().zip(out).map(|(near, out)| near & !out)),
            (None, Some(come), None) => -kind.worth(self.tight.iter().zip(come).map(|(tight, come)| tight & !come)),
        }
    }

    fn violations(
        &self,
        model: &Model,
        kind: &Kind,
        size: usize,
        out: Option<StudentIx>,
        come: Option<StudentIx>,
    ) -> i64 {
        let counts = |student: Option<StudentIx>, entry: usize| {
            student.is_some_and(|student| kind.counts_for[student].contains(&(entry as u16)))
        };
        let mix = kind.mix.iter().enumerate().map(|(entry, min)| {
            let there = self.rules.mix[entry] + i64::from(counts(come, entry)) - i64::from(counts(out, entry));
            (min - there).max(0)
        });
        let is = |student: Option<StudentIx>, what| {
            i64::from(student.is_some_and(|student| model.experience[student] == what))
        };
        let change = |what| is(come, what) - is(out, what);
        let experienced = self.rules.experienced + change(Experience::Experienced);
        let first_timers = self.rules.first_timers + change(Experience::FirstTimer);
        let quarrels = |student: Option<StudentIx>| {
            let apart = student.map_or(&[][..], |student| &model.apart[student]);
            apart
                .iter()
                .filter(|&&other| self.members.contains(&other) && Some(other) != out)
                .count() as i64
        };
        let size = size as i64;
        (kind.min as i64 - size).max(0)
            + (size - kind.max as i64).max(0)
            + mix.sum::<i64>()
            + i64::from(first_timers > 0 && experienced == 0)
            + self.rules.quarrels
            + quarrels(come)
            - quarrels(out)
    }

    /// One leaves and another comes.
    pub fn exchange(&mut self, model: &Model, out: Option<StudentIx>, come: Option<StudentIx>) {
        for (student, sign) in [(out, -1), (come, 1)] {
            if let Some(student) = student {
                self.change(model, student, sign);
            }
        }
        self.refresh(&model.kinds[self.kind]);
    }

    fn change(&mut self, model: &Model, student: StudentIx, sign: i64) {
        if sign < 0 {
            self.members.retain(|&member| member != student);
        }
        let apart = &model.apart[student];
        let quarrels = apart.iter().filter(|other| self.members.contains(other)).count() as i64;
        self.rules.quarrels += sign * quarrels;
        if sign > 0 {
            self.members.push(student);
        }
        for &entry in &model.kinds[self.kind].counts_for[student] {
            self.rules.mix[usize::from(entry)] += sign;
        }
        match model.experience[student] {
            Experience::Experienced => self.rules.experienced += sign,
            Experience::FirstTimer => self.rules.first_timers += sign,
            Experience::Neither => {}
        }
        for (word, &bits) in model.free(student).iter().enumerate() {
            let mut bits = bits;
            while bits != 0 {
                let free = &mut self.free[word * 64 + bits.trailing_zeros() as usize];
                *free = free.wrapping_add_signed(sign as i32);
                bits &= bits - 1;
            }
        }
    }

    fn refresh(&mut self, kind: &Kind) {
        let needed = kind.needed(self.members.len());
        self.worth = 0;
        self.tight.fill(0);
        self.near.fill(0);
        for (hour, &free) in self.free.iter().enumerate() {
            let free = free as usize;
            self.worth += if free >= needed { kind.weights[hour] } else { 0 };
            self.tight[hour / 64] |= u64::from(free == needed) << (hour % 64);
            self.near[hour / 64] |= u64::from(free + 1 == needed) << (hour % 64);
        }
    }
}
