//! The tables and their columns, in English and Chinese.

/// A column.
pub(in crate::term) struct Column {
    pub name: &'static str,
    pub chinese: &'static str,
    /// Whether the table is wrong without it.
    pub required: bool,
}

impl Column {
    /// Whether a header names it.
    pub fn is_called(&self, title: &str) -> bool {
        self.chinese == title || self.name.eq_ignore_ascii_case(title)
    }
}

/// Name, Chinese name, and whether a term cannot do without it.
pub(in crate::term) const TABLES: &[(&str, &str, bool)] = &[
    ("places", "场所", true),
    ("people", "人员", true),
    ("teams", "服务队", true),
    ("timetables", "课表", false),
    ("hours", "服务时段", true),
    ("needs", "居民需求", false),
    ("wishes", "意愿", false),
    ("fixed", "已定", false),
    ("excluded", "排除", false),
    ("absences", "缺勤", false),
    ("formation", "组队", false),
    ("positions", "岗位", false),
    ("choices", "志愿", false),
    ("rankings", "岗位排序", false),
    ("placements", "安置", false),
];

/// The sheet of a workbook that holds what `term.toml` holds, in English and Chinese.
pub(in crate::term) const SETTINGS: (&str, &str) = ("term", "学期");

const fn must(name: &'static str, chinese: &'static str) -> Column {
    Column {
        name,
        chinese,
        required: true,
    }
}

const fn may(name: &'static str, chinese: &'static str) -> Column {
    Column {
        name,
        chinese,
        required: false,
    }
}

const PLACES: &[Column] = &[
    must("id", "编号"),
    must("name", "名称"),
    must("x", "横坐标"),
    must("y", "纵坐标"),
    may("grid", "网格"),
    may("kind", "类别"),
];

const PEOPLE: &[Column] = &[
    must("id", "学号"),
    must("name", "姓名"),
    must("college", "学院"),
    must("team", "服务队"),
    may("role", "身份"),
    may("skills", "技能"),
    may("experienced", "有经验"),
    may("friends", "同伴"),
    may("apart", "回避"),
];

const TEAMS: &[Column] = &[
    must("id", "编号"),
    must("name", "名称"),
    must("college", "学院"),
    must("home", "出发地"),
    must("skills", "技能"),
    must("quorum", "最少人数"),
    may("capacity", "运力"),
    may("longest_outing", "最长外出"),
    may("groups", "分组"),
];

const TIMETABLES: &[Column] = &[
    must("person", "学号"),
    must("weekday", "星期"),
    must("start", "开始"),
    must("end", "结束"),
    may("weeks", "周次"),
    may("course", "课程"),
];

const HOURS: &[Column] = &[
    must("id", "编号"),
    must("kind", "类别"),
    may("name", "名称"),
    must("place", "场所"),
    may("weekday", "星期"),
    may("date", "日期"),
    must("start", "开始"),
    must("end", "结束"),
    may("weeks", "周次"),
    may("skills", "技能"),
    must("target", "目标队数"),
    must("max", "最多队数"),
    must("under", "缺队代价"),
    may("over", "超队代价"),
    may("mix", "组成"),
    may("mix_under", "组成代价"),
];

const NEEDS: &[Column] = &[
    must("id", "编号"),
    must("kind", "类别"),
    must("place", "场所"),
    must("minutes", "时长"),
    must("from", "起始日期"),
    must("to", "截止日期"),
    may("hours", "可上门时间"),
    may("skills", "技能"),
    must("unserved", "未服务代价"),
    may("due", "应完成时间"),
    may("late", "迟到代价"),
    may("load", "物资"),
    may("teams", "指定队"),
    may("excluded", "回避队"),
    may("preferred", "偏好队"),
    may("after", "后续于"),
    may("gap_min", "最短间隔"),
    may("gap_max", "最长间隔"),
    may("same_team", "同一队"),
    may("link_weight", "关联代价"),
    may("together", "一并"),
    may("continuity", "连续照护"),
];

const WISHES: &[Column] = &[
    must("team", "服务队"),
    may("hour", "服务时段"),
    may("date", "日期"),
    may("start", "开始"),
    may("end", "结束"),
    must("want", "愿意"),
    must("weight", "权重"),
];

const FIXED: &[Column] = &[
    may("session", "场次"),
    may("need", "居民需求"),
    must("team", "服务队"),
    may("start", "开始"),
];

const EXCLUDED: &[Column] = &[
    may("session", "场次"),
    may("need", "居民需求"),
    must("team", "服务队"),
    may("reason", "原因"),
];

const ABSENCES: &[Column] = &[
    may("person", "学号"),
    may("team", "服务队"),
    must("start", "开始"),
    must("end", "结束"),
    may("reason", "原因"),
];

const FORMATION: &[Column] = &[
    must("id", "编号"),
    may("name", "名称"),
    must("college", "学院"),
    may("from", "来源学院"),
    must("teams", "队数"),
    must("min", "最少队员"),
    must("max", "最多队员"),
    may("mix", "组成"),
    may("quorum", "最少人数"),
    must("home", "出发地"),
    may("capacity", "运力"),
    may("longest_outing", "最长外出"),
    may("groups", "分组"),
    may("least", "最少共同时间"),
    may("short", "不足代价"),
];

const POSITIONS: &[Column] = &[
    must("id", "编号"),
    may("name", "名称"),
    must("host", "接收单位"),
    may("for", "对象"),
    must("capacity", "名额"),
    may("minimum", "最少名额"),
    may("skills", "技能"),
    may("groups", "分组"),
    may("hours", "服务时段"),
    may("times", "在岗时间"),
    may("weeks", "周次"),
];

const CHOICES: &[Column] = &[
    must("applicant", "申请者"),
    must("position", "岗位"),
    must("rank", "次序"),
];

const PLACEMENTS: &[Column] = &[
    must("applicant", "申请者"),
    must("position", "岗位"),
    may("fixed", "已定"),
];

const SETTING: &[Column] = &[must("key", "键"), must("value", "值")];

/// The columns of a table.
pub(in crate::term) fn of(table: &str) -> &'static [Column] {
    match table {
        "term" => SETTING,
        "places" => PLACES,
        "people" => PEOPLE,
        "teams" => TEAMS,
        "timetables" => TIMETABLES,
        "hours" => HOURS,
        "needs" => NEEDS,
        "wishes" => WISHES,
        "excluded" => EXCLUDED,
        "absences" => ABSENCES,
        "formation" => FORMATION,
        "positions" => POSITIONS,
        "choices" | "rankings" => CHOICES,
        "placements" => PLACEMENTS,
        _ => FIXED,
    }
}
