//! The checker's violations in sentences that an office reads.

use yuandi_scheduler::verify::{Rule, Violation};

use super::names::Names;
use crate::domain::breach::Breach;

/// How the library says that a team is excluded from a session: as a skill that it alone lacks.
const EXCLUDED: &str = "not-excluded:";

/// A violation as people are told of it.
#[must_use]
pub fn breach(violation: &Violation, names: &Names) -> Breach {
    let excluded = violation.names.iter().any(|name| name.starts_with(EXCLUDED));
    let (zh, en) = if excluded {
        let (team, what) = who(violation, names);
        (
            format!("{team}已被排除，不能参加“{what}”。"),
            format!("{team} is excluded from “{what}”."),
        )
    } else {
        words(violation, names)
    };
    Breach {
        code: if excluded { "excluded" } else { violation.rule.code() }.to_owned(),
        team: violation.team.clone(),
        activities: violation.activities.clone(),
        at: violation.at.clone(),
        amount: violation.amount,
        zh,
        en,
    }
}

/// The team, and the first of what it is about.
fn who<'a>(violation: &'a Violation, names: &'a Names) -> (&'a str, &'a str) {
    let team = violation.team.as_deref().unwrap_or_default();
    let activity = violation.activities.first().map_or("", String::as_str);
    (names.team(team), names.activity(activity))
}

/// In Chinese and in English.
fn words(violation: &Violation, names: &Names) -> (String, String) {
    let (team, what) = who(violation, names);
    let amount = violation.amount;
    let named = violation.names.join(", ");
    match violation.rule {
        Rule::LacksSkill => (
            format!("{team}缺少“{what}”所需的技能：{named}。"),
            format!("{team} lacks what “{what}” asks for: {named}."),
        ),
        Rule::MayNotServe => (
            format!("{team}不能承担“{what}”：不在允许之列，或已被排除。"),
            format!("{team} may not serve “{what}”: it is not among those allowed, or it is excluded."),
        ),
        Rule::NotAvailable => (
            format!("“{what}”进行时，{team}没有空。"),
            format!("{team} is not available for all of “{what}”."),
        ),
        Rule::CannotReach => (
            format!("{team}来不及赶到“{what}”，差{amount}分钟。"),
            format!("{team} cannot reach “{what}” in time: it is {amount} minutes short."),
        ),
        Rule::NotHomeInTime => (
            format!("“{what}”之后，{team}来不及返回，差{amount}分钟。"),
            format!("{team} cannot be back in time after “{what}”: it is {amount} minutes short."),
        ),
        Rule::OutTooLong => (
            format!("从“{what}”开始的一次外出，{team}超时{amount}分钟。"),
            format!("{team} is out {amount} minutes too long, from “{what}” on."),
        ),
        Rule::OverCapacity => (
            format!("{team}一次外出超出可承担的工作量{amount}。"),
            format!("{team} takes on {amount} more than it can carry on one outing."),
        ),
        Rule::NotAsFixed => (
            format!("已固定由{team}承担“{what}”，而方案不是这样。"),
            format!("It is fixed that {team} does “{what}”, and the plan has it otherwise."),
        ),
        Rule::Limit => limit(violation, team, &named),
        Rule::AttendsTwice => (
            format!("{team}在“{what}”中出现两次。"),
            format!("{team} is listed twice at “{what}”."),
        ),
        _ => of_activities(violation, names),
    }
}

/// What is about sessions and needs, whoever does them.
fn of_activities(violation: &Violation, names: &Names) -> (String, String) {
    let (_, what) = who(violation, names);
    let amount = violation.amount;
    let named = violation.names.join(", ");
    let other = violation.activities.get(1).map_or("", |id| names.activity(id));
    match violation.rule {
        Rule::ServedTwice => (format!("“{what}”被安排了两次。"), format!("“{what}” is served twice.")),
        Rule::TooManyTeams => (
            format!("“{what}”多了{amount}支队伍。"),
            format!("“{what}” has {amount} teams too many."),
        ),
        Rule::MixShort => (
            format!("“{what}”还缺{amount}支具备以下技能的队伍：{named}。"),
            format!("“{what}” is {amount} teams short of those with {named}."),
        ),
        Rule::OutsideWindows => (
            format!("“{what}”的上门时间不在居民方便的时段内。"),
            format!("“{what}” is outside the hours at which the resident can be visited."),
        ),
        Rule::GoTogether => (
            format!("“{what}”与“{other}”要么都安排，要么都不安排。"),
            format!("“{what}” and “{other}” are both served, or neither."),
        ),
        Rule::Gap => (
            format!("“{what}”与“{other}”相隔{amount}分钟，不合规定的间隔。"),
            format!("“{what}” and “{other}” are {amount} minutes apart, which is not the gap that they need."),
        ),
        Rule::LinkTeams if named == "same" => (
            format!("“{what}”与“{other}”应由同一支队伍承担。"),
            format!("“{what}” and “{other}” want the same team."),
        ),
        Rule::LinkTeams => (
            format!("“{what}”与“{other}”应由不同的队伍承担。"),
            format!("“{what}” and “{other}” want two different teams."),
        ),
        _ => (
            format!("居民（{named}）见到的队伍多了{amount}支。"),
            format!("The resident of {named} meets {amount} teams too many."),
        ),
    }
}

fn limit(violation: &Violation, team: &str, limit: &str) -> (String, String) {
    let amount = violation.amount;
    match &violation.at {
        Some(from) => {
            let from = from.replace('T', " ");
            (
                format!("{team}自{from}起超出限制“{limit}”，相差{amount}。"),
                format!("{team} breaks the limit “{limit}” by {amount}, from {from} on."),
            )
        }
        None => (
            format!("{team}整个学期超出限制“{limit}”，相差{amount}。"),
            format!("{team} breaks the limit “{limit}” by {amount} over the term."),
        ),
    }
}
