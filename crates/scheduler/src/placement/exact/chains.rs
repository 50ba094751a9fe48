//! More people placed without a blocking pair more: chains of refusals that the ties leave open.
//!
//! An applicant without a position may take the place of one who is liked as well; that one looks on, and so forth, until
//! somebody comes to a free place. Where a host is full, the place may also be that of another of its positions. Stable
//! placements of ties differ in size by such chains (K. Iwama, S. Miyazaki, *A survey of the stable marriage problem and its
//! variants*, 2008). The search is breadth-first, everybody once; what it finds is measured, as one chain may cross itself.

use std::collections::{BTreeMap, VecDeque};

use crate::placement::model::{ApplicantIx, Model, Pair, PairIx, PositionIx, QuotaIx};
use crate::placement::{Assignment, Filled, blocking, broken};

/// Free places that are tried for one applicant, of those that keep the quotas.
const ENDS: usize = 60;

/// Places more of those without a position, as long as a chain leads somewhere, with no blocking pair more than there were.
pub fn place_more(model: &Model, assignment: Assignment) -> Assignment {
    let (mut best, mut more) = (assignment, true);
    let blocking = blocking::pairs(model, &best).len();
    while std::mem::take(&mut more) {
        for applicant in 0..model.applicants.len() as ApplicantIx {
            if best.pair(applicant).is_none()
                && let Some(placed) = place(model, &best, applicant, blocking)
            {
                (best, more) = (placed, true);
            }
        }
    }
    best
}

fn place(model: &Model, assignment: &Assignment, applicant: ApplicantIx, blocking: usize) -> Option<Assignment> {
    let mut search = Search {
        model,
        assignment,
        filled: Filled::new(model, assignment),
        counts: counts(model, assignment),
        came: vec![None; model.applicants.len()],
        queue: VecDeque::from([applicant]),
    };
    search.came[applicant as usize] = Some(None);
    let mut ends = 0;
    while let Some(looking) = search.queue.pop_front() {
        for end in search.look(looking) {
            let chain = search.chain(looking, end);
            if !search.keeps_quotas(&chain) {
                continue;
            }
            ends += 1;
            let after = search.after(&chain);
            if blocking::pairs(model, &after).len() <= blocking && broken(model, &after).is_empty() {
                return Some(after);
            }
            if ends == ENDS {
                return None;
            }
        }
    }
    None
}

struct Search<'a> {
    model: &'a Model,
    assignment: &'a Assignment,
    filled: Filled,
    counts: Vec<i64>,
    /// For everybody reached, who took the place, and by which pair; nothing for the first.
    came: Vec<Option<Option<(ApplicantIx, PairIx)>>>,
    queue: VecDeque<ApplicantIx>,
}

impl Search<'_> {
    /// Where one who has lost the place may go, best first: others are queued for theirs, free places are answered.
    fn look(&mut self, looking: ApplicantIx) -> Vec<PairIx> {
        let (model, lost) = (self.model, self.assignment.pair(looking));
        let mut ends = Vec::new();
        let mut owed = None;
        for pair in model.pairs_of(looking).filter(|&pair| Some(pair) != lost) {
            let row = model.pair(pair);
            // Whoever is owed a place at some tier would block if it went further down.
            if owed.is_some_and(|rank| row.rank > rank) {
                break;
            }
            let room = self.filled.room(model, row.position) >= model.size(pair);
            let host_room = self.filled.host_room(model, model.host(pair)) >= model.size(pair);
            let worst = self.worst(row.position);
            if worst.is_some_and(|worst| worst > row.liking) || (room && host_room) {
                owed = Some(row.rank);
            }
            if room && host_room {
                ends.push(pair);
            } else if worst.is_some_and(|worst| worst >= row.liking) {
                self.replace(looking, pair, row.position);
            }
            if room && !host_room && worst.is_none_or(|worst| worst <= row.liking) {
                self.replace_at_host(looking, pair, row);
            }
        }
        ends
    }

    fn replace_at_host(&mut self, looking: ApplicantIx, pair: PairIx, row: Pair) {
        let host = self.model.position(row.position).host;
        for &other in host.map_or(&[][..], |host| &self.model.positions_of_host[host as usize]) {
            if other != row.position && !self.is_wanted(looking, row, other) {
                self.replace(looking, pair, other);
            }
        }
    }

    /// Whether a place that somebody leaves at a position would be taken by others of the same host, who always find room there.
    fn is_wanted(&self, looking: ApplicantIx, to: Pair, position: PositionIx) -> bool {
        let host = self.model.position(position).host;
        self.model.pairs_at(position).iter().any(|&pair| {
            let row = self.model.pair(pair);
            let current = self.assignment.pair(row.applicant);
            let at_host = current.filter(|&current| self.model.host(current) == host);
            let rank = at_host.map(|current| self.model.pair(current).rank);
            let rank = if row.applicant == looking { Some(to.rank) } else { rank };
            rank.is_some_and(|rank| row.rank < rank) && !self.model.applicant(row.applicant).held
        })
    }

    /// Queues those who are liked least at a position, as losing their place to a pair.
    fn replace(&mut self, looking: ApplicantIx, pair: PairIx, position: PositionIx) {
        let worst = self.worst(position);
        for &member in &self.filled.members[position as usize] {
            let row = self.model.pair(member);
            let of_worst = Some(row.liking) == worst && !self.model.applicant(row.applicant).held;
            if of_worst
                && self.model.size(member) >= self.model.size(pair)
                && self.came[row.applicant as usize].is_none()
            {
                self.came[row.applicant as usize] = Some(Some((looking, pair)));
                self.queue.push_back(row.applicant);
            }
        }
    }

    /// How the one who is liked least at a position is liked there, of those who may leave.
    fn worst(&self, position: PositionIx) -> Option<u32> {
        let members = self.filled.members[position as usize]
            .iter()
            .map(|&pair| self.model.pair(pair));
        let free = members.filter(|row| !self.model.applicant(row.applicant).held);
        free.map(|row| row.liking).max()
    }

    /// Who moves where in a chain.
    fn chain(&self, last: ApplicantIx, end: PairIx) -> Vec<(ApplicantIx, PairIx)> {
        let mut chain = vec![(last, end)];
        let mut at = last;
        while let Some((before, pair)) = self.came[at as usize].flatten() {
            chain.push((before, pair));
            at = before;
        }
        chain
    }

    fn keeps_quotas(&self, chain: &[(ApplicantIx, PairIx)]) -> bool {
        let model = self.model;
        let mut counts: BTreeMap<QuotaIx, i64> = BTreeMap::new();
        for &(applicant, pair) in chain {
            for &quota in model.quotas_of(pair) {
                *counts.entry(quota).or_default() += 1;
            }
            for &quota in self
                .assignment
                .pair(applicant)
                .map_or(&[][..], |pair| model.quotas_of(pair))
            {
                *counts.entry(quota).or_default() -= 1;
            }
        }
        counts.into_iter().all(|(quota, more)| {
            let count = self.counts[quota as usize] + more;
            let quota = &model.quotas[quota as usize];
            more == 0 || (quota.min..=quota.max).contains(&count)
        })
    }

    /// The placement after everybody in a chain has moved.
    fn after(&self, chain: &[(ApplicantIx, PairIx)]) -> Assignment {
        let mut assignment = self.assignment.clone();
        for &(applicant, pair) in chain {
            assignment.pairs[applicant as usize] = Some(pair);
        }
        assignment
    }
}

/// How many each quota counts.
fn counts(model: &Model, assignment: &Assignment) -> Vec<i64> {
    let mut counts = vec![0; model.quotas.len()];
    for &pair in assignment.pairs.iter().flatten() {
        model
            .quotas_of(pair)
            .iter()
            .for_each(|&quota| counts[quota as usize] += 1);
    }
    counts
}
