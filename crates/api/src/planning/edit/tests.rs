//! Changes of a small plan: what they cost, break and mend, and which cannot be made.

use serde_json::json;
use yuandi_scheduler::format::{Problem, Unserved};

use super::{Judged, judge};
use crate::domain::breach::Breach;
use crate::domain::decision::Decision;
use crate::domain::edit::{Change, DutyKind, DutyName};

/// Two teams, two sessions on Tuesday and Friday afternoon, two needs; whoever is not asked for lacks the skill.
fn problem() -> Problem {
    let day = |day: u32| [format!("2026-09-{day:02}T08:00"), format!("2026-09-{day:02}T18:00")];
    let available: Vec<_> = [8, 9, 11].into_iter().map(day).collect();
    let team = |id: &str, name: &str, skills: serde_json::Value| json!({"id": id, "name": name, "home": "home", "skills": skills, "available": available});
    let session = |id: &str, day: u32| {
        json!({"id": id, "place": "room", "tags": ["推拿"], "start": format!("2026-09-{day:02}T14:30"),
            "end": format!("2026-09-{day:02}T16:30"), "skills": {"tuina": 1}, "teams": {"target": 1, "max": 2, "under": 240, "over": 20}})
    };
    let need = |id: &str| {
        json!({"id": id, "place": "house", "tags": ["陪伴"], "minutes": 60, "unserved": 100,
            "windows": [["2026-09-08T08:00", "2026-09-08T18:00"], ["2026-09-09T08:00", "2026-09-09T18:00"]]})
    };
    let problem = json!({
        "format": "problem/1", "time_zone": "Asia/Shanghai", "horizon": {"start": "2026-09-07", "end": "2026-09-14"},
        "places": [{"id": "home"}, {"id": "room"}, {"id": "house", "name": "12 号楼"}],
        "travel": {"matrix": [[0, 10, 10], [10, 0, 10], [10, 10, 0]]},
        "teams": [team("a", "一队", json!({"tuina": 1})), team("b", "二队", json!({"tuina": 1})), team("c", "三队", json!({}))],
        "sessions": [session("tue", 8), session("fri", 11)], "needs": [need("chat"), need("walk")],
        "limits": [{"id": "two-hours", "count": "minutes", "per": "day", "max": 120}],
        "weights": {"travel": 1, "outing": 5},
    });
    serde_json::from_value(problem).expect("a problem")
}

fn decision(kind: &str, activity: &str, team: &str, start: &str, end: &str) -> Decision {
    let text = |text: &str| text.to_owned();
    Decision {
        kind: text(kind),
        activity: text(activity),
        team: text(team),
        start: text(start),
        end: text(end),
    }
}

/// One on Tuesday at the session, two on Friday; the chat on Wednesday by the second.
fn base() -> Vec<Decision> {
    vec![
        decision("need", "chat", "b", "2026-09-09T10:00", "2026-09-09T11:00"),
        decision("session", "fri", "b", "2026-09-11T14:30", "2026-09-11T16:30"),
        decision("session", "tue", "a", "2026-09-08T14:30", "2026-09-08T16:30"),
    ]
}

fn give(session: &str, team: &str) -> Change {
    Change::Give {
        session: session.to_owned(),
        team: team.to_owned(),
    }
}

fn take(session: &str, team: &str) -> Change {
    Change::Take {
        session: session.to_owned(),
        team: team.to_owned(),
    }
}

fn serve(need: &str, team: Option<&str>, start: Option<&str>) -> Change {
    Change::Move {
        need: need.to_owned(),
        team: team.map(str::to_owned),
        start: start.map(str::to_owned),
    }
}

fn duty(kind: DutyKind, activity: &str, team: &str) -> DutyName {
    DutyName {
        kind,
        activity: activity.to_owned(),
        team: team.to_owned(),
    }
}

fn judged(changes: &[Change]) -> Judged {
    judge(&problem(), (&base(), &[]), changes, false).expect("a judgement")
}

fn codes(breaches: &[Breach]) -> Vec<&str> {
    breaches.iter().map(|breach| breach.code.as_str()).collect()
}

#[test]
fn a_change_costs_what_the_checker_says() {
    // A team less than the target of one, and an outing with its way less.
    let taken = judged(&[take("tue", "a")]);
    let (cost, parts) = taken.difference();
    let parts: Vec<(&str, i64)> = parts.iter().map(|(part, cost)| (part.as_str(), *cost)).collect();
    assert_eq!(
        (cost, parts),
        (
            240 - 5 - 20,
            vec![("outing", -5), ("travel", -20), ("understaffed", 240)]
        )
    );
    assert_eq!(taken.after.cost - taken.before.cost, cost);
    // One outing for both on Wednesday instead of another one.
    let served = judged(&[serve("walk", Some("b"), Some("2026-09-09T11:00"))]);
    assert_eq!(served.difference().0, -100);
    assert_eq!(served.breaks, []);
    let left = judged(&[Change::Leave {
        need: "chat".to_owned(),
    }]);
    assert_eq!(left.difference().0, 100 - 25);
}

#[test]
fn duties_of_two_teams_are_exchanged() {
    let swap = Change::Swap {
        first: duty(DutyKind::Session, "tue", "a"),
        second: duty(DutyKind::Need, "chat", "b"),
    };
    let swapped = judged(&[swap]);
    assert_eq!((swapped.difference().0, swapped.breaks.len()), (0, 0));
    let plan = &swapped.plan;
    let who: Vec<_> = plan
        .sessions
        .iter()
        .map(|row| (row.session.as_str(), row.teams.join(" ")))
        .collect();
    assert_eq!(who, [("fri", "b".to_owned()), ("tue", "b".to_owned())]);
    assert_eq!(
        (plan.needs[0].team.as_str(), plan.needs[0].start.to_string().as_str()),
        ("a", "2026-09-09T10:00")
    );
}

#[test]
fn a_duty_is_handed_over_as_it_stands() {
    let session = judged(&Change::hand_over(&duty(DutyKind::Session, "tue", "a"), "b"));
    assert_eq!(session.plan.sessions[1].teams, ["b"]);
    let visit = judged(&Change::hand_over(&duty(DutyKind::Need, "chat", "b"), "a"));
    let row = &visit.plan.needs[0];
    assert_eq!(
        (row.team.as_str(), row.start.to_string().as_str()),
        ("a", "2026-09-09T10:00")
    );
}

#[test]
fn every_rule_that_breaks_is_told_with_who_and_when() {
    let broken = judged(&[give("fri", "c"), serve("walk", Some("a"), Some("2026-09-08T17:30"))]);
    // Beyond the window and the team's time, and beyond two hours a day.
    let mut found = codes(&broken.breaks);
    found.sort_unstable();
    assert_eq!(found, ["lacks-skill", "limit", "not-available", "outside-windows"]);
    let skill = broken
        .breaks
        .iter()
        .find(|one| one.code == "lacks-skill")
        .expect("a skill");
    assert_eq!(
        (skill.team.as_deref(), skill.at.as_deref()),
        (Some("c"), Some("2026-09-11T14:30"))
    );
    assert_eq!(skill.zh, "三队缺少“推拿 2026-09-11 14:30”所需的技能：tuina。");
    assert_eq!(skill.en, "三队 lacks what “推拿 2026-09-11 14:30” asks for: tuina.");
    let limit = broken.breaks.iter().find(|one| one.code == "limit").expect("a limit");
    assert_eq!((limit.amount, limit.at.as_deref()), (60, Some("2026-09-08")));
    assert_eq!(broken.after.violations - broken.before.violations, 4);
}

#[test]
fn what_is_mended_and_what_stays_broken_is_told_apart() {
    let mut base = base();
    base.push(decision("session", "fri", "c", "2026-09-11T14:30", "2026-09-11T16:30"));
    base.push(decision("session", "tue", "c", "2026-09-08T14:30", "2026-09-08T16:30"));
    let judged = judge(&problem(), (&base, &[]), &[take("fri", "c")], false).expect("a judgement");
    assert_eq!(
        (
            codes(&judged.breaks).len(),
            codes(&judged.repairs),
            codes(&judged.stands)
        ),
        (0, vec!["lacks-skill"], vec!["lacks-skill"])
    );
    assert_eq!(judged.repairs[0].activities, ["fri"]);
    assert_eq!(judged.stands[0].activities, ["tue"]);
}

#[test]
fn what_is_broken_further_is_broken_anew() {
    let mut base = base();
    base.push(decision("need", "walk", "a", "2026-09-08T10:00", "2026-09-08T11:00"));
    let chat = serve("chat", Some("a"), Some("2026-09-08T11:10"));
    let judged = judge(&problem(), (&base, &[]), &[chat], false).expect("a judgement");
    assert_eq!(codes(&judged.breaks), ["limit"]);
    assert_eq!(
        (judged.breaks[0].amount, codes(&judged.stands), codes(&judged.repairs)),
        (120, vec![], vec![])
    );
}

#[test]
fn what_cannot_be_is_told_all_at_once() {
    let changes = [
        give("tue", "a"),
        give("wed", "z"),
        take("tue", "b"),
        serve("chat", None, Some("soon")),
        serve("walk", Some("a"), None),
        Change::Leave {
            need: "walk".to_owned(),
        },
        Change::Swap {
            first: duty(DutyKind::Session, "tue", "a"),
            second: duty(DutyKind::Session, "fri", "a"),
        },
    ];
    let faults = judge(&problem(), (&base(), &[]), &changes, false).expect_err("nothing of it can be");
    let told: Vec<(&str, &str)> = faults.iter().map(|fault| (fault.field.as_str(), fault.code)).collect();
    let wanted = [
        ("changes[0].team", "attends-already"),
        ("changes[1].session", "unknown-session"),
        ("changes[1].team", "unknown-team"),
        ("changes[2].team", "not-there"),
        ("changes[3].start", "not-a-time"),
        ("changes[4]", "not-served"),
        ("changes[5].need", "not-served"),
        ("changes[6].second", "not-there"),
    ];
    assert_eq!(told, wanted);
    assert_eq!(
        judge(&problem(), (&base(), &[]), &[], false).expect_err("nothing")[0].code,
        "missing"
    );
}

#[test]
fn nobody_is_in_two_places_at_once() {
    let chat = serve("chat", Some("a"), Some("2026-09-08T15:00"));
    let faults = judge(&problem(), (&base(), &[]), &[chat], false).expect_err("two places");
    assert_eq!((faults.len(), faults[0].code), (1, "two-places-at-once"));
    let both = [
        serve("chat", Some("c"), Some("2026-09-08T10:00")),
        serve("walk", Some("c"), Some("2026-09-08T10:30")),
    ];
    let faults = judge(&problem(), (&base(), &[]), &both, false).expect_err("two new ones");
    assert_eq!((faults.len(), faults[0].code), (1, "two-places-at-once"));
    // What was there before is not the change's fault.
    let mut base = base();
    base.push(decision("need", "walk", "a", "2026-09-08T15:00", "2026-09-08T16:00"));
    judge(&problem(), (&base, &[]), &[take("fri", "b")], false).expect("a judgement");
}

#[test]
fn pins_move_along_when_asked() {
    let mut problem = problem();
    problem.fixed = serde_json::from_value(json!([
        {"need": "chat", "team": "b", "start": "2026-09-09T10:00"}, {"session": "tue", "team": "a"},
    ]))
    .expect("pins");
    let chat = || [serve("chat", Some("a"), Some("2026-09-09T10:00"))];
    let loose = judge(&problem, (&base(), &[]), &chat(), false).expect("a judgement");
    assert_eq!(codes(&loose.breaks), ["not-as-fixed"]);
    let pinned = judge(&problem, (&base(), &[]), &chat(), true).expect("a judgement");
    assert_eq!(codes(&pinned.breaks), Vec::<&str>::new());
    assert_eq!(pinned.problem.fixed.len(), 2);
}

#[test]
fn the_term_may_have_lost_what_the_plan_has() {
    let mut base = base();
    base.push(decision("session", "old", "a", "2026-09-10T14:30", "2026-09-10T16:30"));
    let judged = judge(&problem(), (&base, &[]), &[take("tue", "a")], false).expect("a judgement");
    assert_eq!(judged.gone.len(), 1);
}

#[test]
fn needs_that_stay_open_keep_their_reason() {
    let why = Unserved {
        need: "walk".to_owned(),
        reasons: vec!["no-window".to_owned()],
    };
    let leave = Change::Leave {
        need: "chat".to_owned(),
    };
    let judged = judge(&problem(), (&base(), std::slice::from_ref(&why)), &[leave], false).expect("a judgement");
    assert_eq!(judged.plan.unserved.len(), 2);
    assert_eq!(
        (&judged.plan.unserved[1], judged.plan.unserved[0].reasons[0].as_str()),
        (&why, "by-hand")
    );
}
