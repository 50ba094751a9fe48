//! `rankings.csv`: the hosts that interview rank whoever has chosen them, in three classes; most turn some down.

use fastrand::Rng;

use super::choices::List;
use super::positions::Position;
use crate::jiezi_generator::chance;
use crate::jiezi_generator::table::Table;

/// The table of all rankings.
pub fn table(positions: &[Position], lists: &[List], rng: &mut Rng) -> Table {
    let mut table = Table::new(&["申请者", "岗位", "次序"]);
    for position in positions.iter().filter(|position| position.ranks) {
        let chosen_by = lists
            .iter()
            .filter(|list| list.choices.iter().any(|(id, _)| *id == position.id));
        for list in chosen_by {
            // After an interview, one in twelve is not wanted.
            if !chance(rng, 8) {
                table.row([list.applicant.clone(), position.id.into(), rng.usize(1..=3).to_string()]);
            }
        }
    }
    table
}
