//! The five colleges: how many teams each sends, what those teams can do, what their students learn.

/// A college of the university.
pub struct College {
    /// Begins the ids of its teams.
    pub id: &'static str,
    /// Full name; the group of its teams.
    pub name: &'static str,
    /// Begins the names of its teams.
    pub short: &'static str,
    /// Number of teams.
    pub teams: usize,
    /// What its teams do.
    pub skills: &'static [&'static str],
    /// In how many of a hundred cases a skill is held at level 2.
    pub experienced: u8,
    /// How much a team can carry, where it fetches groceries and medicine.
    pub capacity: Option<u32>,
    /// Longest outing in minutes, where the college sets one.
    pub longest_outing: Option<u32>,
    /// What its classes sit in.
    pub courses: &'static [&'static str],
}

/// Every college, in the order of the tables.
pub const COLLEGES: [College; 5] = [
    College {
        id: "med",
        name: "岐伯医学院",
        short: "岐伯",
        teams: 16,
        skills: &["推拿", "针灸", "体检"],
        experienced: 45,
        capacity: None,
        longest_outing: None,
        courses: &[
            "人体解剖学",
            "中医基础理论",
            "经络腧穴学",
            "推拿手法学",
            "诊断学",
            "生理学",
            "药理学",
            "护理学基础",
        ],
    },
    College {
        id: "law",
        name: "政法学院",
        short: "政法",
        teams: 8,
        skills: &["法律咨询", "调解"],
        experienced: 40,
        capacity: None,
        longest_outing: None,
        courses: &[
            "民法总论",
            "刑法学",
            "宪法学",
            "民事诉讼法",
            "婚姻家庭法",
            "劳动法",
            "法律文书写作",
        ],
    },
    College {
        id: "mech",
        name: "机械工程学院",
        short: "机械",
        teams: 12,
        skills: &["水管", "电工", "家电"],
        experienced: 40,
        capacity: None,
        longest_outing: None,
        courses: &[
            "机械制图",
            "理论力学",
            "材料力学",
            "电工电子技术",
            "机械设计",
            "数控加工实训",
            "液压传动",
        ],
    },
    College {
        id: "edu",
        name: "教育学院",
        short: "教育",
        teams: 10,
        skills: &["辅导", "陪伴"],
        experienced: 40,
        capacity: Some(4),
        longest_outing: None,
        courses: &[
            "教育学原理",
            "发展心理学",
            "学前教育学",
            "课程与教学论",
            "教师口语",
            "儿童文学",
            "班级管理",
        ],
    },
    College {
        id: "art",
        name: "美术学院",
        short: "美术",
        teams: 6,
        skills: &["手工", "陪伴"],
        experienced: 40,
        capacity: Some(4),
        longest_outing: Some(200),
        courses: &["素描", "色彩", "中国画", "香包工艺", "剪纸", "设计基础", "美术史"],
    },
];

/// The college that mainly answers for a skill.
pub fn owner(skill: &str) -> usize {
    COLLEGES
        .iter()
        .position(|college| college.skills.contains(&skill))
        .expect("a skill of some college")
}
