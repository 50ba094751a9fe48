//! Absences of a person or a team from a calendar: first to look at, then in earnest; the same calendar once more changes nothing.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, post, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;

use super::records::TermPath;
use crate::app::App;
use crate::db::audit::{self, Deed};
use crate::db::records::{self, Only, TermKey, Versioned};
use crate::db::{self, Tx, terms};
use crate::domain::caller::Caller;
use crate::domain::permission::{Area, Reach};
use crate::domain::records::{Absence, Person, Team};
use crate::http::calendar_body::{CalendarBody, faulty};
use crate::http::problem::{FieldError, Problem};
use crate::planning::absences::{self, Frame, Read, Skipped, Who};

/// Adds the routes.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(take);
}

/// Whose absences, and whether in earnest.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ImportQuery {
    /// Id of the person who is away,
    person: Option<String>,
    /// or of the team.
    team: Option<String>,
    /// What absences say as their reason, in place of the titles of events, which may be private.
    reason: Option<String>,
    /// Whether to do it; otherwise it is told what would be done.
    #[serde(default)]
    apply: bool,
}

impl ImportQuery {
    fn who(&self) -> Result<Who, Problem> {
        match (&self.person, &self.team) {
            (Some(person), None) => Ok(Who::Person(person.clone())),
            (None, Some(team)) => Ok(Who::Team(team.clone())),
            _ => {
                let cause = "exactly one of person and team must be given";
                let error = FieldError::new("person", "person-or-team", cause, "Send one of the two.");
                Err(Problem::invalid(vec![error]))
            }
        }
    }
}

/// What becomes of an absence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Fate {
    /// It is added.
    New,
    /// It is there, and changes.
    Changed,
    /// It is there as it should be.
    Same,
    /// It is there, and goes: its event is cancelled, or leaves its owner free.
    Gone,
}

/// An absence, and what becomes of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct Step {
    /// What becomes of it.
    fate: Fate,
    /// The absence.
    #[serde(flatten)]
    absence: Absence,
    /// The version of the one that is there.
    #[serde(skip)]
    version: i64,
}

/// What a calendar makes of the absences.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct AbsenceImport {
    /// Whether it was done.
    applied: bool,
    /// Absences of events.
    absences: Vec<Step>,
    /// Events that become none, and why.
    skipped: Vec<Skipped>,
}

/// Takes absences from a calendar: tells what would become an absence and what would not, or does it. Absences whose events the
/// calendar does not hold stay; those whose events are cancelled in it go.
#[utoipa::path(tag = "calendars", operation_id = "absence.import", extensions(("x-permission" = json!("absences.write"))),
    params(TermPath, ImportQuery), request_body(content = String, content_type = "text/calendar"), responses(
    (status = 200, body = AbsenceImport),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
#[post("/partnerships/{partnership}/terms/{term}/absence-imports")]
async fn take(
    app: web::Data<App>,
    caller: Caller,
    path: web::Path<TermPath>,
    query: web::Query<ImportQuery>,
    body: CalendarBody,
) -> Result<HttpResponse, Problem> {
    let grant = caller.write(&path.partnership, Area::Absences)?;
    let who = query.who()?;
    let own = match &who {
        Who::Person(person) => caller.person.as_deref() == Some(person),
        Who::Team(_) => false,
    };
    if grant.reach == Reach::Own && !own {
        return Err(Problem::forbidden());
    }
    let key = TermKey::from(path.into_inner());
    let term = terms::one(&app.db, &key).await?.ok_or_else(Problem::not_found)?;
    if !is_there(&app, &key, &who).await? {
        return Err(nobody());
    }
    let frame = Frame::of(&term.term).ok_or_else(|| Problem::internal("a term whose dates do not read"))?;
    let (of, reason, content) = (who.clone(), query.reason.clone(), body.0);
    let read = web::block(move || absences::read(&content, &frame, &of, reason.as_deref()))
        .await
        .map_err(Problem::internal)?
        .map_err(faulty)?;
    let import = Import {
        key,
        who,
        actor: caller.actor.clone(),
        now: app.clock.now(),
        apply: query.apply,
    };
    let done = app
        .db
        .write::<_, Problem, _>(move |tx| Box::pin(async move { import.run(tx, read).await }));
    Ok(HttpResponse::Ok().json(done.await?))
}

/// An import under way.
struct Import {
    key: TermKey,
    who: Who,
    actor: String,
    now: i64,
    apply: bool,
}

impl Import {
    async fn run(&self, tx: &mut Tx, read: Read) -> Result<AbsenceImport, Problem> {
        if self.apply {
            // Whoever else would change the term waits, so that what is compared is what is changed.
            terms::hold(tx, &self.key).await?;
        }
        let before = records::all::<Absence>(tx, &self.key).await?;
        let steps = steps(before, &read);
        if self.apply {
            self.write(tx, &steps).await?;
        }
        Ok(AbsenceImport {
            applied: self.apply,
            absences: steps,
            skipped: read.skipped,
        })
    }

    async fn write(&self, tx: &mut Tx, steps: &[Step]) -> Result<(), Problem> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for Step { fate, absence, version } in steps {
            let what = match fate {
                Fate::Same => continue,
                Fate::New => {
                    records::insert(tx, &self.key, absence).await.map_err(unknown)?;
                    "new"
                }
                Fate::Changed => {
                    records::update(tx, &self.key, absence, *version).await?;
                    "changed"
                }
                Fate::Gone => {
                    records::delete::<Absence>(tx, &self.key, &absence.id, *version).await?;
                    "gone"
                }
            };
            *counts.entry(what).or_default() += 1;
        }
        if counts.is_empty() {
            return Ok(());
        }
        records::touch(tx, &self.key).await?;
        let counts: Vec<String> = counts
            .into_iter()
            .map(|(what, count)| format!("{what} {count}"))
            .collect();
        let deed = Deed {
            actor: &self.actor,
            action: "absence.import",
            subject: match &self.who {
                Who::Person(id) | Who::Team(id) => id,
            },
            detail: &counts.join(", "),
        };
        Ok(audit::append(tx, &self.key.partnership, self.now, &deed).await?)
    }
}

/// What becomes of each absence, next to those that are there.
fn steps(before: Vec<Versioned<Absence>>, read: &Read) -> Vec<Step> {
    let by_id: BTreeMap<&str, &Versioned<Absence>> = before.iter().map(|row| (row.record.id.as_str(), row)).collect();
    let step = |absence: &Absence| {
        let alike = |row: &&Versioned<Absence>| {
            let there = &row.record;
            (&there.person, &there.team, &there.start, &there.end)
                == (&absence.person, &absence.team, &absence.start, &absence.end)
        };
        let (fate, version) = match by_id.get(absence.id.as_str()) {
            Some(row) if row.record == *absence => (Fate::Same, row.version),
            Some(row) => (Fate::Changed, row.version),
            // Written by hand, or come in with a term folder: the same absence under another id.
            None if before.iter().any(|row| alike(&row)) => (Fate::Same, 0),
            None => (Fate::New, 0),
        };
        Step {
            fate,
            absence: absence.clone(),
            version,
        }
    };
    let mut steps: Vec<Step> = read.absences.iter().map(step).collect();
    let gone = read.called_off.iter().filter_map(|id| by_id.get(id.as_str()));
    steps.extend(gone.map(|row| Step {
        fate: Fate::Gone,
        absence: row.record.clone(),
        version: row.version,
    }));
    steps
}

async fn is_there(app: &App, key: &TermKey, who: &Who) -> Result<bool, Problem> {
    Ok(match who {
        Who::Person(id) => records::one::<Person>(&app.db, key, id, Only::All).await?.is_some(),
        Who::Team(id) => records::one::<Team>(&app.db, key, id, Only::All).await?.is_some(),
    })
}

/// 422: nobody has this id.
fn nobody() -> Problem {
    let remedy = "Send the id of a person or team of the term.";
    let error = FieldError::new("person", "unknown-person", "nobody of the term has this id", remedy);
    Problem::invalid(vec![error])
}

/// The same where whoever it is was taken out at this moment.
fn unknown(error: db::Error) -> Problem {
    match error {
        db::Error::Reference(_) => nobody(),
        other => other.into(),
    }
}
