//! What is not covered, and why.

use std::collections::HashMap;

use super::labels::{self, Label};
use super::names::{Names, kind};
use crate::format::{LocalTime, Plan, Problem, Session, Skills, Team};

/// A need that nobody serves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenNeed<'a> {
    /// Id.
    pub id: &'a str,
    /// Kind.
    pub kind: &'a str,
    /// Where.
    pub place: &'a str,
    /// Why.
    pub reasons: Vec<Label>,
}

/// A session with fewer teams than its target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenSession<'a> {
    /// Id.
    pub id: &'a str,
    /// Kind.
    pub kind: &'a str,
    /// When.
    pub start: String,
    /// Teams attending.
    pub staffed: usize,
    /// Teams wanted.
    pub target: i64,
    /// Why.
    pub reason: Label,
}

/// Every need left out, with the reasons that the plan gives.
#[must_use]
pub fn needs<'a>(problem: &'a Problem, plan: &'a Plan) -> Vec<OpenNeed<'a>> {
    let needs: HashMap<&str, _> = problem.needs.iter().map(|need| (need.id.as_str(), need)).collect();
    let names = Names::new(problem);
    let open = plan
        .unserved
        .iter()
        .filter_map(|row| Some((row, needs.get(row.need.as_str())?)));
    open.map(|(row, need)| OpenNeed {
        id: &need.id,
        kind: kind(&need.tags),
        place: names.place(&need.place),
        reasons: row.reasons.iter().map(|code| labels::reason(code)).collect(),
    })
    .collect()
}

/// Spans in which each team works.
type Work<'a> = HashMap<&'a str, Vec<(i32, i32)>>;

fn work<'a>(problem: &'a Problem, plan: &'a Plan) -> Work<'a> {
    let span = |from: &LocalTime, to: &LocalTime| Some((from.wall()?, to.wall()?));
    let sessions: HashMap<&str, _> = problem
        .sessions
        .iter()
        .map(|s| (s.id.as_str(), span(&s.start, &s.end)))
        .collect();
    let minutes: HashMap<&str, i64> = problem.needs.iter().map(|n| (n.id.as_str(), n.minutes)).collect();
    let mut work = Work::new();
    for row in &plan.sessions {
        if let Some(Some(span)) = sessions.get(row.session.as_str()) {
            row.teams
                .iter()
                .for_each(|team| work.entry(team).or_default().push(*span));
        }
    }
    for row in &plan.needs {
        if let (Some(start), Some(minutes)) = (row.start.wall(), minutes.get(row.need.as_str())) {
            work.entry(&row.team)
                .or_default()
                .push((start, start + *minutes as i32));
        }
    }
    work
}

fn able(team: &Team, asked: &Skills) -> bool {
    asked
        .iter()
        .all(|(skill, level)| team.skills.get(skill).unwrap_or(&0) >= level)
}

fn free(team: &Team, span: (i32, i32)) -> bool {
    let holds = |interval: &(LocalTime, LocalTime)| match (interval.0.wall(), interval.1.wall()) {
        (Some(from), Some(to)) => from <= span.0 && span.1 <= to,
        _ => false,
    };
    team.available.iter().any(holds)
}

/// Every session short of teams, in order of time.
#[must_use]
pub fn sessions<'a>(problem: &'a Problem, plan: &'a Plan) -> Vec<OpenSession<'a>> {
    let attending: HashMap<&str, usize> = plan
        .sessions
        .iter()
        .map(|s| (s.session.as_str(), s.teams.len()))
        .collect();
    let work = work(problem, plan);
    let staffed = |s: &Session| attending.get(s.id.as_str()).copied().unwrap_or(0);
    let mut open: Vec<&Session> = problem
        .sessions
        .iter()
        .filter(|s| (staffed(s) as i64) < s.teams.target)
        .collect();
    open.sort_by_key(|s| s.start.wall());
    open.into_iter()
        .map(|s| OpenSession {
            id: &s.id,
            kind: kind(&s.tags),
            start: s.start.to_string().replace('T', " "),
            staffed: staffed(s),
            target: s.teams.target,
            reason: why(problem, s, &work),
        })
        .collect()
}

/// How many teams could, how many of them are free then, and how many of those are at work then.
fn why(problem: &Problem, session: &Session, work: &Work<'_>) -> Label {
    let (Some(from), Some(to)) = (session.start.wall(), session.end.wall()) else {
        return Label::new("时间无效", "its time does not read");
    };
    let skilled: Vec<&Team> = problem
        .teams
        .iter()
        .filter(|team| able(team, &session.skills))
        .collect();
    let free: Vec<&&Team> = skilled.iter().filter(|team| free(team, (from, to))).collect();
    let at_work = |team: &str| {
        work.get(team)
            .into_iter()
            .flatten()
            .any(|span| span.0 < to && from < span.1)
    };
    let busy = free.iter().filter(|team| at_work(&team.id)).count();
    let (skilled, free) = (skilled.len(), free.len());
    let rest = free - busy;
    Label::new(
        format!(
            "具备技能 {skilled} 队，届时有空 {free} 队，其中已有安排 {busy} 队；其余 {rest} 队受工时、休息或代价所限"
        ),
        format!(
            "{skilled} teams have the skills, {free} are free then, {busy} of them at work then; \
             the other {rest} are kept by limits on hours and rest, or by cost"
        ),
    )
}
