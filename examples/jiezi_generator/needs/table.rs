//! Needs as rows of `needs.csv`.

use super::super::table::Table;
use super::super::teams::skill_cell;
use super::{After, Choice, Need};

/// Two visits of a course: two days apart but for some hours, and at most five.
const COURSE_GAP: (u32, u32) = (2 * 1440 - 600, 5 * 1440);

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
