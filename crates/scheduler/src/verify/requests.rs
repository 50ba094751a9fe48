//! Requests: a team's wishes about a session or an interval.

use super::roster::Roster;
use super::setting::Setting;
use super::tally::Tally;
use super::work::Activity;

pub fn check(setting: &Setting, roster: &Roster, work: &[Vec<Activity>], tally: &mut Tally) {
    for request in &setting.problem.requests {
        let team = setting.team_index[request.team.as_str()];
        let in_session = request.session.as_ref().map(|session| {
            let session = setting.session_index[session.as_str()];
            roster.attends(team, session)
        });
        let in_interval = request.during.as_ref().map(|(from, to)| {
            let (from, to) = (setting.minute(from), setting.minute(to));
            work[team].iter().any(|a| a.start < to && a.end > from)
        });
        if in_session.or(in_interval).is_some_and(|has| has != request.want) {
            tally.sums.request += i128::from(request.weight);
        }
    }
}
