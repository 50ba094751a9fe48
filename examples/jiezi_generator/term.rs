//! `term.toml`: the calendar, the hours of the day, the weights and the limits.

use super::calendar::{FIRST_DAY, HOLIDAYS, MAKE_UPS, WEEKS};
use super::colleges::COLLEGES;

const DAY: &str = r#"blocks = [["08:00", "12:00"], ["14:00", "18:00"], ["18:30", "21:30"]]
speed = 80
overhead = 3
"#;

const COSTS: &str = r#"
[weights]
travel = 1
outing = 5
regularity = 15
change = 30

# 同一位居民的康复疗程最好只见两支队伍
[continuity]
max_teams = 2
weight = 60

# 每队每周至多八小时
[[limits]]
id = "week-hours"
count = "minutes"
per = "week"
max = 480

# 每队每天至多五小时
[[limits]]
id = "day-hours"
count = "minutes"
per = "day"
max = 300

# 每队每周至多出勤三天
[[limits]]
id = "week-days"
count = "days"
per = "week"
max = 3

# 至多连续四天
[[limits]]
id = "run-of-days"
count = "days"
per = "run"
max = 4

# 晚上收队到次日出勤至少十一小时
[[limits]]
id = "morning-after"
count = "rest"
min = 660

# 周末出勤尽量不超过九次
[[limits]]
id = "weekends"
count = "weekends"
per = "term"
max = 9
weight = 30
"#;

const PLACEMENT: &str = r#"
# 岗位安置：稳定优先
[placement]
aim = "stable"

# 厂里班车只坐得下二十六人
[[placement.hosts]]
id = "恒力机械厂"
capacity = 26

# 教育学院至少三十六人到教育类岗位实习
[[placement.quotas]]
id = "education-practice"
applicants = ["教育学院"]
positions = ["教育类"]
min = 36
"#;

/// The whole file. Fair is what would be each team's part if four fifths of the work got done.
pub fn text(load: &[u32; COLLEGES.len()]) -> String {
    let holidays: Vec<String> = HOLIDAYS.iter().map(|date| format!("    \"{date}\",\n")).collect();
    let mut text = format!(
        "# 介子路社区示例学期，由 examples/jiezi.rs 生成；格式见 docs/term-folder.md\n\
         name = \"2026 年秋季学期\"\nzone = \"Asia/Shanghai\"\nfirst_day = \"{FIRST_DAY}\"\nweeks = {WEEKS}\n\
         # 中秋节、国庆节、元旦\nholidays = [\n{}]\n{DAY}",
        holidays.concat()
    );
    for (date, _, follows) in MAKE_UPS {
        text += &format!("\n[[make_up]]\ndate = \"{date}\"\nfollows = \"{follows}\"\nsessions = true\n");
    }
    text += COSTS;
    for (college, load) in COLLEGES.iter().zip(load) {
        let teams = college.teams as u32;
        let target = (8 * load + 5 * teams) / (10 * teams);
        text += &format!(
            "\n# {}各队工作量均衡\n[[limits]]\nid = \"fair-{}\"\nfor = [\"{}\"]\ncount = \"minutes\"\nper = \"term\"\ntarget = {target}\nweight = 1\n",
            college.name, college.id, college.name
        );
    }
    text + PLACEMENT
}
