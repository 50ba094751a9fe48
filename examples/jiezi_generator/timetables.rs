//! `timetables.csv`: when each member has class, or is busy otherwise.
//!
//! A class shares a timetable, drawn block by block; members add an elective of their own. Teams are mostly of one
//! class, so that a team is free in about 54 of 100 blocks on weekdays and 72 on weekends, and much less in the
//! two weeks of examinations.

use std::collections::BTreeMap;

use fastrand::Rng;

use super::calendar::{TEACHING_WEEKS, WEEKS, weekday_name};
use super::colleges::COLLEGES;
use super::people::{Person, Role};
use super::table::Table;
use super::teams::Team;
use super::{chance, pick};

/// Start and end of the five blocks of a day.
pub const BLOCKS: [(&str, &str); 5] = [
    ("08:00", "09:40"),
    ("10:00", "11:40"),
    ("14:00", "15:40"),
    ("16:00", "17:40"),
    ("18:30", "20:10"),
];
const EVENING: usize = 4;

/// In which weeks a lesson is held.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Weeks {
    /// All weeks with lessons.
    Teaching,
    /// Odd weeks with lessons.
    Odd,
    /// Even weeks with lessons.
    Even,
    /// The weeks of examinations.
    Examinations,
}

impl Weeks {
    /// First week, weeks between two lessons, number of lessons.
    pub fn series(self) -> (usize, usize, usize) {
        match self {
            Self::Teaching => (1, 1, TEACHING_WEEKS),
            Self::Odd => (1, 2, TEACHING_WEEKS / 2),
            Self::Even => (2, 2, TEACHING_WEEKS / 2),
            Self::Examinations => (TEACHING_WEEKS + 1, 1, WEEKS - TEACHING_WEEKS),
        }
    }

    fn cell(self) -> &'static str {
        match self {
            Self::Teaching => "1-16",
            Self::Odd => "1-15 单周",
            Self::Even => "2-16 双周",
            Self::Examinations => "17-18",
        }
    }
}

/// A weekly time at which somebody is busy.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// Monday is 0.
    pub weekday: usize,
    /// First and last block, mostly the same.
    blocks: (usize, usize),
    /// In which weeks.
    pub weeks: Weeks,
    /// What it is.
    pub course: &'static str,
}

impl Lesson {
    /// When it starts.
    pub fn start(&self) -> &'static str {
        BLOCKS[self.blocks.0].0
    }

    /// When it ends.
    pub fn end(&self) -> &'static str {
        BLOCKS[self.blocks.1].1
    }

    /// Whether it is held in this block in weeks with lessons, at least every other week.
    pub fn takes(&self, weekday: usize, block: usize) -> bool {
        self.weeks != Weeks::Examinations && self.weekday == weekday && (self.blocks.0..=self.blocks.1).contains(&block)
    }
}

/// Every member of every team, in the order of the teams, with the lessons.
pub fn draw<'a>(teams: &'a [Team], rng: &mut Rng) -> Vec<(&'a Person, Vec<Lesson>)> {
    let mut classes: BTreeMap<(usize, usize), Vec<Lesson>> = BTreeMap::new();
    for (college, teams) in COLLEGES.iter().map(|college| college.teams).enumerate() {
        for class in 0..teams {
            classes.insert((college, class), class_timetable(college, rng));
        }
    }
    let everybody = teams
        .iter()
        .flat_map(|team| team.members.iter().map(move |person| (team, person)));
    everybody
        .map(|(team, person)| {
            let class = &classes[&(team.college_index(), person.class)];
            let lessons = if person.role == Role::Supervisor {
                taught(class)
            } else {
                with_elective(class, rng)
            };
            (person, lessons)
        })
        .collect()
}

/// What a class sits in: lessons on weekdays, few on weekends, some every other week, and two weeks of examinations.
fn class_timetable(college: usize, rng: &mut Rng) -> Vec<Lesson> {
    const WEEKEND: [&str; 5] = ["辅修课程", "社团活动", "技能训练", "志愿服务培训", "班级活动"];
    let college = &COLLEGES[college];
    let mut lessons = Vec::new();
    for weekday in 0..7 {
        let weekend = weekday >= 5;
        for block in 0..BLOCKS.len() {
            // Students of education keep more evenings free: the study room needs them then.
            let busy = match (weekend, block == EVENING && college.id == "edu") {
                (true, _) => 28,
                (false, true) => 40,
                (false, false) => 46,
            };
            let alternates = chance(rng, 8);
            let weeks = match (chance(rng, busy), alternates) {
                (true, false) => Weeks::Teaching,
                (true, true) => Weeks::Even,
                (false, true) => Weeks::Odd,
                (false, false) => continue,
            };
            let course = if weekend {
                pick(rng, &WEEKEND)
            } else {
                pick(rng, college.courses)
            };
            lessons.push(Lesson {
                weekday,
                blocks: (block, block),
                weeks,
                course,
            });
        }
        lessons.extend(examinations(weekday, rng));
    }
    lessons
}

/// Half-days lost to revision and examinations; touching ones are one row.
fn examinations(weekday: usize, rng: &mut Rng) -> Vec<Lesson> {
    let busy = if weekday < 5 { 73 } else { 64 };
    let mut lost: Vec<Lesson> = Vec::new();
    for blocks in [(0, 1), (2, 3), (EVENING, EVENING)] {
        if !chance(rng, busy) {
            continue;
        }
        match lost.last_mut() {
            Some(last) if last.blocks.1 + 1 == blocks.0 => last.blocks.1 = blocks.1,
            _ => lost.push(Lesson {
                weekday,
                blocks,
                weeks: Weeks::Examinations,
                course: "期末复习与考试",
            }),
        }
    }
    lost
}

/// A student's timetable: the class's, and for most an elective while the class is free.
fn with_elective(class: &[Lesson], rng: &mut Rng) -> Vec<Lesson> {
    const ELECTIVES: [&str; 6] = ["大学英语提高", "书法", "太极拳", "创业基础", "心理健康", "普通话训练"];
    let mut lessons = class.to_vec();
    let (weekday, block) = (rng.usize(0..7), rng.usize(0..BLOCKS.len()));
    if chance(rng, 80) && !class.iter().any(|lesson| lesson.takes(weekday, block)) {
        let course = pick(rng, &ELECTIVES);
        lessons.push(Lesson {
            weekday,
            blocks: (block, block),
            weeks: Weeks::Teaching,
            course,
        });
    }
    lessons
}

/// A supervisor teaches the team's class in its weekly lessons, and invigilates.
fn taught(class: &[Lesson]) -> Vec<Lesson> {
    class.iter().filter(|lesson| lesson.weekday < 5).cloned().collect()
}

/// The table of all timetables but those that come as calendars.
pub fn table(timetables: &[(&Person, Vec<Lesson>)]) -> Table {
    let mut table = Table::new(&["学号", "星期", "开始", "结束", "周次", "课程"]);
    for (person, lessons) in timetables.iter().filter(|(person, _)| !person.has_calendar) {
        for lesson in lessons {
            table.row([
                person.id.clone(),
                weekday_name(lesson.weekday).into(),
                lesson.start().into(),
                lesson.end().into(),
                lesson.weeks.cell().into(),
                lesson.course.into(),
            ]);
        }
    }
    table
}
