//! Fixed decisions and the baseline: rows of a plan that the problem brings along.

use super::Context;
use super::faults::{At, Faults, rows};
use crate::format::Fixed;

/// What a row may decide.
#[derive(Clone, Copy, PartialEq)]
enum About {
    Session,
    Need,
    Either,
}

pub fn check(context: &Context, faults: &mut Faults) {
    let problem = context.problem;
    for (at, row) in rows("fixed", &problem.fixed) {
        decision(context, row, About::Either, at, faults);
    }
    if let Some(baseline) = &problem.baseline {
        for (at, row) in rows("baseline.sessions", &baseline.sessions) {
            decision(context, row, About::Session, at, faults);
        }
        for (at, row) in rows("baseline.needs", &baseline.needs) {
            decision(context, row, About::Need, at, faults);
        }
    }
}

fn decision(context: &Context, row: &Fixed, about: About, at: At, faults: &mut Faults) {
    decision_unclear(row, about, at, faults);
    missing_start(row, at, faults);
    context.ids.team(&row.team, at, "team", faults);
    if let Some(session) = &row.session {
        context.ids.session(session, at, "session", faults);
    }
    if let Some(need) = &row.need {
        context.ids.need(need, at, "need", faults);
    }
    if let Some(start) = &row.start {
        context.instant(start, at, "start", faults);
    }
}

fn decision_unclear(row: &Fixed, about: About, at: At, faults: &mut Faults) {
    let cause = match (&row.session, &row.need) {
        (None, None) => "the row names neither a session nor a need",
        (Some(_), Some(_)) => "the row names both a session and a need",
        (Some(_), None) if about == About::Need => "the row names a session in a list of needs",
        (None, Some(_)) if about == About::Session => "the row names a need in a list of sessions",
        _ => return,
    };
    let remedy = r#"Give "session" and "team", or "need", "team" and "start"."#;
    faults.add(at, "", "decision-unclear", cause.into(), remedy);
}

fn missing_start(row: &Fixed, at: At, faults: &mut Faults) {
    if row.need.is_some() && row.session.is_none() && row.start.is_none() {
        let cause = "the row says who serves the need, but not when".into();
        faults.add(at, "start", "missing-start", cause, "Give the start of the visit.");
    }
}
