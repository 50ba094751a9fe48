//! What an office asks of a plan: how far hours are staffed, needs served, hours shared out, what is left open and why.
//!
//! Computed from the term, the problem and the plan alone; the solver is not asked, and how it is shown is another's business.

pub mod costs;
pub mod coverage;
pub mod hours;
pub mod labels;
pub mod names;
pub mod needs;
pub mod placement;
pub mod uncovered;

use crate::format::{Plan, Problem};
use crate::term::Term;
use coverage::Kind;
use hours::Load;
use needs::Grid;
use uncovered::{OpenNeed, OpenSession};

/// The figures of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report<'a> {
    /// Attendances by kind of hour and week.
    pub coverage: Vec<Kind<'a>>,
    /// Needs by grid.
    pub grids: Vec<Grid>,
    /// Hours of each team.
    pub teams: Vec<Load>,
    /// Hours of each student.
    pub students: Vec<Load>,
    /// Needs that nobody serves.
    pub open_needs: Vec<OpenNeed<'a>>,
    /// Sessions short of teams.
    pub open_sessions: Vec<OpenSession<'a>>,
}

impl<'a> Report<'a> {
    /// The figures of a plan for the problem of a term.
    #[must_use]
    pub fn new(term: &Term, problem: &'a Problem, plan: &'a Plan) -> Self {
        Self {
            coverage: coverage::by_kind(problem, plan, term.settings.weeks),
            grids: needs::by_grid(term, problem, plan),
            teams: hours::of_teams(problem, plan),
            students: hours::of_students(term, problem, plan),
            open_needs: uncovered::needs(problem, plan),
            open_sessions: uncovered::sessions(problem, plan),
        }
    }
}
