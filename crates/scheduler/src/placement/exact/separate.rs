//! Which rows of stability a relaxed placement breaks most.

use super::program::Program;
use super::stability::{can_block, needs, worse_at_host};
use crate::placement::Model;
use crate::placement::model::{PairIx, PositionIx};
use crate::proof::linear::Var;

/// Rows for each position that are written at a time: with fewer it takes more rounds, with more the rows get in the way.
const AT_A_TIME: usize = 8;
/// What is broken by less is not worth a row.
const SLIGHT: f64 = 1e-4;

/// A row that is broken.
enum Broken {
    Envy(PairIx, PairIx),
    Rule(PairIx),
}

/// Writes the rows that these values break most; answers how many.
pub fn separate(program: &mut Program<'_>, values: &[f64]) -> usize {
    let served = served(program.model, values);
    let hosts = used_at_hosts(program.model, values);
    let mut written = 0;
    for position in 0..program.model.positions.len() as PositionIx {
        let mut broken = Look {
            program,
            values,
            served: &served,
            hosts: &hosts,
        }
        .at(position);
        broken.sort_by(|one, other| other.0.total_cmp(&one.0));
        broken.truncate(AT_A_TIME);
        written += broken.len();
        for (_, broken) in broken {
            match broken {
                Broken::Envy(pair, worse) => program.envy(pair, worse),
                Broken::Rule(pair) => program.rule(pair),
            }
        }
    }
    written
}

/// For each pair, how much of the applicant is at places at least as good.
fn served(model: &Model, values: &[f64]) -> Vec<f64> {
    let mut served = vec![0.0; model.pairs.len()];
    for applicant in 0..model.applicants.len() as u32 {
        let mut pairs = model.pairs_of(applicant).peekable();
        let (mut sum, mut tier) = (0.0, Vec::new());
        while let Some(pair) = pairs.next() {
            sum += values[pair as Var];
            tier.push(pair);
            let next = pairs.peek().map(|&next| model.pair(next).rank);
            if next != Some(model.pair(pair).rank) {
                tier.drain(..).for_each(|pair| served[pair as usize] = sum);
            }
        }
    }
    served
}

fn used_at_hosts(model: &Model, values: &[f64]) -> Vec<f64> {
    let used = |pairs: &[PairIx]| -> f64 {
        pairs
            .iter()
            .map(|&pair| values[pair as Var] * model.size(pair) as f64)
            .sum()
    };
    let positions = model.positions_of_host.iter();
    positions
        .map(|row| row.iter().map(|&position| used(model.pairs_at(position))).sum())
        .collect()
}

struct Look<'a, 'm> {
    program: &'a Program<'m>,
    values: &'a [f64],
    served: &'a [f64],
    hosts: &'a [f64],
}

impl Look<'_, '_> {
    fn value(&self, var: Option<Var>, otherwise: f64) -> f64 {
        var.and_then(|var| self.values.get(var).copied()).unwrap_or(otherwise)
    }

    fn sized(&self, pair: PairIx) -> f64 {
        self.values[pair as Var] * self.program.model.size(pair) as f64
    }

    /// What is broken at a position, with by how much.
    fn at(&self, position: PositionIx) -> Vec<(f64, Broken)> {
        let model = self.program.model;
        let pairs = model.pairs_at(position);
        let held = |pair: PairIx| model.applicant(model.pair(pair).applicant).held;
        let used: f64 = pairs.iter().map(|&pair| self.sized(pair)).sum();
        let mut staying: f64 = pairs
            .iter()
            .filter(|&&pair| held(pair))
            .map(|&pair| self.sized(pair))
            .sum();
        let mut broken = Vec::new();
        let mut rest = pairs;
        while let Some(&first) = rest.first() {
            let liking = model.pair(first).liking;
            let (tier, worse) = rest.split_at(rest.partition_point(|&pair| model.pair(pair).liking == liking));
            staying += tier
                .iter()
                .filter(|&&pair| !held(pair))
                .map(|&pair| self.sized(pair))
                .sum::<f64>();
            for &pair in tier.iter().filter(|&&pair| self.served[pair as usize] < 1.0 - SLIGHT) {
                if !can_block(model, pair) {
                    continue;
                }
                let worst = worse
                    .iter()
                    .filter(|&&other| !held(other) && model.size(other) >= model.size(pair));
                let worst =
                    worst.max_by(|&&one, &&other| self.values[one as Var].total_cmp(&self.values[other as Var]));
                broken.extend(worst.and_then(|&worst| self.envy(pair, worst)));
                broken.extend(self.rule(pair, staying, used));
            }
            rest = worse;
        }
        broken
    }

    fn envy(&self, pair: PairIx, worse: PairIx) -> Option<(f64, Broken)> {
        let blocks = self.value(self.program.count(pair), 0.0);
        let by = self.values[worse as Var] - self.served[pair as usize] - blocks;
        (by > SLIGHT).then_some((by, Broken::Envy(pair, worse)))
    }

    fn rule(&self, pair: PairIx, staying: f64, used: f64) -> Option<(f64, Broken)> {
        if self.program.ruled(pair) {
            return None;
        }
        let model = self.program.model;
        let row = model.pair(pair);
        let (need, host_need) = needs(model, (row.position, row.liking, model.size(pair)));
        let host = model.host(pair).zip(host_need).map_or(0.0, |(host, need)| {
            ((self.hosts[host as usize] - used + staying) / need as f64).min(1.0)
        });
        let moving: f64 = worse_at_host(model, pair).map(|worse| self.values[worse as Var]).sum();
        let closed = 1.0 - self.value(self.program.open(row.position), 1.0);
        let blocks = self.value(self.program.count(pair), 0.0);
        let granted = self.served[pair as usize] + (staying / need as f64).min(1.0) + closed + blocks;
        let moving = if host_need.is_some() { moving } else { 0.0 };
        let by = (1.0 - granted - host).max(moving - granted);
        (by > SLIGHT).then_some((by, Broken::Rule(pair)))
    }
}
