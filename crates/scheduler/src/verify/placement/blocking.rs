//! Blocking pairs, as the page defines weak stability.

use super::setting::Setting;

/// All blocking pairs: applicant and position, by applicant and as each lists them.
pub fn pairs(setting: &Setting) -> Vec<(String, String)> {
    let problem = setting.problem;
    let bundled = problem.bundles.iter().flat_map(|bundle| &bundle.applicants);
    let fixed = problem.fixed.iter().map(|fixed| &fixed.applicant);
    let mut held = vec![false; problem.applicants.len()];
    for applicant in bundled.chain(fixed).filter_map(|id| setting.applicant(id)) {
        held[applicant] = true;
    }
    let host_room = setting.host_room();
    let used: Vec<i64> = (0..problem.positions.len())
        .map(|position| setting.used(position))
        .collect();
    let mut blocking = Vec::new();
    for applicant in (0..held.len()).filter(|&applicant| !held[applicant]) {
        let place = setting.place(applicant);
        let rank = place.and_then(|place| setting.rank(applicant, place));
        for &(position, wanted) in setting.wants(applicant) {
            let better = rank.is_none_or(|rank| wanted < rank);
            let closed = setting.members(position).is_empty() && problem.positions[position].minimum > 0;
            if !better || closed || !setting.eligible(applicant, position) {
                continue;
            }
            let size = setting.size(applicant);
            let liking = setting.liking(position, applicant);
            let members = setting.members(position).iter();
            // Somebody who is there though not listed is liked least of all.
            let likes_less = |member| {
                setting
                    .liking(position, member)
                    .is_none_or(|of_member| Some(of_member) > liking)
            };
            let worse = members.filter(|&&member| !held[member] && likes_less(member));
            let gain: i64 = worse.map(|&member| setting.size(member)).sum();
            let fits = problem.positions[position].capacity - used[position] + gain >= size;
            let fits_host = setting
                .host(position)
                .and_then(|host| Some((host, host_room.get(host)?)))
                .is_none_or(|(host, room)| {
                    let own = place.is_some_and(|place| setting.host(place) == Some(host));
                    room + gain + if own { size } else { 0 } >= size
                });
            if fits && fits_host {
                blocking.push((
                    problem.applicants[applicant].id.clone(),
                    problem.positions[position].id.clone(),
                ));
            }
        }
    }
    blocking
}
