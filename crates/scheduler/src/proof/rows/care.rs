//! Continuity: how many teams a resident's needs are served by.

use super::{Sheet, times};

pub(super) fn add(sheet: &mut Sheet<'_>) {
    for group in &sheet.model.care {
        let mut met = Vec::new();
        let mut entries: Vec<_> = group
            .needs
            .iter()
            .flat_map(|&need| &sheet.presence[need as usize])
            .copied()
            .collect();
        entries.sort_unstable();
        for of_team in entries.chunk_by(|a, b| a.0 == b.0) {
            let meets = sheet.linear.variable(0, 1);
            for &(_, present) in of_team {
                sheet.linear.at_most([(present, 1), (meets, -1)], 0);
            }
            met.push(meets);
        }
        let reach = (met.len() as i64).min(group.needs.len() as i64);
        sheet
            .linear
            .at_most_or_pay(times(met, 1), group.max_teams, reach, group.weight);
    }
}
