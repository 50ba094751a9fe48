//! Placing the applicants of a term, on a thread of its own; the library has its independent checker confirm what comes of it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use yuandi_scheduler::format::placement::{Aim, Figure, PlacementProblem, PlacementResult};
use yuandi_scheduler::placement::reasons::Language;
use yuandi_scheduler::placement::{Settings, place, why_unplaced};
use yuandi_scheduler::report::placement::{Placements, Share};
use yuandi_scheduler::term::{Placing, TermFiles};
use yuandi_scheduler::verify::verify_placement;

use super::import::{RowFault, read};
use super::publishing::Unfounded;
use crate::db::records::TermKey;
use crate::db::{Database, terms};
use crate::domain::round::Outcome;
use crate::planning::folder::{self, BridgeError};

/// Seconds for each aim when nobody says.
const SECONDS: u64 = 20;

/// How to place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PlaceSettings {
    /// `stable`, `maximum`, `fair` or `best`; the term's own when absent.
    #[schema(example = "stable")]
    pub aim: Option<String>,
    /// Seconds for each aim at most; 20 when absent.
    #[schema(minimum = 1, maximum = 600)]
    pub seconds: Option<u64>,
    /// Seed of every random choice; 1 when absent.
    #[schema(minimum = 0)]
    pub seed: Option<u64>,
    /// Whether to say what the other aims would give, which takes as long again for each.
    pub compare: bool,
}

/// A placement as it is kept: JSON.
#[derive(Clone, Debug)]
pub struct Placed {
    /// `placement-result/1`.
    pub result: String,
    /// [`Figures`].
    pub figures: String,
}

/// What the office sees of a placement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Figures {
    /// Everybody, then college by college.
    pub shares: Vec<ShareFigures>,
    /// Blocking pairs.
    pub blocking: usize,
    /// Whether no placement is better by the aim.
    pub optimal: bool,
    /// What no placement can beat, in the first number of the aim that is not proved.
    pub bound: Option<i64>,
    /// Which number that is: `blocking`, `placed`, `rank_sum`, `rank_sum_all`, `tier`, `moved`.
    pub bound_of: Option<String>,
    /// Positions that stay closed below their minimum.
    pub closed: Vec<String>,
    /// Who is in no position, and why.
    pub unplaced: Vec<WhyNot>,
    /// What the other aims would give, by aim, where that was asked.
    pub other_aims: BTreeMap<String, OtherFigures>,
}

/// How some applicants fared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ShareFigures {
    /// College; empty for everybody.
    pub college: String,
    /// How many they are.
    pub applicants: i64,
    /// How many are placed.
    pub placed: i64,
    /// Placed at each rank of their lists, the first in front.
    pub profile: Vec<i64>,
    /// Sum of the placed ones' ranks.
    pub rank_sum: i64,
}

/// Somebody in no position.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WhyNot {
    /// Student number, or id of a team.
    pub applicant: String,
    /// Reasons in Chinese.
    pub zh: Vec<String>,
    /// The same in English.
    pub en: Vec<String>,
}

/// A placement by another aim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OtherFigures {
    /// Applicants placed.
    pub placed: i64,
    /// Sum of their ranks.
    pub rank_sum: i64,
    /// Blocking pairs.
    pub blocking: i64,
}

/// Places until it is done or `stop` is set.
///
/// # Errors
/// Every mistake of the term's tables, and the rules that stand in the way of any placement.
pub async fn run(files: TermFiles, settings: PlaceSettings, stop: Arc<AtomicBool>) -> Result<Placed, Vec<RowFault>> {
    let task = tokio::task::spawn_blocking(move || placed(&files, &settings, &stop));
    task.await.unwrap_or_else(|_| Err(vec![gave_up()]))
}

fn placed(files: &TermFiles, settings: &PlaceSettings, stop: &AtomicBool) -> Result<Placed, Vec<RowFault>> {
    let rows = |faults: Vec<_>| -> Vec<RowFault> { faults.into_iter().map(RowFault::from).collect() };
    let Placing { problem, baseline } = read(files)?.placing().map_err(rows)?;
    let asked = Settings {
        aim: settings.aim.as_deref().and_then(aim),
        time: Duration::from_secs(settings.seconds.unwrap_or(SECONDS)),
        seed: settings.seed.unwrap_or(1),
        compare: settings.compare,
        baseline: baseline.as_ref(),
        language: Language::Chinese,
        ..Settings::default()
    };
    let result = place(&problem, &asked, stop).map_err(rows)?;
    let figures = figures(&problem, &result).map_err(rows)?;
    let json = |value: Result<String, serde_json::Error>| value.map_err(|_| vec![gave_up()]);
    Ok(Placed {
        result: json(serde_json::to_string(&result))?,
        figures: json(serde_json::to_string(&figures))?,
    })
}

/// An aim by its word.
#[must_use]
pub fn aim(word: &str) -> Option<Aim> {
    Aim::ALL.into_iter().find(|aim| aim.word() == word)
}

fn figures(
    problem: &PlacementProblem,
    result: &PlacementResult,
) -> Result<Figures, Vec<yuandi_scheduler::format::Fault>> {
    let placements = Placements::new(problem, result);
    let share = |share: Share| ShareFigures {
        college: share.name,
        applicants: share.applicants,
        placed: share.placed,
        profile: share.profile,
        rank_sum: share.rank_sum,
    };
    let why_not = why_unplaced(problem, result)?.into_iter().map(|(applicant, reasons)| {
        let said = |language| reasons.iter().map(|reason| reason.sentence(language)).collect();
        WhyNot {
            applicant,
            zh: said(Language::Chinese),
            en: said(Language::English),
        }
    });
    let others = result.other_aims.iter().map(|(aim, other)| {
        let figures = OtherFigures {
            placed: other.placed,
            rank_sum: other.rank_sum,
            blocking: other.blocking,
        };
        (aim.word().to_owned(), figures)
    });
    Ok(Figures {
        shares: std::iter::once(placements.all)
            .chain(placements.colleges)
            .map(share)
            .collect(),
        blocking: result.blocking.len(),
        optimal: result.optimal,
        bound: result.bound,
        bound_of: result.bound_of.map(name),
        closed: result.closed.clone(),
        unplaced: why_not.collect(),
        other_aims: others.collect(),
    })
}

/// A figure's name, as the format writes it.
fn name(figure: Figure) -> String {
    let written = serde_json::to_value(figure).unwrap_or_default();
    written.as_str().unwrap_or_default().to_owned()
}

fn gave_up() -> RowFault {
    RowFault {
        file: "placement".to_owned(),
        at: String::new(),
        field: String::new(),
        code: "gave-up".to_owned(),
        cause: "the placement ended without an answer".to_owned(),
        remedy: "Place again; if that does not help, tell those who maintain the service.".to_owned(),
    }
}

/// Checks a placement that was kept against its term as it is now. Gives the term's count of changes, as long as which stays what was
/// checked holds, and what there is to tell.
///
/// # Errors
/// See [`Unfounded`].
pub async fn check(db: &Database, key: &TermKey, result: &str) -> Result<(i64, Outcome), Unfounded> {
    let result: PlacementResult = serde_json::from_str(result).map_err(|error| BridgeError::Form(error.to_string()))?;
    let read_all = db.read::<_, BridgeError, _>(|tx| {
        let key = key.clone();
        Box::pin(async move {
            let stored = terms::within(tx, &key).await?.ok_or(BridgeError::NoTerm)?;
            Ok((stored.changes, folder::files(tx, &key).await?))
        })
    });
    let (changes, files) = read_all.await?;
    let rows = |faults: Vec<_>| Unfounded::Faults(faults.into_iter().map(RowFault::from).collect());
    let checked = tokio::task::spawn_blocking(move || {
        let placing = read(&files).map_err(Unfounded::Faults)?.placing().map_err(rows)?;
        let verdict = verify_placement(&placing.problem, &result).map_err(rows)?;
        if verdict.feasible {
            Ok((changes, outcome(result)))
        } else {
            Err(Unfounded::Breaks(verdict.violations))
        }
    });
    checked.await.map_err(|error| BridgeError::Form(error.to_string()))?
}

fn outcome(result: PlacementResult) -> Outcome {
    Outcome {
        placed: result
            .placed
            .into_iter()
            .map(|row| (row.applicant, row.position))
            .collect(),
        unplaced: result.unplaced.into_iter().map(|row| row.applicant).collect(),
    }
}
