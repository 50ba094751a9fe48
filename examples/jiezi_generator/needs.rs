//! `needs.csv`: what residents ask for, some 25 requests a week, and courses of therapy at home.
//!
//! A quarter of the residents live alone: leaving them without costs twice as much. Some visits want company, and are
//! then two needs which are served at the same time by different teams, or not at all.

use chrono::{Days, NaiveDate};
use fastrand::Rng;

use super::calendar::{self, day, days};
use super::places::Building;
use super::table::Table;
use super::teams::{Team, skill_cell};
use super::{chance, pick};

/// A request or one visit of a course.
#[derive(Clone)]
pub struct Need {
    id: String,
    kind: &'static Kind,
    place: String,
    /// How long the visit takes.
    pub minutes: u32,
    from: NaiveDate,
    to: NaiveDate,
    hours: &'static str,
    unserved: u32,
    due: Option<NaiveDate>,
    late: u32,
    load: u32,
    choice: Choice,
    after: Option<After>,
    course: Option<usize>,
}

impl Need {
    /// The skill asked for.
    pub fn skill(&self) -> &'static str {
        self.kind.skill
    }
}

/// A resident's say about the team.
#[derive(Clone)]
enum Choice {
    None,
    Only(Vec<String>),
    NotThis(String),
    Rather(String),
}

/// How a need follows another.
#[derive(Clone)]
enum After {
    Course(String),
    Together(String),
}

struct Kind {
    share: u32,
    name: &'static str,
    skill: &'static str,
    level: u8,
    minutes: (u32, u32),
    unserved: u32,
    late: u32,
    carries: bool,
}

const fn kind(
    share: u32,
    name: &'static str,
    skill: (&'static str, u8),
    minutes: (u32, u32),
    cost: (u32, u32),
) -> Kind {
    Kind {
        share,
        name,
        skill: skill.0,
        level: skill.1,
        minutes,
        unserved: cost.0,
        late: cost.1,
        carries: false,
    }
}

/// What is asked for, by share; the cost of leaving it, and of every hour too late.
static KINDS: [Kind; 10] = [
    kind(22, "水管维修", ("水管", 1), (40, 75), (500, 3)),
    kind(12, "电路维修", ("电工", 1), (30, 60), (450, 3)),
    kind(5, "线路改造", ("电工", 2), (60, 90), (700, 5)),
    kind(14, "家电维修", ("家电", 1), (30, 75), (300, 1)),
    kind(12, "上门法律咨询", ("法律咨询", 1), (45, 60), (350, 1)),
    kind(5, "上门调解", ("调解", 2), (60, 90), (600, 2)),
    kind(12, "健康随访", ("体检", 1), (30, 45), (350, 1)),
    kind(7, "陪伴聊天", ("陪伴", 1), (60, 90), (200, 0)),
    Kind {
        carries: true,
        ..kind(3, "代购送药", ("陪伴", 1), (30, 45), (260, 1))
    },
    kind(8, "上门推拿", ("推拿", 1), (45, 60), (260, 0)),
];
static COMPANY: Kind = kind(0, "陪同入户", ("陪伴", 1), (0, 0), (150, 0));
static THERAPY: Kind = kind(0, "居家康复", ("推拿", 1), (45, 60), (280, 0));

const COURSES: usize = 12;
const VISITS: usize = 6;
/// Days from one visit of a course to the next, and for how many days each may be made.
const COURSE_STEP: usize = 3;
/// Two visits of a course: two days apart but for some hours, and at most five.
const COURSE_GAP: (u32, u32) = (2 * 1440 - 600, 5 * 1440);

/// Every need: requests in the order in which they arrive, then the courses.
pub fn draw(buildings: &[Building], teams: &[Team], rng: &mut Rng) -> Vec<Need> {
    let mut needs = Vec::new();
    for offset in 0..days() {
        // 25 a week: about four and a half on a weekday, one and a half on a day of the weekend.
        let hundredths = if offset % 7 < 5 { 446 } else { 143 };
        let arrivals = hundredths / 100 + usize::from(rng.usize(0..100) < hundredths % 100);
        for _ in 0..arrivals {
            let id = format!("n{:03}", needs.len() + 1);
            let Some(need) = request(id, offset, buildings, teams, rng) else {
                continue;
            };
            needs.push(need);
            if chance(rng, 6) {
                needs.push(company(&needs[needs.len() - 1], format!("n{:03}", needs.len() + 1)));
            }
        }
    }
    for course in 1..=COURSES {
        needs.extend(therapy_course(course, buildings, rng));
    }
    needs
}

/// A request that arrives on a day and can wait three to six days; none if all of them are holidays.
fn request(id: String, offset: usize, buildings: &[Building], teams: &[Team], rng: &mut Rng) -> Option<Need> {
    let kind = drawn_kind(rng);
    let last = (offset + rng.usize(2..=5)).min(days() - 1);
    let due = (offset + 1..=last)
        .chain([offset])
        .map(day)
        .find(|date| !calendar::is_holiday(*date))?;
    let alone = if chance(rng, 25) { 2 } else { 1 };
    Some(Need {
        id,
        kind,
        place: building(buildings, rng),
        minutes: 5 * rng.u32(kind.minutes.0 / 5..=kind.minutes.1 / 5),
        from: day(offset),
        to: day(last),
        hours: hours(rng),
        unserved: kind.unserved * alone,
        due: (kind.late > 0).then_some(due),
        late: kind.late * alone,
        load: if kind.carries { rng.u32(1..=3) } else { 0 },
        choice: choice(kind, teams, rng),
        after: None,
        course: None,
    })
}

fn drawn_kind(rng: &mut Rng) -> &'static Kind {
    let mut drawn = rng.u32(0..KINDS.iter().map(|kind| kind.share).sum());
    for kind in &KINDS {
        if drawn < kind.share {
            return kind;
        }
        drawn -= kind.share;
    }
    unreachable!("the shares add up to what is drawn from")
}

fn building(buildings: &[Building], rng: &mut Rng) -> String {
    buildings[rng.usize(0..buildings.len())].id.clone()
}

/// When the resident is at home.
fn hours(rng: &mut Rng) -> &'static str {
    match rng.u8(0..100) {
        0..25 => "08:30-12:00",
        25..45 => "08:30-12:00;14:00-18:00",
        _ => "14:00-18:00",
    }
}

/// Now and then a resident asks for a team, or for any but one.
fn choice(kind: &Kind, teams: &[Team], rng: &mut Rng) -> Choice {
    let able: Vec<&Team> = teams.iter().filter(|team| team.can(kind.skill, kind.level)).collect();
    match rng.u8(0..100) {
        0..4 => Choice::Rather(pick(rng, &able).id.clone()),
        4..6 => Choice::NotThis(pick(rng, &able).id.clone()),
        6 => Choice::Only(
            rng.choose_multiple(&able, 3)
                .into_iter()
                .map(|team| team.id.clone())
                .collect(),
        ),
        _ => Choice::None,
    }
}

/// Somebody who goes along and listens while the other team works.
fn company(visit: &Need, id: String) -> Need {
    Need {
        id,
        kind: &COMPANY,
        unserved: COMPANY.unserved,
        due: None,
        late: 0,
        load: 0,
        choice: Choice::None,
        after: Some(After::Together(visit.id.clone())),
        ..visit.clone()
    }
}

/// Six visits to one flat, each a few days after the one before, by the same team if possible.
fn therapy_course(course: usize, buildings: &[Building], rng: &mut Rng) -> Vec<Need> {
    let length = COURSE_STEP * VISITS;
    let open = |offset: usize| !calendar::is_holiday(day(offset));
    let first = loop {
        let first = rng.usize(0..days() - length);
        let visits = (0..VISITS).map(|visit| first + COURSE_STEP * visit);
        if visits
            .into_iter()
            .all(|from| (from..from + COURSE_STEP).filter(|offset| open(*offset)).count() > 1)
        {
            break first;
        }
    };
    let (place, minutes, hours) = (building(buildings, rng), pick(rng, &[45, 60]), hours(rng));
    let unserved = THERAPY.unserved * if chance(rng, 25) { 2 } else { 1 };
    let id = |visit: usize| format!("course{course:02}-{visit}");
    (0..VISITS)
        .map(|visit| Need {
            id: id(visit + 1),
            kind: &THERAPY,
            place: place.clone(),
            minutes,
            from: day(first + COURSE_STEP * visit),
            to: day(first + COURSE_STEP * visit) + Days::new(COURSE_STEP as u64 - 1),
            hours,
            unserved,
            due: None,
            late: 0,
            load: 0,
            choice: Choice::None,
            after: (visit > 0).then(|| After::Course(id(visit))),
            course: Some(course),
        })
        .collect()
}

/// The table of all needs.
pub fn table(needs: &[Need]) -> Table {
    let mut table = Table::new(&[
        "编号",
        "类别",
        "场所",
        "时长",
        "起始日期",
        "截止日期",
        "可上门时间",
        "技能",
        "未服务代价",
        "应完成时间",
        "迟到代价",
        "物资",
        "指定队",
        "回避队",
        "偏好队",
        "后续于",
        "最短间隔",
        "最长间隔",
        "同一队",
        "关联代价",
        "一并",
        "连续照护",
    ]);
    for need in needs {
        table.row(row(need));
    }
    table
}

fn row(need: &Need) -> [String; 22] {
    let above_zero = |number: u32| if number > 0 { number.to_string() } else { String::new() };
    let due = need.due.map_or(String::new(), |date| format!("{date} 18:00"));
    let [teams, excluded, preferred] = match &need.choice {
        Choice::None => Default::default(),
        Choice::Only(teams) => [teams.join(";"), String::new(), String::new()],
        Choice::NotThis(team) => [String::new(), team.clone(), String::new()],
        Choice::Rather(team) => [String::new(), String::new(), format!("{team}:-20")],
    };
    let [after, gap_min, gap_max, same_team, link_weight, together] = match &need.after {
        None => Default::default(),
        Some(After::Course(before)) => [
            before,
            &COURSE_GAP.0.to_string(),
            &COURSE_GAP.1.to_string(),
            "相同",
            "40",
            "否",
        ]
        .map(String::from),
        Some(After::Together(first)) => [first, "0", "0", "不同", "", "是"].map(String::from),
    };
    [
        need.id.clone(),
        need.kind.name.into(),
        need.place.clone(),
        need.minutes.to_string(),
        need.from.to_string(),
        need.to.to_string(),
        need.hours.into(),
        skill_cell(need.kind.skill, need.kind.level),
        need.unserved.to_string(),
        due,
        above_zero(need.late),
        above_zero(need.load),
        teams,
        excluded,
        preferred,
        after,
        gap_min,
        gap_max,
        same_team,
        link_weight,
        together,
        need.course.map_or(String::new(), |course| format!("康复{course:02}")),
    ]
}
