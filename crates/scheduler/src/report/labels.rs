//! Words of a report in Chinese and English.

/// A phrase in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Label {
    /// A phrase.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }
}

/// A part of the cost.
#[must_use]
pub fn part(code: &str) -> Label {
    match code {
        "unserved" => Label::new("未服务的需求", "needs not served"),
        "understaffed" => Label::new("缺队的场次", "sessions short of teams"),
        "overstaffed" => Label::new("超队的场次", "sessions with more teams"),
        "late" => Label::new("迟到的上门", "late visits"),
        "travel" => Label::new("路途", "travel"),
        "outing" => Label::new("出勤", "outings"),
        "preference" => Label::new("居民偏好", "residents' preferences"),
        "request" => Label::new("服务队意愿", "teams' wishes"),
        "limit" => Label::new("工时与公平", "hours and fairness"),
        "regularity" => Label::new("每周固定", "regularity"),
        "change" => Label::new("与已公布方案的变动", "changes of the published plan"),
        "link" => Label::new("关联需求", "linked needs"),
        "mix" => Label::new("队伍组成", "composition"),
        "continuity" => Label::new("连续照护", "continuity"),
        other => Label::new(other, other),
    }
}

/// A reason why a need is left out.
#[must_use]
pub fn reason(code: &str) -> Label {
    match code {
        "no-skill" => Label::new(
            "没有服务队具备所需技能或获准服务",
            "no team has the skills, or none that has them is allowed",
        ),
        "no-time" => Label::new(
            "具备技能的队伍在可上门时间内都没有空",
            "no able team is free within its hours",
        ),
        "busy" => Label::new(
            "有空的队伍已有其他安排或来不及赶到",
            "teams that are free are at other work or too far away",
        ),
        "limit" => Label::new(
            "会超出工时、天数或休息的硬性限制",
            "a hard limit on hours, days or rest forbids it",
        ),
        "link" => Label::new(
            "与关联的需求时间或队伍不合",
            "what it is linked to leaves it no time or team",
        ),
        "not-worth-it" => Label::new(
            "能服务，但会挤占更重要的安排",
            "a team could, but at the price of more important work",
        ),
        other => Label::new(other, other),
    }
}
