//! Regularity: new faces in a weekly hour.

use std::collections::BTreeMap;

use super::roster::Roster;
use super::setting::Setting;
use super::tally::{Tally, product};

pub fn check(setting: &Setting, roster: &Roster, tally: &mut Tally) {
    let mut series: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, session) in setting.problem.sessions.iter().enumerate() {
        if let Some(name) = &session.series {
            series.entry(name).or_default().push(index);
        }
    }
    for occurrences in series.values_mut() {
        // Stable: of two that start together, the one listed first comes first.
        occurrences.sort_by_key(|session| setting.minute(&setting.problem.sessions[*session].start));
        for pair in occurrences.windows(2) {
            let (before, now) = (&roster.teams_of_session[pair[0]], &roster.teams_of_session[pair[1]]);
            if !before.is_empty() {
                let new = now.iter().filter(|team| !before.contains(team)).count() as i64;
                tally.sums.regularity += product(setting.problem.weights.regularity, new);
            }
        }
    }
}
