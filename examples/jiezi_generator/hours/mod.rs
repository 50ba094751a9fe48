//! `hours.csv`: the weekly clinic hours of the centre, and the single events of [`events`](super::events).

mod kinds;

use super::calendar::weekday_name;
use super::events::Event;
use super::table::Table;
use super::teams::skill_cell;
use kinds::{KINDS, Kind};

/// What an opening asks for, and what it costs when nobody comes.
#[derive(Clone, Copy)]
pub struct Staffing {
    /// Skill and level every team needs.
    pub skill: (&'static str, u8),
    /// Teams wanted.
    pub target: u32,
    /// Teams at most.
    pub max: u32,
    /// Cost of every team short.
    pub under: u32,
    /// Who should be among them, and the cost when nobody is.
    pub mix: Option<(&'static str, u32)>,
}

/// A weekly opening.
pub struct Hour {
    /// `therapy-mon`, `therapy-sat-am`.
    pub id: String,
    kind: &'static Kind,
    /// Monday is 0.
    pub weekday: usize,
    /// When it opens.
    pub start: &'static str,
    /// When it closes.
    pub end: &'static str,
}

impl Hour {
    /// Whom it asks for.
    pub fn staffing(&self) -> Staffing {
        self.kind.staffing
    }

    /// Last week in which it opens, and whether it opens in even weeks.
    pub fn weeks(&self) -> (usize, bool) {
        match self.kind.weeks {
            "1-16" => (16, true),
            "单周" => (super::calendar::WEEKS, false),
            _ => (super::calendar::WEEKS, true),
        }
    }
}

/// What every team above the target costs.
const OVER: u32 = 20;

/// Every weekly hour.
pub fn weekly() -> Vec<Hour> {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let mut hours = Vec::new();
    for kind in &KINDS {
        for &(weekday, start, end) in kind.openings {
            let twice = kind.openings.iter().filter(|(other, ..)| *other == weekday).count() > 1;
            let half = if !twice {
                ""
            } else if start < "12:00" {
                "-am"
            } else {
                "-pm"
            };
            hours.push(Hour {
                id: format!("{}-{}{half}", kind.id, DAYS[weekday]),
                kind,
                weekday,
                start,
                end,
            });
        }
    }
    hours
}

/// The table of weekly hours and single events.
pub fn table(hours: &[Hour], events: &[Event]) -> Table {
    let mut table = Table::new(&[
        "编号",
        "类别",
        "名称",
        "场所",
        "星期",
        "日期",
        "开始",
        "结束",
        "周次",
        "技能",
        "目标队数",
        "最多队数",
        "缺队代价",
        "超队代价",
        "组成",
        "组成代价",
    ]);
    for hour in hours {
        let kind = hour.kind;
        let half = if hour.start < "12:00" {
            "上午"
        } else if hour.start < "18:00" {
            "下午"
        } else {
            "晚上"
        };
        let name = format!("{}（{}{half}）", kind.name, weekday_name(hour.weekday));
        let what = [hour.id.clone(), kind.name.into(), name, kind.place.into()];
        let when = [weekday_name(hour.weekday), "", hour.start, hour.end, kind.weeks].map(String::from);
        table.row(row(what, when, kind.staffing));
    }
    for event in events {
        let what = [event.id, event.kind, event.name, event.place].map(String::from);
        let date = event.date.to_string();
        let when = ["", &date, event.start, event.end, ""].map(String::from);
        table.row(row(what, when, event.staffing));
    }
    table
}

fn row(what: [String; 4], when: [String; 5], staffing: Staffing) -> [String; 16] {
    let [id, kind, name, place] = what;
    let [weekday, date, start, end, weeks] = when;
    let (skill, level) = staffing.skill;
    let (mix, mix_under) = staffing.mix.map_or((String::new(), String::new()), |(mix, under)| {
        (mix.into(), under.to_string())
    });
    let [target, max, under, over] =
        [staffing.target, staffing.max, staffing.under, OVER].map(|number| number.to_string());
    let skills = skill_cell(skill, level);
    [
        id, kind, name, place, weekday, date, start, end, weeks, skills, target, max, under, over, mix, mix_under,
    ]
}
