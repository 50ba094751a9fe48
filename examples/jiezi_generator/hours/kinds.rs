//! The kinds of clinic hours: when each opens, and whom it asks for.

use super::Staffing;

/// A kind of clinic hour with all its openings.
pub(super) struct Kind {
    /// Begins the ids of its hours.
    pub(super) id: &'static str,
    /// The tag, and the beginning of the names.
    pub(super) name: &'static str,
    /// Where it is held.
    pub(super) place: &'static str,
    /// In which weeks, as the table has it; in all when empty.
    pub(super) weeks: &'static str,
    /// Weekday, start and end.
    pub(super) openings: &'static [(usize, &'static str, &'static str)],
    /// Whom every opening asks for.
    pub(super) staffing: Staffing,
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

/// Every kind, in the order of the table.
pub(super) static KINDS: [Kind; 9] = [
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
