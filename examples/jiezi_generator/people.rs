//! `people.csv`: the students of every team with their leader, and the supervisors of some.

use fastrand::Rng;

use super::names::Names;
use super::table::Table;
use super::teams::Team;

/// What somebody is in the team.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A student.
    Student,
    /// The student who leads the team.
    Leader,
    /// A teacher who goes along.
    Supervisor,
}

/// A member of a team.
pub struct Person {
    /// Student number, or `T` and a number for teachers.
    pub id: String,
    name: String,
    /// Student, leader or supervisor.
    pub role: Role,
    /// The class whose timetable is shared, counted within the college.
    pub class: usize,
    /// The timetable comes as a calendar, not in the table.
    pub has_calendar: bool,
}

/// In every ninth team, six in all, the timetable of one student comes as a calendar.
const CALENDAR_EVERY: usize = 9;
/// Every sixth team has a supervisor.
const SUPERVISOR_EVERY: usize = 6;

/// The members of a team: four to six students, all but at most one from one class, and perhaps a supervisor.
///
/// A quorum is then free whenever the class is, and hardly ever when it is not.
pub fn members(
    college: usize,
    team: usize,
    order: usize,
    classes: usize,
    names: &mut Names,
    rng: &mut Rng,
) -> Vec<Person> {
    let size = rng.usize(4..=6);
    let mut members: Vec<Person> = (0..size)
        .map(|seat| {
            let class = if seat + 1 == size && size > 4 {
                (team + 1) % classes
            } else {
                team
            };
            Person {
                id: student_number(college, class, team, seat),
                name: names.draw(),
                role: if seat == 0 { Role::Leader } else { Role::Student },
                class,
                has_calendar: seat == 1 && order.is_multiple_of(CALENDAR_EVERY),
            }
        })
        .collect();
    if order % SUPERVISOR_EVERY == 2 {
        members.push(Person {
            id: format!("T{}{:02}", college + 1, team + 1),
            name: names.draw(),
            role: Role::Supervisor,
            class: team,
            has_calendar: false,
        });
    }
    members
}

/// Year of entry, college, class, and a number in the class which no member of another team has.
fn student_number(college: usize, class: usize, team: usize, seat: usize) -> String {
    let number = 3 + 4 * seat + if class == team { 0 } else { 2 };
    format!("{}{}{:02}{number:02}", 2023 + class % 3, college + 1, class + 1)
}

/// The table of all people.
pub fn table(teams: &[Team]) -> Table {
    let mut table = Table::new(&["学号", "姓名", "学院", "服务队", "身份"]);
    for team in teams {
        for person in &team.members {
            let role = match person.role {
                Role::Student => "学生",
                Role::Leader => "队长",
                Role::Supervisor => "指导老师",
            };
            let college = team.college().name;
            table.row([
                person.id.clone(),
                person.name.clone(),
                college.into(),
                team.id.clone(),
                role.into(),
            ]);
        }
    }
    table
}
