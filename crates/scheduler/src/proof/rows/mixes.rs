//! Compositions asked of sessions that anybody attends.

use super::{Sheet, times};

pub(super) fn add(sheet: &mut Sheet<'_>) {
    let model = sheet.model;
    for (act, session) in model.sessions.iter().enumerate() {
        let Some(attended) = sheet.attended[act] else { continue };
        for mix in &session.mix {
            let able = sheet.presence[act].iter().filter(|(team, _)| mix.able[*team as usize]);
            let mut terms = times(able.map(|entry| entry.1), 1);
            terms.push((attended, -mix.min));
            if let Some(under) = mix.under {
                terms.push((sheet.linear.variable(under, mix.min), 1));
            }
            sheet.linear.at_least(terms, 0);
        }
    }
}
