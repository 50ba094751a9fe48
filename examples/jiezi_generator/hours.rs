//! `hours.csv`: the weekly clinic hours of the centre, and the single events of [`events`](super::events).

use super::calendar::weekday_name;
use super::events::Event;
use super::table::Table;
use super::teams::skill_cell;

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

struct Kind {
    id: &'static str,
    name: &'static str,
    place: &'static str,
    weeks: &'static str,
    openings: &'static [(usize, &'static str, &'static str)],
    staffing: Staffing,
}

const fn staffing(skill: (&'static str, u8), target: u32, max: u32, under: u32) -> Staffing {
    Staffing {
        skill,
        target,
        max,
        under,
        mix: None,
    }
}

const KINDS: [Kind; 9] = [
    Kind {
        id: "therapy",
        name: "健康理疗",
        place: "therapy-room",
        weeks: "",
        openings: &[
            (0, "14:30", "17:30"),
            (1, "14:30", "17:30"),
            (2, "14:30", "17:30"),
            (3, "14:30", "17:30"),
            (4, "14:30", "17:30"),
            (5, "09:00", "11:30"),
            (5, "14:30", "17:00"),
            (6, "09:00", "11:30"),
        ],
        // A beginner is never alone with the patients, if it can be helped.
        staffing: Staffing {
            mix: Some(("推拿:2 x1", 90)),
            ..staffing(("推拿", 1), 2, 3, 240)
        },
    },
    Kind {
        id: "acupuncture",
        name: "针灸",
        place: "therapy-room",
        weeks: "",
        openings: &[(2, "14:30", "17:30"), (5, "09:00", "11:30")],
        staffing: staffing(("针灸", 2), 1, 1, 300),
    },
    Kind {
        id: "health-check",
        name: "健康体检",
        place: "therapy-room",
        weeks: "",
        openings: &[(2, "08:30", "11:00"), (6, "14:30", "16:30")],
        staffing: staffing(("体检", 1), 1, 2, 150),
    },
    Kind {
        id: "legal-desk",
        name: "法律服务台",
        place: "legal-desk",
        weeks: "",
        openings: &[(1, "14:30", "17:00"), (3, "14:30", "17:00"), (5, "09:00", "11:30")],
        staffing: staffing(("法律咨询", 1), 1, 2, 220),
    },
    Kind {
        id: "mediation",
        name: "矛盾调解",
        place: "legal-desk",
        weeks: "",
        openings: &[(4, "14:30", "16:30")],
        staffing: staffing(("调解", 2), 1, 1, 260),
    },
    Kind {
        id: "workshop",
        name: "O 手工坊",
        place: "workshop",
        weeks: "",
        openings: &[(2, "14:30", "17:00"), (4, "14:30", "17:00"), (6, "14:30", "17:00")],
        staffing: staffing(("家电", 1), 1, 2, 180),
    },
    Kind {
        id: "study-room",
        name: "自习室辅导",
        place: "study-room",
        weeks: "1-16",
        openings: &[
            (0, "19:00", "20:30"),
            (1, "19:00", "20:30"),
            (2, "19:00", "20:30"),
            (3, "19:00", "20:30"),
            (4, "19:00", "20:30"),
        ],
        staffing: staffing(("辅导", 1), 2, 3, 120),
    },
    Kind {
        id: "craft",
        name: "手工课",
        place: "craft-room",
        weeks: "1-16",
        openings: &[(5, "14:30", "16:30")],
        staffing: staffing(("手工", 1), 1, 2, 100),
    },
    Kind {
        id: "property-duty",
        name: "物业值班",
        place: "property-office",
        weeks: "单周",
        openings: &[(1, "16:00", "17:30")],
        staffing: staffing(("水管", 1), 1, 1, 120),
    },
];

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
