//! Requests: one team, and either a session or an interval.

use super::Context;
use super::faults::{At, Faults, rows};
use super::numbers;
use super::times::{Fields, Interval};
use crate::format::Request;

pub fn check(context: &Context, faults: &mut Faults) {
    for (at, request) in rows("requests", &context.problem.requests) {
        context.ids.team(&request.team, at, "team", faults);
        numbers::cost(request.weight, at, "weight", faults);
        request_unclear(request, at, faults);
        if let Some(session) = &request.session {
            context.ids.session(session, at, "session", faults);
        }
        if let Some((from, to)) = &request.during {
            let fields = Fields::Pair("during");
            context.filled_interval(&Interval { from, to, fields }, at, faults);
        }
    }
}

fn request_unclear(request: &Request, at: At, faults: &mut Faults) {
    let cause = match (&request.session, &request.during) {
        (None, None) => "the request is about neither a session nor an interval",
        (Some(_), Some(_)) => "the request is about both a session and an interval",
        _ => return,
    };
    faults.add(
        at,
        "",
        "request-unclear",
        cause.into(),
        r#"Give either "session" or "during"; split it into two."#,
    );
}
