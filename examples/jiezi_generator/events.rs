//! The single events among the hours: lectures, a free clinic, an outreach day, and campaigns at the school.

use chrono::NaiveDate;

use super::calendar::date;
use super::hours::Staffing;

/// An opening on one date.
pub struct Event {
    /// `lecture-law`.
    pub id: &'static str,
    /// Kind of event.
    pub kind: &'static str,
    /// Its title.
    pub name: &'static str,
    /// Where it is held.
    pub place: &'static str,
    /// When.
    pub date: NaiveDate,
    /// When it opens.
    pub start: &'static str,
    /// When it closes.
    pub end: &'static str,
    /// Whom it asks for.
    pub staffing: Staffing,
}

/// Every single event, in the order of their dates within each kind.
pub fn single() -> Vec<Event> {
    let mut events = lectures();
    events.extend(outside());
    events
}

/// Law, farming, classics, preschool education, chronic diseases, health care: one team speaks, one may help.
fn lectures() -> Vec<Event> {
    const AFTERNOON: (&str, &str) = ("15:00", "16:30");
    const MORNING: (&str, &str) = ("09:30", "11:00");
    [
        (
            "lecture-law",
            "法律讲座：赡养与继承",
            date(2026, 9, 16),
            AFTERNOON,
            ("法律咨询", 1),
        ),
        (
            "lecture-classics",
            "国学讲座：家训与孝道",
            date(2026, 10, 17),
            MORNING,
            ("辅导", 1),
        ),
        (
            "lecture-preschool",
            "学前教育讲座：入园之前",
            date(2026, 10, 24),
            MORNING,
            ("辅导", 2),
        ),
        (
            "lecture-farming",
            "农技讲座：农机具冬季保养",
            date(2026, 10, 28),
            AFTERNOON,
            ("家电", 1),
        ),
        (
            "lecture-chronic",
            "慢性病讲座：血压与血糖",
            date(2026, 11, 5),
            AFTERNOON,
            ("体检", 2),
        ),
        (
            "lecture-care",
            "养生保健讲座：冬病冬治",
            date(2026, 11, 19),
            AFTERNOON,
            ("针灸", 1),
        ),
        (
            "lecture-constitution",
            "宪法日讲座：物权与邻里",
            date(2026, 12, 4),
            AFTERNOON,
            ("法律咨询", 2),
        ),
        (
            "lecture-electricity",
            "安全讲座：冬季取暖用电",
            date(2026, 12, 12),
            MORNING,
            ("电工", 1),
        ),
    ]
    .map(|(id, name, date, (start, end), skill)| Event {
        id,
        kind: "讲座",
        name,
        place: "lecture-room",
        date,
        start,
        end,
        staffing: Staffing {
            skill,
            target: 1,
            max: 2,
            under: 200,
            mix: None,
        },
    })
    .into()
}

fn outside() -> Vec<Event> {
    let staffing = |skill, target, max, under| Staffing {
        skill: (skill, 1),
        target,
        max,
        under,
        mix: None,
    };
    vec![
        Event {
            id: "free-clinic",
            kind: "义诊",
            name: "重阳节义诊",
            place: "plaza",
            date: date(2026, 10, 18),
            start: "09:00",
            end: "11:30",
            staffing: Staffing {
                mix: Some(("针灸:1 x1;推拿:1 x1", 90)),
                ..staffing("体检", 4, 6, 150)
            },
        },
        Event {
            id: "outreach",
            kind: "助残活动",
            name: "国际残疾人日活动",
            place: "plaza",
            date: date(2026, 12, 3),
            start: "14:30",
            end: "16:30",
            staffing: staffing("陪伴", 2, 3, 160),
        },
        Event {
            id: "school-drugs",
            kind: "校园宣传",
            name: "禁毒宣传进校园",
            place: "school",
            date: date(2026, 9, 29),
            start: "14:30",
            end: "16:00",
            staffing: staffing("法律咨询", 2, 3, 180),
        },
        Event {
            id: "school-eyes",
            kind: "校园宣传",
            name: "近视防控进校园",
            place: "school",
            date: date(2026, 11, 10),
            start: "14:30",
            end: "16:00",
            staffing: staffing("体检", 2, 3, 180),
        },
        Event {
            id: "school-craft",
            kind: "校园宣传",
            name: "香包与剪纸进校园",
            place: "school",
            date: date(2026, 12, 8),
            start: "14:30",
            end: "16:00",
            staffing: staffing("手工", 1, 2, 140),
        },
    ]
}
