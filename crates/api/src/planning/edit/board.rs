//! A plan laid out to be changed: who is at which session, who serves which need when.

use std::collections::{BTreeMap, BTreeSet};

use yuandi_scheduler::format::{LocalTime, NeedRow, Plan, Problem, SessionRow};

use super::super::decisions;
use super::EditFault;
use crate::domain::decision::Decision;
use crate::domain::edit::{Change, DutyKind, DutyName};

/// The plan, and the mistakes of the changes so far.
pub(super) struct Board<'p> {
    problem: &'p Problem,
    sessions: BTreeMap<String, Vec<String>>,
    needs: BTreeMap<String, (String, LocalTime)>,
    before: BTreeSet<Decision>,
    faults: Vec<EditFault>,
}

impl<'p> Board<'p> {
    /// A plan that names only what the problem has.
    pub(super) fn of(problem: &'p Problem, plan: &Plan) -> Self {
        let visit = |row: &NeedRow| (row.need.clone(), (row.team.clone(), row.start.clone()));
        let attendance = |row: &SessionRow| (row.session.clone(), row.teams.clone());
        Self {
            problem,
            sessions: plan.sessions.iter().map(attendance).collect(),
            needs: plan.needs.iter().map(visit).collect(),
            before: decisions::of(problem, plan).into_iter().collect(),
            faults: Vec::new(),
        }
    }

    /// The plan after some changes, one after the other.
    pub(super) fn change(mut self, changes: &[Change]) -> Result<Plan, Vec<EditFault>> {
        if changes.is_empty() {
            self.fault("changes", "missing", "no change", "Name at least one change.");
        }
        for (place, change) in changes.iter().enumerate() {
            self.apply(&format!("changes[{place}]"), change);
        }
        let plan = self.plan();
        self.two_places_at_once(&decisions::of(self.problem, &plan));
        if self.faults.is_empty() {
            Ok(plan)
        } else {
            Err(self.faults)
        }
    }

    fn plan(&self) -> Plan {
        let attendance = |(session, teams): (&String, &Vec<String>)| SessionRow {
            session: session.clone(),
            teams: teams.clone(),
        };
        let visit = |(need, (team, start)): (&String, &(String, LocalTime))| NeedRow {
            need: need.clone(),
            team: team.clone(),
            start: start.clone(),
        };
        Plan {
            format: "plan/1".to_owned(),
            sessions: self.sessions.iter().map(attendance).collect(),
            needs: self.needs.iter().map(visit).collect(),
            ..Plan::default()
        }
    }

    fn fault(&mut self, field: &str, code: &'static str, cause: impl Into<String>, remedy: &'static str) {
        self.faults.push(EditFault {
            field: field.to_owned(),
            code,
            cause: cause.into(),
            remedy,
        });
    }

    fn apply(&mut self, field: &str, change: &Change) {
        match change {
            Change::Give { session, team } => {
                if self.knows(field, "session", session) & self.knows(field, "team", team) {
                    self.give(field, session, team);
                }
            }
            Change::Take { session, team } => {
                if self.knows(field, "session", session) & self.knows(field, "team", team) {
                    self.take(field, session, team);
                }
            }
            Change::Move { need, team, start } => self.serve(field, need, team.as_deref(), start.as_deref()),
            Change::Leave { need } => {
                if self.knows(field, "need", need) && self.needs.remove(need).is_none() {
                    let cause = format!("{need:?} is not served");
                    self.fault(&format!("{field}.need"), "not-served", cause, "Leave the change out.");
                }
            }
            Change::Swap { first, second } => self.exchange(field, first, second),
        }
    }

    /// Whether the term has it; if not, that is a mistake.
    fn knows(&mut self, field: &str, what: &'static str, id: &str) -> bool {
        let (known, code) = match what {
            "session" => (self.problem.sessions.iter().any(|s| s.id == id), "unknown-session"),
            "need" => (self.problem.needs.iter().any(|n| n.id == id), "unknown-need"),
            _ => (self.problem.teams.iter().any(|t| t.id == id), "unknown-team"),
        };
        if !known {
            let cause = format!("the term has no {what} {id:?}");
            self.fault(
                &format!("{field}.{what}"),
                code,
                cause,
                "Take an id that the term's tables have.",
            );
        }
        known
    }

    fn give(&mut self, field: &str, session: &str, team: &str) {
        let teams = self.sessions.entry(session.to_owned()).or_default();
        if !teams.iter().any(|other| other == team) {
            return teams.push(team.to_owned());
        }
        let cause = format!("{team:?} attends {session:?} already");
        self.fault(
            &format!("{field}.team"),
            "attends-already",
            cause,
            "Leave the change out.",
        );
    }

    fn take(&mut self, field: &str, session: &str, team: &str) {
        let teams = self.sessions.entry(session.to_owned()).or_default();
        let place = teams.iter().position(|other| other == team);
        match place {
            Some(place) => drop(teams.remove(place)),
            None => {
                let cause = format!("{team:?} does not attend {session:?}");
                self.fault(&format!("{field}.team"), "not-there", cause, "Read the plan again.");
            }
        }
    }

    fn serve(&mut self, field: &str, need: &str, team: Option<&str>, start: Option<&str>) {
        let known = self.knows(field, "need", need) & team.is_none_or(|team| self.knows(field, "team", team));
        let start = start.map(LocalTime::parse);
        if let Some(LocalTime::Invalid(text)) = &start {
            let cause = format!("{text:?} is no local time");
            return self.fault(
                &format!("{field}.start"),
                "not-a-time",
                cause,
                "Write 2026-09-08T14:30.",
            );
        }
        if !known {
            return;
        }
        let (now, when) = self.needs.get(need).cloned().unzip();
        match (team.map(str::to_owned).or(now), start.or(when)) {
            (Some(team), Some(start)) => drop(self.needs.insert(need.to_owned(), (team, start))),
            _ => {
                let cause = format!("{need:?} is not served yet");
                let remedy = "Say by whom (`team`) and when (`start`).";
                self.fault(field, "not-served", cause, remedy);
            }
        }
    }

    fn exchange(&mut self, field: &str, first: &DutyName, second: &DutyName) {
        let mut fine = true;
        for (name, duty) in [("first", first), ("second", second)] {
            let field = format!("{field}.{name}");
            let kind = duty.kind.name();
            fine &= self.knows(&field, "team", &duty.team) & self.knows(&field, kind, &duty.activity);
            if fine && !self.has(duty) {
                let cause = format!("{:?} does not do {:?}", duty.team, duty.activity);
                self.fault(&field, "not-there", cause, "Read the plan again.");
                fine = false;
            }
        }
        if !fine {
            return;
        }
        if first.team == second.team {
            return self.fault(field, "same-team", "both are one team's", "Name duties of two teams.");
        }
        self.pass(&format!("{field}.first"), first, &second.team);
        self.pass(&format!("{field}.second"), second, &first.team);
    }

    fn has(&self, duty: &DutyName) -> bool {
        match duty.kind {
            DutyKind::Session => self
                .sessions
                .get(&duty.activity)
                .is_some_and(|teams| teams.contains(&duty.team)),
            DutyKind::Need => self
                .needs
                .get(&duty.activity)
                .is_some_and(|(team, _)| *team == duty.team),
        }
    }

    /// Passes a duty on, at the time it has.
    fn pass(&mut self, field: &str, duty: &DutyName, to: &str) {
        match duty.kind {
            DutyKind::Session => {
                self.take(field, &duty.activity, &duty.team);
                self.give(field, &duty.activity, to);
            }
            DutyKind::Need => self.serve(field, &duty.activity, Some(to), None),
        }
    }

    /// Nobody can be in two places at once, whatever an office overrides: of what is new in the plan, every overlap is a mistake.
    fn two_places_at_once(&mut self, after: &[Decision]) {
        let overlap = |a: &Decision, b: &Decision| a.team == b.team && a.start < b.end && b.start < a.end;
        let mut told = Vec::new();
        for (place, decision) in after.iter().enumerate() {
            if self.before.contains(decision) {
                continue;
            }
            // Of two new ones, the first tells.
            let others = after.iter().enumerate().filter(|(other, row)| {
                let earlier_tells = *other < place && !self.before.contains(row);
                *other != place && !earlier_tells && overlap(decision, row)
            });
            told.extend(others.map(|(_, other)| {
                let (team, at) = (&decision.team, &other.start);
                format!(
                    "{team:?} would be at {:?} and {:?} at {at}",
                    decision.activity, other.activity
                )
            }));
        }
        for cause in told {
            self.fault(
                "changes",
                "two-places-at-once",
                cause,
                "Take one of them from the team.",
            );
        }
    }
}
