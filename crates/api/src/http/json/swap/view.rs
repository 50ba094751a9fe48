//! Swaps on the wire.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::db::swaps::Swap;
use crate::domain::edit::{DutyKind, DutyName};
use crate::domain::instant::Instant;
use crate::domain::swap::State;
use crate::http::checks::Checks;
use crate::http::problem::Problem;
use crate::planning::swap::Offer;

/// A duty that is asked for another.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct InReturn {
    /// `session` or `need`.
    kind: DutyKind,
    /// Session or need.
    activity: String,
}

/// What a team offers.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SwapOffer {
    /// `session` or `need`.
    kind: DutyKind,
    /// Session or need.
    #[schema(example = "tuesday-0908")]
    activity: String,
    /// The team whose duty it is; one's own when absent.
    #[serde(default)]
    team: Option<String>,
    /// The team that may take it; any when absent.
    #[serde(default)]
    to: Option<String>,
    /// Which duty of that team for it.
    #[serde(default)]
    in_return: Option<InReturn>,
    /// Why; whoever is asked reads it.
    #[serde(default)]
    reason: Option<String>,
}

/// A duty of a swap.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct SwapDuty {
    /// `session` or `need`.
    kind: DutyKind,
    /// Session or need.
    activity: String,
    /// Team; none while it is not known.
    team: Option<String>,
    /// Local start.
    start: Option<String>,
}

/// A swap.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct SwapView {
    /// Id.
    pub(super) id: String,
    /// Rises with every change.
    version: i64,
    /// How far it is.
    state: State,
    /// What is offered.
    duty: SwapDuty,
    /// The team that takes it; none while any may.
    to: Option<String>,
    /// What they give for it.
    in_return: Option<SwapDuty>,
    /// Instant at which the first of both begins: then it is over.
    begins: Instant,
    /// What it costs the plan more, as last judged.
    cost: Option<i64>,
    /// Why it was offered.
    reason: Option<String>,
    /// Why it was refused, or `duty-begun`, `duty-gone`.
    outcome: Option<String>,
    /// The plan that it made.
    plan: Option<String>,
    /// Instant of the offer.
    created: Instant,
    /// Instant of the last step.
    updated: Instant,
}

impl SwapView {
    /// A swap as it is at an instant: its duty may have begun since it was last written.
    pub(super) fn at(now: i64, swap: Swap) -> Self {
        let over = swap.state.is_under_way() && swap.begins <= now;
        let in_return = swap.for_kind.zip(swap.for_activity).map(|(kind, activity)| SwapDuty {
            kind,
            activity,
            team: swap.to_team.clone(),
            start: swap.for_start,
        });
        Self {
            id: swap.id,
            version: swap.version,
            state: if over { State::Expired } else { swap.state },
            duty: SwapDuty {
                kind: swap.kind,
                activity: swap.activity,
                team: Some(swap.team),
                start: Some(swap.start),
            },
            to: swap.to_team,
            in_return,
            begins: Instant(swap.begins),
            cost: swap.cost,
            reason: swap.reason,
            outcome: swap.outcome,
            plan: swap.plan,
            created: Instant(swap.created),
            updated: Instant(swap.updated),
        }
    }
}

/// What can be seen of an offer without the plan; `own` is the caller's team if they speak for it alone.
pub(super) fn judge(offer: SwapOffer, own: Option<String>) -> Result<Offer, Problem> {
    let mut checks = Checks::new();
    checks.maybe_name("reason", offer.reason.as_deref());
    let team = match (&own, &offer.team) {
        (Some(own), Some(team)) if own != team => return Err(Problem::forbidden()),
        (own, team) => own.as_ref().or(team.as_ref()).cloned().unwrap_or_default(),
    };
    if team.is_empty() {
        checks.wrong("team", "missing", "nobody's duty", "Say whose duty it is.");
    }
    if offer.to.as_ref() == Some(&team) {
        checks.wrong(
            "to",
            "same-team",
            "the team has it already",
            "Name another team, or none.",
        );
    }
    if offer.in_return.is_some() && offer.to.is_none() {
        checks.wrong(
            "to",
            "missing",
            "a duty of nobody in return",
            "Name the team whose duty is asked for.",
        );
    }
    checks.finish()?;
    Ok(Offer {
        duty: DutyName {
            kind: offer.kind,
            activity: offer.activity,
            team,
        },
        to: offer.to,
        in_return: offer.in_return.map(|duty| (duty.kind, duty.activity)),
        reason: offer.reason,
    })
}
