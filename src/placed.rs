//! What comes of placing applicants: a report in a folder, and lines that say how good the placement is.

use std::path::Path;

use yuandi_scheduler::format::placement::{Figure, PlacementProblem, PlacementResult};
use yuandi_scheduler::placement::reasons::{Language, Reason};
use yuandi_scheduler::report::placement::Placements;

use crate::console;
use crate::failure::Failure;
use crate::files;
use crate::report::placement::{Names, Report};

const REPORT: &str = "placement.html";

/// A problem and its placement.
type Placed<'a> = (&'a PlacementProblem, &'a PlacementResult);

/// Why somebody is in no position.
pub type Why = (String, Vec<Reason>);

/// Writes the report.
pub fn write(folder: &Path, names: &Names, placed: Placed<'_>, why: &[Why]) -> Result<(), Failure> {
    let page = Report::new(names, placed, why).page()?;
    Ok(files::write(&folder.join(REPORT), page.as_bytes())?)
}

/// Says how good the placement is, and where the files are.
pub fn tell(folder: &Path, (problem, result): Placed<'_>, why: &[Why]) {
    let figures = Placements::new(problem, result);
    let all = &figures.all;
    console::say(format_args!("aim · 目标              {}", problem.aim.word()));
    console::say(format_args!(
        "placed · 已安置         {} of {}",
        all.placed, all.applicants
    ));
    let profile = all
        .profile
        .iter()
        .zip(1..)
        .map(|(placed, rank)| format!("{rank}: {placed}"));
    console::say(format_args!(
        "by choice · 按志愿      {}",
        profile.collect::<Vec<_>>().join(", ")
    ));
    console::say(format_args!("rank sum · 次序之和     {}", result.rank_sum));
    console::say(format_args!("blocking · 阻塞对       {}", result.blocking.len()));
    console::say(format_args!("proof · 证明            {}", proof(result)));
    if !result.closed.is_empty() {
        console::say(format_args!("closed · 未开设         {}", result.closed.join(", ")));
    }
    for (aim, other) in &result.other_aims {
        console::say(format_args!(
            "{:<10} · 另一目标   {} placed, rank sum {}, {} blocking",
            aim.word(),
            other.placed,
            other.rank_sum,
            other.blocking
        ));
    }
    for (applicant, reasons) in why {
        let said = reasons.iter().map(|reason| reason.sentence(Language::English));
        console::say(format_args!(
            "unplaced · 未安置       {applicant}: {}",
            said.collect::<Vec<_>>().join("; ")
        ));
    }
    console::say(format_args!(
        "report · 报告           {}",
        folder.join(REPORT).display()
    ));
}

/// Whether nothing is better, or how far it is from what nothing can beat.
fn proof(result: &PlacementResult) -> String {
    match (result.optimal, result.bound, result.bound_of) {
        (true, ..) => "optimal · 最优".to_owned(),
        (false, Some(bound), Some(figure)) => format!("no placement beats {bound} {}", word(figure)),
        _ => "none · 无".to_owned(),
    }
}

/// What a figure counts.
pub fn word(figure: Figure) -> &'static str {
    match figure {
        Figure::Blocking => "blocking pairs",
        Figure::Placed => "placed",
        Figure::RankSum => "rank sum",
        Figure::RankSumAll => "rank sum over all",
        Figure::Tier => "at the worst rank that is open",
        Figure::Moved => "moved",
    }
}
