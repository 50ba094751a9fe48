//! `teams.csv`: 52 teams of five colleges, with their skills, levels and quorum.

use std::collections::BTreeMap;

use fastrand::Rng;

use super::chance;
use super::colleges::{COLLEGES, College};
use super::names::{Names, numeral};
use super::people::{Person, Role, members};
use super::places::CAMPUS;
use super::table::Table;

/// A team and who is in it.
pub struct Team {
    /// `med-07`.
    pub id: String,
    name: String,
    college: usize,
    /// Level of every skill held.
    pub skills: BTreeMap<&'static str, u8>,
    quorum: usize,
    /// Students first, then a supervisor if there is one.
    pub members: Vec<Person>,
}

impl Team {
    /// The college it belongs to.
    pub fn college(&self) -> &'static College {
        &COLLEGES[self.college]
    }

    /// Where its college stands in [`COLLEGES`].
    pub fn college_index(&self) -> usize {
        self.college
    }

    /// Whether it may do what asks for this skill at this level.
    pub fn can(&self, skill: &str, level: u8) -> bool {
        self.skills.get(skill).is_some_and(|held| *held >= level)
    }
}

/// Every team of every college.
pub fn draw(rng: &mut Rng) -> Vec<Team> {
    let mut names = Names::new(rng.fork());
    let mut teams = Vec::new();
    for (index, college) in COLLEGES.iter().enumerate() {
        for number in 0..college.teams {
            let members = members(index, number, teams.len(), college.teams, &mut names, rng);
            let students = members.iter().filter(|person| person.role != Role::Supervisor).count();
            teams.push(Team {
                id: format!("{}-{:02}", college.id, number + 1),
                name: format!("{}{}队", college.short, numeral(number + 1)),
                college: index,
                skills: skills(college, number, rng),
                quorum: students / 2 + 1,
                members,
            });
        }
    }
    teams
}

/// Teams are founded for one skill in turn, every other one with experience in it; other skills come by chance.
fn skills(college: &College, number: usize, rng: &mut Rng) -> BTreeMap<&'static str, u8> {
    let (founded_for, round) = (number % college.skills.len(), number / college.skills.len());
    let mut held = BTreeMap::new();
    for (index, &skill) in college.skills.iter().enumerate() {
        let experienced = chance(rng, college.experienced);
        if index == founded_for {
            held.insert(skill, if experienced || round.is_multiple_of(2) { 2 } else { 1 });
        } else if chance(rng, 55) {
            held.insert(skill, if experienced { 2 } else { 1 });
        }
    }
    held
}

/// The table of all teams.
pub fn table(teams: &[Team]) -> Table {
    let mut table = Table::new(&["编号", "名称", "学院", "出发地", "技能", "最少人数", "运力", "最长外出"]);
    for team in teams {
        let college = team.college();
        let skills: Vec<String> = team
            .skills
            .iter()
            .map(|(skill, level)| skill_cell(skill, *level))
            .collect();
        table.row([
            team.id.clone(),
            team.name.clone(),
            college.name.into(),
            CAMPUS.into(),
            skills.join(";"),
            team.quorum.to_string(),
            college.capacity.map_or(String::new(), |capacity| capacity.to_string()),
            college
                .longest_outing
                .map_or(String::new(), |minutes| minutes.to_string()),
        ]);
    }
    table
}

/// A skill as it stands in a cell: the level only where it is above 1.
pub fn skill_cell(skill: &str, level: u8) -> String {
    if level == 1 {
        skill.to_owned()
    } else {
        format!("{skill}:{level}")
    }
}
