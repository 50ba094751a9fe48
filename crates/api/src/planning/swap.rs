//! Swaps: offered, taken, approved; each time judged by the rules, on the published plan as it is at that moment.

mod candidates;

use uuid::Uuid;
use yuandi_scheduler::format::Problem;

use super::decisions::Origin;
use super::edit::{Judged, judge};
use super::folder::BridgeError;
use super::ground::{Author, Decided, Ground, HandError, Seen, TRIES, blocking, instant, unserved};
use crate::db::audit::{self, Deed};
use crate::db::plans::{self, NewPlan};
use crate::db::publication::{self, Published};
use crate::db::swaps::{self, Step, Swap};
use crate::db::{self, Database, Tx, partnerships, swap_messages};
use crate::domain::decision::Decision;
use crate::domain::edit::{Change, DutyKind, DutyName};
use crate::domain::swap::{Action, State};
use crate::domain::swap_notice::SwapEvent;
pub use candidates::Candidate;

/// What a team offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The duty.
    pub duty: DutyName,
    /// To which team; to whoever takes it when absent.
    pub to: Option<String>,
    /// Which duty of theirs for it.
    pub in_return: Option<(DutyKind, String)>,
    /// Why.
    pub reason: Option<String>,
}

/// An offer, judged.
struct Asked {
    swap: Swap,
    /// Who is asked.
    teams: Vec<String>,
    seen: Seen,
}

/// Offers a duty of the published plan; gives the swap's id.
///
/// # Errors
/// See [`HandError`].
pub async fn offer(db: &Database, author: &Author, offer: Offer) -> Result<String, HandError> {
    for _ in 0..TRIES {
        let ground = Ground::read(db, &author.key, None).await?;
        let (offer, author) = (offer.clone(), author.clone());
        let asked = {
            let author = author.clone();
            blocking(move || asked(&ground, &offer, &author)).await?
        };
        let id = asked.swap.id.clone();
        let write = db.write(move |tx| Box::pin(async move { write_offer(tx, &author, &asked).await }));
        match write.await {
            Ok(true) => return Ok(id),
            Ok(false) => {}
            Err(db::Error::Duplicate(_)) => return Err(under_way()),
            Err(error) => return Err(error.into()),
        }
    }
    Err(HandError::Stale)
}

fn under_way() -> HandError {
    HandError::State("swap-under-way", "A swap of the duty is under way already.")
}

fn published(ground: &Ground) -> Result<&Decided, HandError> {
    let words = "No plan is published; there is nothing to swap.";
    ground.published.as_ref().ok_or(HandError::State("no-plan", words))
}

/// The decision of a duty.
fn find<'a>(decisions: &'a [Decision], duty: &DutyName) -> Result<&'a Decision, HandError> {
    let is = |decision: &&Decision| {
        decision.kind == duty.kind.name() && decision.activity == duty.activity && decision.team == duty.team
    };
    let words = "The published plan has no such duty of the team.";
    decisions.iter().find(is).ok_or(HandError::State("no-such-duty", words))
}

/// Judges an offer: to a team it must break nothing; to any, there must be one that can take it.
fn asked(ground: &Ground, offer: &Offer, author: &Author) -> Result<Asked, HandError> {
    let (_, decisions) = published(ground)?;
    let problem = ground.problem()?;
    let given = find(decisions, &offer.duty)?;
    let mut begins = begins(&problem, given)?;
    let mut swap = Swap {
        id: Uuid::now_v7().simple().to_string(),
        version: 1,
        state: if offer.to.is_some() {
            State::Offered
        } else {
            State::Open
        },
        kind: offer.duty.kind,
        activity: offer.duty.activity.clone(),
        team: offer.duty.team.clone(),
        start: given.start.clone(),
        to_team: offer.to.clone(),
        for_kind: offer.in_return.as_ref().map(|(kind, _)| *kind),
        for_activity: offer.in_return.as_ref().map(|(_, activity)| activity.clone()),
        for_start: None,
        begins,
        cost: None,
        reason: offer.reason.clone(),
        outcome: None,
        plan: None,
        asked_by: author.actor.clone(),
        answered_by: None,
        decided_by: None,
        created: author.now,
        updated: author.now,
    };
    if let Some(duty) = swap.in_return() {
        let taken = find(decisions, &duty)?;
        swap.for_start = Some(taken.start.clone());
        begins = begins.min(self::begins(&problem, taken)?);
        swap.begins = begins;
    }
    if begins <= author.now {
        return Err(begun());
    }
    let known = |team: &String| problem.teams.iter().any(|known| known.id == *team);
    if !offer.to.as_ref().is_none_or(known) {
        return Err(HandError::State("no-such-team", "The term has no team of this id."));
    }
    let teams = match &offer.to {
        Some(team) => {
            let judged = allowed(ground, &problem, &swap, team)?;
            swap.cost = Some(judged.difference().0);
            vec![team.clone()]
        }
        None => candidates::of(ground, &problem, &swap)?
            .into_iter()
            .map(|one| one.team)
            .collect(),
    };
    if teams.is_empty() {
        let words = "No team can take the duty without breaking a rule; ask the office.";
        return Err(HandError::State("nobody-can", words));
    }
    Ok(Asked {
        swap,
        teams,
        seen: ground.seen(),
    })
}

fn begun() -> HandError {
    HandError::State("duty-begun", "The duty has begun; it is too late to swap it.")
}

/// The instant at which a duty begins.
fn begins(problem: &Problem, decision: &Decision) -> Result<i64, HandError> {
    let words = || BridgeError::Form(format!("{} is no time of the term", decision.start));
    Ok(instant(problem, &decision.start).ok_or_else(words)?)
}

/// The changes that a swap with a team makes.
fn changes(swap: &Swap, to: &str) -> Vec<Change> {
    let with = Swap {
        to_team: Some(to.to_owned()),
        ..swap.clone()
    };
    match with.in_return() {
        Some(second) => vec![Change::Swap {
            first: swap.duty(),
            second,
        }],
        None => Change::hand_over(&swap.duty(), to),
    }
}

/// Judges a swap with a team, on the published plan.
fn judged(ground: &Ground, problem: &Problem, swap: &Swap, to: &str) -> Result<Judged, HandError> {
    let (plan, decisions) = published(ground)?;
    let judged = judge(problem, (decisions, &unserved(plan)), &changes(swap, to), false);
    judged.map_err(HandError::Cannot)
}

/// The same, and it must break nothing.
fn allowed(ground: &Ground, problem: &Problem, swap: &Swap, to: &str) -> Result<Judged, HandError> {
    let judged = judged(ground, problem, swap, to)?;
    if judged.breaks.is_empty() {
        Ok(judged)
    } else {
        Err(HandError::Breaks(judged.breaks))
    }
}

async fn write_offer(tx: &mut Tx, author: &Author, asked: &Asked) -> Result<bool, db::Error> {
    let Author { key, actor, now } = author;
    if !Ground::holds(&asked.seen, tx, key).await? {
        return Ok(false);
    }
    swaps::insert(tx, key, &asked.swap).await?;
    swap_messages::to_teams(tx, key, &asked.swap, &asked.teams, *now).await?;
    let deed = Deed {
        actor,
        action: "swap.offer",
        subject: &asked.swap.id,
        detail: &key.term,
    };
    audit::append(tx, &key.partnership, *now, &deed).await?;
    Ok(true)
}

/// Teams that could take an open offer, the cheapest first.
///
/// # Errors
/// See [`HandError`].
pub async fn candidates(db: &Database, author: &Author, swap: Swap) -> Result<Vec<Candidate>, HandError> {
    let ground = Ground::read(db, &author.key, None).await?;
    blocking(move || candidates::of(&ground, &ground.problem()?, &swap)).await
}

/// Takes an offer for a team, or approves it: judged anew, and done at once where nobody has to approve any more.
///
/// # Errors
/// See [`HandError`].
pub async fn forward(
    db: &Database,
    author: &Author,
    id: &str,
    (action, team): (Action, Option<String>),
) -> Result<(), HandError> {
    for _ in 0..TRIES {
        let ground = Ground::read(db, &author.key, None).await?;
        let swap = one(db, author, id).await?;
        let partnership = partnerships::one(db, &author.key.partnership).await?;
        let approval = partnership.ok_or(HandError::NotFound)?.swaps;
        let to = swap.state.after(action, approval).ok_or_else(over)?;
        if swap.begins <= author.now {
            return Err(begun());
        }
        let team = swap
            .to_team
            .clone()
            .or_else(|| team.clone())
            .filter(|team| *team != swap.team);
        let words = "Say which other team takes it.";
        let team = team.ok_or(HandError::State("no-taker", words))?;
        let (author, seen) = (author.clone(), ground.seen());
        let next = blocking(move || {
            let judged = allowed(&ground, &ground.problem()?, &swap, &team)?;
            let plan = (to == State::Done)
                .then(|| swapped(&ground, &judged, &author))
                .transpose()?;
            Ok(Next {
                swap: Swap {
                    to_team: Some(team),
                    cost: Some(judged.difference().0),
                    ..swap.clone()
                },
                seen_swap: swap,
                to,
                action,
                plan,
                author,
            })
        });
        let next = next.await?;
        let write = db.write(move |tx| Box::pin(async move { write_forward(tx, &seen, &next).await }));
        match write.await {
            Ok(true) => return Ok(()),
            Ok(false) => {}
            Err(HandError::Bridge(BridgeError::Database(db::Error::Duplicate(_)))) => return Err(under_way()),
            Err(error) => return Err(error),
        }
    }
    Err(HandError::Stale)
}

/// A swap and its next step.
struct Next {
    swap: Swap,
    seen_swap: Swap,
    to: State,
    action: Action,
    plan: Option<NewPlan>,
    author: Author,
}

fn over() -> HandError {
    HandError::State(
        "swap-state",
        "The swap is not in a state for this any more; read it again.",
    )
}

async fn one(db: &Database, author: &Author, id: &str) -> Result<Swap, HandError> {
    swaps::one(db, &author.key, id).await?.ok_or(HandError::NotFound)
}

/// The plan with the swap in it. It breaks nothing that the published one does not break already.
fn swapped(ground: &Ground, judged: &Judged, author: &Author) -> Result<NewPlan, HandError> {
    let (before, _) = published(ground)?;
    let origin = Origin {
        origin: "swap",
        parent: Some(before.id.clone()),
        actor: &author.actor,
        now: author.now,
    };
    Ok(NewPlan {
        tolerated: judged.after.violations,
        tolerated_why: before.tolerated_why.clone(),
        ..judged.kept(origin)
    })
}

/// Writes a step; with the last, the plan is published. Says whether the ground still held.
async fn write_forward(tx: &mut Tx, seen: &Seen, next: &Next) -> Result<bool, HandError> {
    let Next {
        swap, action, author, ..
    } = next;
    let Author { key, actor, now } = author;
    if !Ground::holds(seen, tx, key).await? {
        return Ok(false);
    }
    let accepts = *action == Action::Accept;
    let step = Step {
        to_team: swap.to_team.clone(),
        cost: swap.cost,
        plan: next.plan.as_ref().map(|plan| plan.id.clone()),
        answered_by: accepts.then(|| actor.clone()),
        decided_by: (!accepts).then(|| actor.clone()),
        outcome: None,
    };
    if !swaps::step(tx, &key.partnership, &next.seen_swap, next.to, step, *now).await? {
        return Err(over());
    }
    if next.to == State::Accepted {
        if let Some(duty) = swap.in_return() {
            swaps::claim(tx, key, &swap.id, &duty).await?;
        }
        swap_messages::to_office(tx, key, swap, *now).await?;
    }
    if let Some(plan) = &next.plan {
        plans::insert(tx, key, plan).await?;
        match publication::publish(tx, key, (&plan.id, 1), actor, *now).await? {
            Published::Done(_) => {}
            Published::Refused | Published::Swapped => return Err(HandError::Stale),
        }
    }
    note(tx, author, &swap.id, *action).await?;
    Ok(true)
}

async fn note(tx: &mut Tx, author: &Author, id: &str, action: Action) -> Result<(), db::Error> {
    let deed = Deed {
        actor: &author.actor,
        action: action.deed(),
        subject: id,
        detail: &author.key.term,
    };
    audit::append(tx, &author.key.partnership, author.now, &deed).await
}

/// Ends a swap: declined, withdrawn, or refused with a reason.
///
/// # Errors
/// See [`HandError`].
pub async fn end(
    db: &Database,
    author: &Author,
    id: &str,
    (action, reason): (Action, Option<String>),
) -> Result<(), HandError> {
    let swap = one(db, author, id).await?;
    let partnership = partnerships::one(db, &author.key.partnership).await?;
    let approval = partnership.ok_or(HandError::NotFound)?.swaps;
    let to = swap.state.after(action, approval).ok_or_else(over)?;
    let author = author.clone();
    db.write(move |tx| {
        Box::pin(async move {
            let Author { key, actor, now } = &author;
            let (event, step) = match action {
                Action::Refuse => (
                    SwapEvent::Refused,
                    Step {
                        outcome: reason.clone(),
                        decided_by: Some(actor.clone()),
                        ..Step::default()
                    },
                ),
                Action::Decline => (
                    SwapEvent::Declined,
                    Step {
                        answered_by: Some(actor.clone()),
                        ..Step::default()
                    },
                ),
                _ => (SwapEvent::Withdrawn, Step::default()),
            };
            if !swaps::step(tx, &key.partnership, &swap, to, step, *now).await? {
                return Err(over());
            }
            let told = Swap {
                outcome: reason,
                ..swap
            };
            swap_messages::to_parties(tx, key, &told, event, Some(actor), *now).await?;
            Ok(note(tx, &author, &told.id, action).await?)
        })
    })
    .await
}
