//! Applicants propose, positions keep the best so far.
//!
//! Who is refused everywhere proposes once more, and then wins ties against those who have not had to. Of tied positions an
//! applicant asks one with room first. Members of bundles do not take part; fixed applicants are where they are.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::placement::assignment::{Assignment, Filled};
use crate::placement::model::{ApplicantIx, Model, PairIx, Rank};

/// Somebody kept by a position; the greatest is the first to go.
type Kept = (Rank, Reverse<bool>, Dear, PairIx);
/// How little a pair is wanted among tied ones.
pub type Dear = u32;

struct Round<'m> {
    model: &'m Model,
    dear: &'m [Dear],
    filled: Filled,
    assignment: Assignment,
    kept: Vec<BinaryHeap<Kept>>,
    /// Each applicant's pairs in the order in which it proposes: by rank, and among tied ones as it turns out.
    order: Vec<PairIx>,
    next: Vec<PairIx>,
    promoted: Vec<bool>,
    waiting: Vec<ApplicantIx>,
    leaving: Vec<Kept>,
}

/// The placement in which applicants propose.
///
/// With strict lists and a [classical](super::classical) problem: stable, and the best stable one for every applicant. With
/// ties stable still. Otherwise a good start, which may have blocking pairs and break hard rules other than capacities.
pub fn applicants_propose(model: &Model) -> Assignment {
    applicants_propose_by(model, &vec![0; model.pairs.len()])
}

/// The same, with ties on both sides broken by how dear each pair is, for those who have proposed equally often.
pub fn applicants_propose_by(model: &Model, dear: &[Dear]) -> Assignment {
    let fixed = model.applicants.iter().filter_map(|applicant| applicant.fixed);
    let assignment = Assignment::of(model, fixed);
    let all = 0..model.applicants.len() as ApplicantIx;
    let mut order: Vec<PairIx> = (0..model.pairs.len() as PairIx).collect();
    order.sort_by_key(|&pair| {
        let row = model.pair(pair);
        (row.applicant, row.rank, dear[pair as usize])
    });
    let mut round = Round {
        model,
        dear,
        filled: Filled::new(model, &assignment),
        assignment,
        kept: vec![BinaryHeap::new(); model.positions.len()],
        order,
        next: all.clone().map(|applicant| model.pairs_of(applicant).start).collect(),
        promoted: vec![false; model.applicants.len()],
        waiting: all
            .rev()
            .filter(|&applicant| !model.applicant(applicant).held)
            .collect(),
        leaving: Vec::new(),
    };
    while let Some(applicant) = round.waiting.pop() {
        round.propose(applicant);
    }
    round.assignment
}

impl Round<'_> {
    /// An applicant asks down its list until somebody takes it.
    fn propose(&mut self, applicant: ApplicantIx) {
        let row = self.model.pairs_of(applicant);
        loop {
            if self.next[applicant as usize] == row.end {
                if row.is_empty() || self.promoted[applicant as usize] {
                    return;
                }
                self.promoted[applicant as usize] = true;
                self.next[applicant as usize] = row.start;
            }
            let pair = self.choose(applicant, row.end);
            if self.accept(pair) {
                self.assignment.pairs[applicant as usize] = Some(pair);
                return;
            }
        }
    }

    /// The next pair to ask for: of those tied, the first with room.
    fn choose(&mut self, applicant: ApplicantIx, end: PairIx) -> PairIx {
        let at = self.next[applicant as usize];
        self.next[applicant as usize] += 1;
        let first = self.order[at as usize];
        let rank = self.model.pair(first).rank;
        let tied = (at..end).take_while(|&other| self.model.pair(self.order[other as usize]).rank == rank);
        let with_room = tied
            .into_iter()
            .find(|&other| self.lacking(self.order[other as usize]) <= 0);
        self.order.swap(at as usize, with_room.unwrap_or(at) as usize);
        self.order[at as usize]
    }

    /// By how much the applicant does not fit.
    fn lacking(&self, pair: PairIx) -> i64 {
        let (room, host) = (
            self.filled.room(self.model, self.model.pair(pair).position),
            self.model.host(pair),
        );
        self.model.size(pair) - room.min(self.filled.host_room(self.model, host))
    }

    /// Takes the applicant in if there is room, or if worse ones make it; they wait again.
    fn accept(&mut self, pair: PairIx) -> bool {
        let row = self.model.pair(pair);
        let promoted = Reverse(self.promoted[row.applicant as usize]);
        let newcomer = (row.liking, promoted, self.dear[pair as usize]);
        let mut lacking = self.lacking(pair);
        self.leaving.clear();
        while lacking > 0 {
            match self.kept[row.position as usize].peek() {
                Some(&worst) if (worst.0, worst.1, worst.2) > newcomer => {
                    self.kept[row.position as usize].pop();
                    lacking -= self.model.size(worst.3);
                    self.leaving.push(worst);
                }
                _ => break,
            }
        }
        if lacking > 0 {
            self.kept[row.position as usize].extend(self.leaving.drain(..));
            return false;
        }
        for index in 0..self.leaving.len() {
            self.leave(self.leaving[index].3);
        }
        self.kept[row.position as usize].push((newcomer.0, newcomer.1, newcomer.2, pair));
        self.fill(pair, self.model.size(pair));
        true
    }

    fn leave(&mut self, pair: PairIx) {
        let applicant = self.model.pair(pair).applicant;
        self.assignment.pairs[applicant as usize] = None;
        self.waiting.push(applicant);
        self.fill(pair, -self.model.size(pair));
    }

    /// Members are in `kept`: of what is filled, only sums are asked for.
    fn fill(&mut self, pair: PairIx, size: i64) {
        self.filled.position[self.model.pair(pair).position as usize] += size;
        if let Some(host) = self.model.host(pair) {
            self.filled.host[host as usize] += size;
        }
    }
}
