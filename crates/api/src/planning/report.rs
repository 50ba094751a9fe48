//! Figures of a plan for the office, next to the term as it is now: the library computes them, here they get their shape on the wire.

mod sheets;

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;
use yuandi_scheduler::report::costs;
use yuandi_scheduler::report::coverage::{Cell, Kind};
use yuandi_scheduler::report::hours::Load;
use yuandi_scheduler::report::labels::Label;
use yuandi_scheduler::report::needs::Grid;
use yuandi_scheduler::report::{Report, uncovered};
use yuandi_scheduler::term::TermFiles;

pub use sheets::Part;

use super::decisions;
use super::folder::{self, BridgeError};
use super::ground::{HandError, blocking, unserved};
use super::import::read;
use crate::db::plans::{self, Plan};
use crate::db::records::TermKey;
use crate::db::{Database, terms};
use crate::domain::decision::Decision;

/// A phrase in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Phrase {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl From<Label> for Phrase {
    fn from(Label { zh, en }: Label) -> Self {
        Self { zh, en }
    }
}

/// Attendances of one week, or of all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Staffed {
    /// Up to the target of each session.
    pub staffed: i64,
    /// The targets.
    pub target: i64,
}

impl From<Cell> for Staffed {
    fn from(Cell { staffed, target }: Cell) -> Self {
        Self { staffed, target }
    }
}

/// How far the hours of a kind are staffed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct KindCoverage {
    /// Kind.
    pub kind: String,
    /// Each week of the term.
    pub weeks: Vec<Staffed>,
    /// All weeks.
    pub total: Staffed,
}

/// Needs of a grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct GridNeeds {
    /// Grid; empty for places outside every grid.
    pub grid: String,
    /// Needs.
    pub needs: usize,
    /// Served.
    pub served: usize,
    /// Of these, begun after they were due.
    pub late: usize,
}

/// Somebody's hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Service {
    /// Id of the team or person.
    pub id: String,
    /// Name.
    pub name: String,
    /// College.
    pub college: String,
    /// Minutes of service.
    pub minutes: i64,
    /// Minutes that a limit aims at.
    pub target: Option<i64>,
}

/// A need that nobody serves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OpenNeed {
    /// Need.
    pub need: String,
    /// Kind.
    pub kind: String,
    /// Name of the place.
    pub place: String,
    /// Why.
    pub reasons: Vec<Phrase>,
}

/// A session short of teams.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OpenSession {
    /// Session.
    pub session: String,
    /// Kind.
    pub kind: String,
    /// When.
    pub start: String,
    /// Teams that attend.
    pub staffed: usize,
    /// Teams wanted.
    pub target: i64,
    /// Why.
    pub reason: Phrase,
}

/// A part of the cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PartCost {
    /// Part.
    pub part: String,
    /// In words.
    pub label: Phrase,
    /// Its cost.
    pub cost: i64,
}

/// The figures of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PlanReport {
    /// Attendances by kind and week.
    pub coverage: Vec<KindCoverage>,
    /// Needs by grid.
    pub needs: Vec<GridNeeds>,
    /// Hours of each team.
    pub teams: Vec<Service>,
    /// Hours of each student: those of the team.
    pub students: Vec<Service>,
    /// Needs that nobody serves.
    pub open_needs: Vec<OpenNeed>,
    /// Sessions short of teams.
    pub open_sessions: Vec<OpenSession>,
    /// Where the cost is, the dearest part first; as the checker had it when the plan was made.
    pub costs: Vec<PartCost>,
}

/// The figures of a plan, next to the term as it is now.
///
/// # Errors
/// There is no such plan; the term's mistakes.
pub async fn of(db: &Database, key: &TermKey, plan: &str) -> Result<PlanReport, HandError> {
    let (key, id) = (key.clone(), plan.to_owned());
    let seen = db.read::<_, HandError, _>(move |tx| {
        Box::pin(async move {
            terms::within(tx, &key).await?.ok_or(BridgeError::NoTerm)?;
            let plan = plans::within(tx, &key, &id).await?.ok_or(HandError::NotFound)?;
            let decisions = plans::decisions_within(tx, &key.partnership, &plan.id).await?;
            Ok((folder::files(tx, &key).await?, plan, decisions))
        })
    });
    let (files, plan, decisions) = seen.await?;
    blocking(move || computed(&files, &plan, &decisions)).await
}

fn computed(files: &TermFiles, stored: &Plan, decided: &[Decision]) -> Result<PlanReport, HandError> {
    let term = read(files).map_err(HandError::Term)?;
    let problem = term.expand();
    let mut plan = decisions::plan(decided);
    plan.unserved = unserved(stored);
    let figures = Report::new(&term, &problem, &plan);
    // They were written by us.
    let parts: BTreeMap<String, i64> = serde_json::from_str(&stored.parts).unwrap_or_default();
    let costs = costs::by_part(parts.iter().map(|(part, cost)| (part.as_str(), *cost)));
    Ok(PlanReport {
        coverage: figures.coverage.iter().map(KindCoverage::from).collect(),
        needs: figures.grids.into_iter().map(GridNeeds::from).collect(),
        teams: figures.teams.into_iter().map(Service::from).collect(),
        students: figures.students.into_iter().map(Service::from).collect(),
        open_needs: figures.open_needs.into_iter().map(OpenNeed::from).collect(),
        open_sessions: figures.open_sessions.into_iter().map(OpenSession::from).collect(),
        costs: costs.into_iter().map(PartCost::from).collect(),
    })
}

impl From<&Kind<'_>> for KindCoverage {
    fn from(kind: &Kind<'_>) -> Self {
        Self {
            kind: kind.name.to_owned(),
            weeks: kind.weeks.iter().map(|cell| Staffed::from(*cell)).collect(),
            total: kind.total().into(),
        }
    }
}

impl From<Grid> for GridNeeds {
    fn from(grid: Grid) -> Self {
        let Grid {
            name: grid,
            needs,
            served,
            late,
        } = grid;
        Self {
            grid,
            needs,
            served,
            late,
        }
    }
}

impl From<Load> for Service {
    fn from(load: Load) -> Self {
        let Load {
            id,
            name,
            college,
            minutes,
            target,
        } = load;
        Self {
            id,
            name,
            college,
            minutes,
            target,
        }
    }
}

impl From<uncovered::OpenNeed<'_>> for OpenNeed {
    fn from(open: uncovered::OpenNeed<'_>) -> Self {
        Self {
            need: open.id.to_owned(),
            kind: open.kind.to_owned(),
            place: open.place.to_owned(),
            reasons: open.reasons.into_iter().map(Phrase::from).collect(),
        }
    }
}

impl From<uncovered::OpenSession<'_>> for OpenSession {
    fn from(open: uncovered::OpenSession<'_>) -> Self {
        Self {
            session: open.id.to_owned(),
            kind: open.kind.to_owned(),
            start: open.start,
            staffed: open.staffed,
            target: open.target,
            reason: open.reason.into(),
        }
    }
}

impl From<costs::Cost> for PartCost {
    fn from(cost: costs::Cost) -> Self {
        Self {
            part: cost.part,
            label: cost.label.into(),
            cost: cost.cost,
        }
    }
}
