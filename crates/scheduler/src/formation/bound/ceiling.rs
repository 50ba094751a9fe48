//! What can at most be made of a team by adding students: the branches of a node, each with its ceiling, the highest first.
//!
//! Where all must be free, common time only shrinks: candidates stand by what it would be worth with each of them, the lowest
//! first, and a branch takes one with others after it, so none of its teams is worth more than that. With a quorum it grows: an
//! hour can be met while enough may still come, and by another reckoning, after Markov, a candidate meets at most a part of each
//! hour, one over the number missing.

use super::pricing::Pricing;
use crate::formation::model::{Experience, Kind, Score, StudentIx};
use crate::formation::team::Team;

/// Where a node can go: to each candidate, with those after it in the order still to come.
#[derive(Default)]
pub struct Branches {
    /// The candidates.
    pub order: Vec<StudentIx>,
    /// What no team of a branch is worth more than, and where its candidate stands; the highest first.
    pub ceilings: Vec<(Score, usize)>,
}

/// A candidate in the order of a node.
struct Candidate {
    student: StudentIx,
    /// No team with the candidate, of those that its branch holds, has common time of more worth.
    worth: Score,
    /// What it brings apart from common time,
    potential: Score,
    /// and with its part in common time.
    linear: Score,
}

/// The branches of a node.
pub fn branches(pricing: &Pricing<'_>, team: &Team, gain: Score, candidates: &[StudentIx]) -> Branches {
    let kind = &pricing.model.kinds[pricing.class.kind];
    let members = team.members();
    let room = kind.max.saturating_sub(members.len()).min(candidates.len());
    if room == 0 || !can_keep_rules(pricing, team, room, candidates) {
        return Branches::default();
    }
    let met = team.worth();
    let mut order: Vec<Candidate> = candidates
        .iter()
        .filter(|student| {
            !pricing.model.apart[**student]
                .iter()
                .any(|other| members.contains(other))
        })
        .map(|&student| candidate(pricing, kind, team, room, student))
        .collect();
    match kind.quorum {
        None => order.sort_by_key(|one| (one.worth, one.potential, one.student)),
        Some(_) => order.sort_by_key(|one| (-one.linear, one.student)),
    }
    let needed = kind.min.saturating_sub(members.len() + 1);
    let base = gain + half_friends_in(pricing, members);
    let mut ceilings = Vec::with_capacity(order.len());
    let (mut plain, mut linear) = (Top::new(room - 1, needed), Top::new(room - 1, needed));
    for (at, one) in order.iter().enumerate().rev() {
        if let Some((others, parts)) = plain.sum().zip(linear.sum()) {
            let mut ceiling = kind.value(one.worth) + one.potential + others;
            if kind.quorum.is_some() {
                ceiling = ceiling.min(met + one.linear + parts);
            }
            ceilings.push((ceiling + base, at));
        }
        plain.add(one.potential);
        linear.add(one.linear);
    }
    ceilings.sort_unstable_by_key(|(ceiling, at)| (std::cmp::Reverse(*ceiling), *at));
    Branches {
        order: order.into_iter().map(|one| one.student).collect(),
        ceilings,
    }
}

/// The halves of friendships that those in the team still bring: a friend who comes later has only the other half in the potential.
fn half_friends_in(pricing: &Pricing<'_>, members: &[StudentIx]) -> Score {
    let others = members.iter().filter(|member| !pricing.class.settled.contains(member));
    let open = others.flat_map(|&member| &pricing.model.friends[member]);
    let open = open.filter(|(friend, _)| !members.contains(friend) && pricing.class.pool.binary_search(friend).is_ok());
    open.map(|(_, weight)| (weight + 1) / 2).sum()
}

fn candidate(pricing: &Pricing<'_>, kind: &Kind, team: &Team, room: usize, student: StudentIx) -> Candidate {
    let potential = pricing.potential[student];
    let model = pricing.model;
    match kind.quorum {
        None => {
            let worth = team.worth_with(model, student);
            Candidate {
                student,
                worth,
                potential,
                linear: worth + potential,
            }
        }
        Some(quorum) => {
            let (mut worth, mut missing) = (0, vec![0; room + 1]);
            for (hour, &weight) in kind.weights.iter().enumerate() {
                let before = team.free_in(hour);
                let comes = usize::from(model.is_free(student, hour));
                if before + comes + room > quorum {
                    worth += weight;
                }
                if before < quorum && quorum - before <= room && comes == 1 {
                    missing[quorum - before] += weight;
                }
            }
            let parts = missing.into_iter().enumerate().skip(1);
            let part: Score = parts
                .map(|(missing, weight)| (weight + missing as Score - 1) / missing as Score)
                .sum();
            Candidate {
                student,
                worth,
                potential,
                linear: part + potential,
            }
        }
    }
}

/// Whether the mix can still be met, and a first-timer still be with somebody experienced.
fn can_keep_rules(pricing: &Pricing<'_>, team: &Team, room: usize, candidates: &[StudentIx]) -> bool {
    let (model, kind) = (pricing.model, &pricing.model.kinds[pricing.class.kind]);
    let counting = |students: &[StudentIx], entry: u16| {
        let counting = students
            .iter()
            .filter(|student| kind.counts_for[**student].contains(&entry));
        counting.count() as i64
    };
    let mix = kind.mix.iter().zip(0u16..).all(|(&min, entry)| {
        let missing = min - counting(team.members(), entry);
        missing <= room as i64 && missing <= counting(candidates, entry)
    });
    let has = |students: &[StudentIx], what| students.iter().any(|student| model.experience[*student] == what);
    let guided = !has(team.members(), Experience::FirstTimer)
        || has(team.members(), Experience::Experienced)
        || has(candidates, Experience::Experienced);
    mix && guided
}

/// The most that up to `most` of some numbers sum to, at least `needed` of them.
struct Top {
    most: usize,
    needed: usize,
    /// The largest so far, descending.
    largest: Vec<Score>,
}

impl Top {
    fn new(most: usize, needed: usize) -> Self {
        Self {
            most,
            needed,
            largest: Vec::with_capacity(most + 1),
        }
    }

    fn add(&mut self, number: Score) {
        let at = self.largest.partition_point(|&larger| larger >= number);
        if at < self.most {
            self.largest.insert(at, number);
            self.largest.truncate(self.most);
        }
    }

    /// Nothing when there are fewer numbers than needed.
    fn sum(&self) -> Option<Score> {
        let numbers = self.largest.iter().enumerate();
        let taken = numbers.filter(|(at, number)| *at < self.needed || **number > 0);
        (self.largest.len() >= self.needed).then(|| taken.map(|(_, number)| number).sum())
    }
}
