//! `choices.csv`: every student's four to six positions, every team's clinics.

use fastrand::Rng;

use super::positions::Position;
use crate::jiezi_generator::chance;
use crate::jiezi_generator::people::Role;
use crate::jiezi_generator::table::Table;
use crate::jiezi_generator::teams::Team;

/// Somebody's list: who, and positions, best first, each with its rank.
pub struct List {
    /// Student number, or id of a team.
    pub applicant: String,
    /// Position and rank.
    pub choices: Vec<(&'static str, usize)>,
}

/// Positions of one's own college, the liked ones rather in front; one in eight students adds one of another college.
pub fn draw(teams: &[Team], positions: &[Position], rng: &mut Rng) -> Vec<List> {
    let mut lists = Vec::new();
    for team in teams {
        let own: Vec<&Position> = positions
            .iter()
            .filter(|position| position.college == team.college_index())
            .collect();
        let offers: Vec<&Position> = own
            .iter()
            .copied()
            .filter(|position| position.skill().is_none())
            .collect();
        for student in team.members.iter().filter(|person| person.role != Role::Supervisor) {
            let mut liked = by_liking(&offers, rng);
            liked.truncate(rng.usize(4..=6));
            if chance(rng, 12) {
                let others = positions
                    .iter()
                    .filter(|position| position.skill().is_none() && position.college != team.college_index());
                liked.extend(rng.choice(others.collect::<Vec<_>>()).map(|position| position.id));
            }
            lists.push(List {
                applicant: student.id.clone(),
                choices: ranked(&liked, rng),
            });
        }
        let clinics: Vec<&Position> = own
            .into_iter()
            .filter(|position| position.skill().is_some_and(|(skill, level)| team.can(skill, level)))
            .collect();
        let liked = by_liking(&clinics, rng);
        if !liked.is_empty() {
            lists.push(List {
                applicant: team.id.clone(),
                choices: ranked(&liked, rng),
            });
        }
    }
    lists
}

/// Ids of positions, by liking and chance.
fn by_liking(positions: &[&Position], rng: &mut Rng) -> Vec<&'static str> {
    let mut drawn: Vec<(u8, &'static str)> = positions
        .iter()
        .map(|position| (position.liked.saturating_add(rng.u8(0..80)), position.id))
        .collect();
    drawn.sort_unstable_by(|one, other| other.cmp(one));
    drawn.into_iter().map(|(_, id)| id).collect()
}

/// One in ten cannot tell two neighbours of the list apart.
fn ranked(liked: &[&'static str], rng: &mut Rng) -> Vec<(&'static str, usize)> {
    let mut rank = 0;
    liked
        .iter()
        .map(|&id| {
            if rank == 0 || !chance(rng, 10) {
                rank += 1;
            }
            (id, rank)
        })
        .collect()
}

/// The table of all choices.
pub fn table(lists: &[List]) -> Table {
    let mut table = Table::new(&["申请者", "岗位", "次序"]);
    for list in lists {
        for (position, rank) in &list.choices {
            table.row([list.applicant.clone(), (*position).into(), rank.to_string()]);
        }
    }
    table
}
