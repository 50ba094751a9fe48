//! Drafts made by hand from a plan: looked at first, then kept.

use yuandi_scheduler::format::{Fixed, Plan};

use super::decisions::{self, Origin};
use super::edit::{Judged, Touched, judge};
use super::ground::{Author, Ground, HandError, Seen, TRIES, blocking, unserved};
use crate::db::audit::{self, Deed};
use crate::db::plans::{self, NewPlan};
use crate::db::records::{self, TermKey};
use crate::db::{self, Database, Tx, pins};
use crate::domain::edit::Change;
use crate::domain::records::{Exclusion, Pin, Record};

/// What somebody wants changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The changes, one after the other.
    pub changes: Vec<Change>,
    /// Whether what is changed is held to: pins and exclusions for the plans to come.
    pub pin: bool,
    /// What there is to say of it.
    pub note: Option<String>,
    /// Why the plan may break hard rules; without, one that breaks more than before is not kept.
    pub because: Option<String>,
}

/// What a change of a plan would cost, break and mend.
///
/// # Errors
/// See [`HandError`].
pub async fn preview(db: &Database, key: &TermKey, plan: &str, edit: Edit) -> Result<Judged, HandError> {
    let ground = Ground::read(db, key, Some(plan)).await?;
    judged(ground, edit).await.map(|(_, judged)| judged)
}

/// Keeps a changed plan as a new draft, if the plan that it is made from still has this version; gives its id.
///
/// # Errors
/// See [`HandError`].
pub async fn keep(
    db: &Database,
    author: &Author,
    (plan, version): (&str, i64),
    edit: Edit,
) -> Result<(String, Judged), HandError> {
    for _ in 0..TRIES {
        let ground = Ground::read(db, &author.key, Some(plan)).await?;
        let seen = ground.seen();
        let (ground, judged) = judged(ground, edit.clone()).await?;
        let Some((base, _)) = &ground.base else {
            return Err(HandError::NotFound);
        };
        if base.version != version {
            return Err(HandError::Stale);
        }
        if base.state == "superseded" {
            let words = "The plan was replaced by another; change that one.";
            return Err(HandError::State("superseded", words));
        }
        if !judged.breaks.is_empty() && edit.because.is_none() {
            return Err(HandError::Breaks(judged.breaks));
        }
        let draft = draft(&judged, base, &edit, author);
        let id = draft.id.clone();
        if write(db, author, seen, draft, &edit).await? {
            return Ok((id, judged));
        }
    }
    Err(HandError::Stale)
}

async fn judged(ground: Ground, edit: Edit) -> Result<(Ground, Judged), HandError> {
    blocking(move || {
        let (base, decisions) = ground.base.as_ref().ok_or(HandError::NotFound)?;
        let problem = ground.problem()?;
        let judged = judge(&problem, (decisions, &unserved(base)), &edit.changes, edit.pin);
        let judged = judged.map_err(HandError::Changes)?;
        Ok((ground, judged))
    })
    .await
}

/// The draft. Violations in it are tolerated that the office answers for; or, where the change breaks nothing, those that were
/// tolerated before or that people live with already.
fn draft(judged: &Judged, base: &plans::Plan, edit: &Edit, author: &Author) -> NewPlan {
    let origin = Origin {
        origin: "edit",
        parent: Some(base.id.clone()),
        actor: &author.actor,
        now: author.now,
    };
    let known = base.state == "published" || judged.before.violations <= base.tolerated;
    let tolerated = if edit.because.is_some() || known {
        judged.after.violations
    } else {
        0
    };
    NewPlan {
        note: edit.note.clone(),
        tolerated,
        tolerated_why: edit.because.clone().or_else(|| base.tolerated_why.clone()),
        ..judged.kept(origin)
    }
}

/// Writes the draft and its pins, if the ground still holds.
async fn write(db: &Database, author: &Author, seen: Seen, draft: NewPlan, edit: &Edit) -> Result<bool, HandError> {
    let (author, edit) = (author.clone(), edit.clone());
    db.write(move |tx| {
        Box::pin(async move {
            let Author { key, actor, now } = &author;
            if !Ground::holds(&seen, tx, key).await? {
                return Ok(false);
            }
            plans::insert(tx, key, &draft).await?;
            if edit.pin {
                hold_to(tx, key, &edit, &decisions::plan(&draft.decisions)).await?;
            }
            let deed = Deed {
                actor,
                action: if edit.because.is_some() {
                    "plan.override"
                } else {
                    "plan.edit"
                },
                subject: &draft.id,
                detail: edit.because.as_deref().unwrap_or(if edit.pin { "pinned" } else { "" }),
            };
            audit::append(tx, &key.partnership, *now, &deed).await?;
            Ok(true)
        })
    })
    .await
}

/// Pins what the plan has of what was changed, and excludes from a session whom it was taken from, in place of what said otherwise.
async fn hold_to(tx: &mut Tx, key: &TermKey, edit: &Edit, plan: &Plan) -> Result<(), db::Error> {
    let touched = Touched::of(&edit.changes);
    records::touch(tx, key).await?;
    for need in &touched.needs {
        pins::free_need(tx, key, need).await?;
    }
    for (session, team) in &touched.sessions {
        pins::free_session(tx, key, session, team).await?;
    }
    let held = touched.holds(plan);
    for row in &held {
        if let Some(need) = &row.need {
            pins::admit(tx, key, need, &row.team).await?;
        }
        records::insert(tx, key, &pin(row)).await?;
    }
    let attends = |session: &String, team: &String| {
        let mut rows = held.iter();
        rows.any(|row| row.session.as_ref() == Some(session) && row.team == *team)
    };
    let mut away: Vec<_> = touched.sessions.iter().filter(|(s, t)| !attends(s, t)).collect();
    away.sort();
    away.dedup();
    for (session, team) in away {
        let mut exclusion = Exclusion {
            id: String::new(),
            session: Some(session.clone()),
            need: None,
            team: team.clone(),
            reason: edit.note.clone(),
        };
        exclusion.set_id(fresh());
        records::insert(tx, key, &exclusion).await?;
    }
    Ok(())
}

fn pin(row: &Fixed) -> Pin {
    Pin {
        id: fresh(),
        session: row.session.clone(),
        need: row.need.clone(),
        team: row.team.clone(),
        start: row.start.as_ref().map(|start| start.to_string().replace('T', " ")),
    }
}

fn fresh() -> String {
    uuid::Uuid::now_v7().simple().to_string()
}
