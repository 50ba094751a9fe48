//! Imports: a folder is looked at, its faults told by row; then it takes the place of the term, and can be undone.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use yuandi_scheduler::format::Fault;
use yuandi_scheduler::term::{self, Sheet, Term, TermFiles};

use super::archive::{self, ArchiveError};
use super::calendars::busy;
use super::folder::{self, BridgeError};
use crate::db::amendment::Amendment;
use crate::db::audit::{self, Deed};
use crate::db::imports::{self, Import};
use crate::db::records::TermKey;
use crate::db::{self, Database, Touched, terms};

/// Why an import was not done.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The way into the database or out of it.
    #[error(transparent)]
    Bridge(#[from] BridgeError),
    /// It is not in the state for it: another was faster, or it has faults.
    #[error("the import is not in the state for this")]
    State,
    /// There was no term before, and people hold a plan of it in their hands.
    #[error("a plan of the term is published")]
    Published,
    /// The term changed since it was looked at, or since it was applied.
    #[error("the term changed meanwhile")]
    Changed,
}

impl From<db::Error> for ImportError {
    fn from(error: db::Error) -> Self {
        Self::Bridge(error.into())
    }
}

/// One mistake of a folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RowFault {
    /// File, or sheet of a workbook.
    pub file: String,
    /// Row, line or key.
    pub at: String,
    /// Field.
    pub field: String,
    /// Stable code.
    pub code: String,
    /// What is wrong.
    pub cause: String,
    /// What to do.
    pub remedy: String,
}

impl fmt::Display for RowFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = [&self.file, &self.at, &self.field];
        let place: Vec<&str> = place
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        write!(
            f,
            "{}: {} [{}] {}",
            place.join(", "),
            self.cause,
            self.code,
            self.remedy
        )
    }
}

impl From<Fault> for RowFault {
    fn from(fault: Fault) -> Self {
        let Fault {
            file,
            at,
            field,
            code,
            cause,
            remedy,
        } = fault;
        Self {
            file,
            at,
            field,
            code: code.to_owned(),
            cause,
            remedy,
        }
    }
}

/// What an import would do to a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Counts {
    /// Rows it brings.
    pub new: usize,
    /// Rows that change.
    pub changed: usize,
    /// Rows that go.
    pub gone: usize,
    /// Rows that stay as they are.
    pub same: usize,
}

/// Who imports what into which term.
#[derive(Clone, Debug)]
pub struct Sender<'a> {
    /// Term.
    pub key: &'a TermKey,
    /// Who.
    pub actor: &'a str,
    /// When.
    pub now: i64,
}

/// Reads a folder. On whichever thread calls: it takes a second for a hundred communities.
///
/// # Errors
/// Every mistake.
pub fn read(files: &TermFiles) -> Result<Term, Vec<RowFault>> {
    term::read(files, &busy).map_err(|faults| faults.into_iter().map(RowFault::from).collect())
}

/// Looks at a file, and keeps what was seen: its faults, or what it would change.
///
/// # Errors
/// A file that is no folder, or the database.
pub async fn look(db: &Database, sender: &Sender<'_>, file: &str, bytes: Vec<u8>) -> Result<Import, ImportError> {
    let before = as_it_is(db, sender.key).await?;
    let changes = before.as_ref().map_or(0, |(changes, _)| *changes);
    let (content, state, faults, summary) = aside(move || {
        let files = archive::unpack(&bytes)?;
        let content = packed(&files)?;
        Ok(match read(&files) {
            Err(faults) => (content, "faulty", json(&faults), "{}".to_owned()),
            Ok(term) => {
                // A term of the database reads, or it could not be changed at all: what does not is new throughout.
                let before = before.and_then(|(_, files)| read(&files).ok());
                let before = before.map(|term| term.sheets()).unwrap_or_default();
                (
                    content,
                    "ready",
                    "[]".to_owned(),
                    json(&summary(&before, &term.sheets())),
                )
            }
        })
    })
    .await?;
    let import = Import {
        id: Uuid::now_v7().simple().to_string(),
        term: sender.key.term.clone(),
        state: state.to_owned(),
        file: file.to_owned(),
        content,
        faults,
        summary,
        before: None,
        // Whoever applies it compares: should the term change from here on, it is looked at again.
        applied_as: Some(changes),
        created_by: sender.actor.to_owned(),
        created: sender.now,
    };
    let (kept, partnership) = (import.clone(), sender.key.partnership.clone());
    db.write::<_, ImportError, _>(move |tx| {
        Box::pin(async move { Ok(imports::insert(tx, &partnership, &kept).await?) })
    })
    .await?;
    Ok(import)
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// The folder of a term and how often it was changed, at one moment; none if there is no such term.
async fn as_it_is(db: &Database, key: &TermKey) -> Result<Option<(i64, TermFiles)>, ImportError> {
    db.read(|tx| {
        let key = key.clone();
        Box::pin(async move {
            Ok(match terms::within(tx, &key).await? {
                Some(stored) => Some((stored.changes, folder::files(tx, &key).await?)),
                None => None,
            })
        })
    })
    .await
}

/// Does what takes long on a thread of its own, so that nobody else waits for it.
async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ImportError> + Send + 'static,
) -> Result<T, ImportError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| BridgeError::Form(error.to_string()))?
}

/// What changes, by table: rows are the same by their first cell, or by all of them where that is no id.
fn summary(before: &[Sheet], after: &[Sheet]) -> BTreeMap<&'static str, Counts> {
    let name = |sheet: &Sheet, row: &[String]| {
        let named = sheet.columns.first().is_some_and(|(column, _)| *column == "id");
        if named { row[..1].to_vec() } else { row.to_vec() }
    };
    let mut counts = BTreeMap::new();
    for sheet in after {
        let empty = Vec::new();
        let rows = before
            .iter()
            .find(|other| other.name == sheet.name)
            .map_or(&empty, |other| &other.rows);
        let old: BTreeMap<_, _> = rows.iter().map(|row| (name(sheet, row), row)).collect();
        let mut count = Counts::default();
        for row in &sheet.rows {
            match old.get(&name(sheet, row)) {
                None => count.new += 1,
                Some(before) if *before == row => count.same += 1,
                Some(_) => count.changed += 1,
            }
        }
        count.gone = rows.len().saturating_sub(count.same + count.changed);
        counts.insert(sheet.name, count);
    }
    counts
}

/// Puts a folder that was looked at in place of the term, keeping what was before.
///
/// # Errors
/// It was applied already, has faults, or the term changed since.
pub async fn apply(db: &Database, sender: &Sender<'_>, import: Import) -> Result<(), ImportError> {
    let (files, term) = unpacked(import.content.clone()).await?;
    let term = term.ok_or(ImportError::State)?;
    let before = as_it_is(db, sender.key).await?;
    if before.as_ref().map_or(0, |(changes, _)| *changes) != import.applied_as.unwrap_or_default() {
        return Err(ImportError::Changed);
    }
    let before = match before {
        Some((_, files)) => Some(aside(move || packed(&files)).await?),
        None => None,
    };
    let (key, actor, now) = (sender.key.clone(), sender.actor.to_owned(), sender.now);
    db.write(move |tx| {
        Box::pin(async move {
            // The term that was packed is the one that is replaced: nobody changed it since.
            let stored = terms::hold(tx, &key).await?;
            if stored.map_or(0, |stored| stored.changes) != import.applied_as.unwrap_or_default() {
                return Err(ImportError::Changed);
            }
            let amendment = Amendment::begin(tx, &key, Touched::Everything).await?;
            folder::store(tx, &key, &term, &files).await?;
            let deed = format!("import.apply {}", import.id);
            amendment.finish(tx, Touched::Everything, &deed, now).await?;
            let changes = terms::within(tx, &key).await?.map(|stored| stored.changes);
            if !imports::step(tx, &key.partnership, &import.id, ("ready", "applied"), before, changes).await? {
                return Err(ImportError::State);
            }
            let deed = Deed {
                actor: &actor,
                action: "import.apply",
                subject: &import.id,
                detail: &key.term,
            };
            Ok(audit::append(tx, &key.partnership, now, &deed).await?)
        })
    })
    .await
}

/// Gives the term back as it was before an import.
///
/// # Errors
/// It was not applied, or the term changed since.
pub async fn undo(db: &Database, sender: &Sender<'_>, import: Import) -> Result<(), ImportError> {
    let before = match import.before.clone() {
        Some(before) => Some(unpacked(before).await?),
        None => None,
    };
    let (key, actor, now) = (sender.key.clone(), sender.actor.to_owned(), sender.now);
    db.write(move |tx| {
        Box::pin(async move {
            let stored = terms::hold(tx, &key).await?;
            if stored.map(|stored| stored.changes) != import.applied_as {
                return Err(ImportError::Changed);
            }
            let amendment = Amendment::begin(tx, &key, Touched::Everything).await?;
            match before {
                Some((files, Some(term))) => folder::store(tx, &key, &term, &files).await?,
                Some((_, None)) => return Err(ImportError::State),
                None if terms::delete(tx, &key).await? => {}
                None => return Err(ImportError::Published),
            }
            let deed = format!("import.undo {}", import.id);
            amendment.finish(tx, Touched::Everything, &deed, now).await?;
            if !imports::step(tx, &key.partnership, &import.id, ("applied", "undone"), None, None).await? {
                return Err(ImportError::State);
            }
            let deed = Deed {
                actor: &actor,
                action: "import.undo",
                subject: &import.id,
                detail: &key.term,
            };
            Ok(audit::append(tx, &key.partnership, now, &deed).await?)
        })
    })
    .await
}

/// The term as it is, as a zip of its folder.
///
/// # Errors
/// There is no such term, or the database.
pub async fn export(db: &Database, key: &TermKey) -> Result<Vec<u8>, ImportError> {
    let (_, files) = as_it_is(db, key).await?.ok_or(BridgeError::NoTerm)?;
    aside(move || packed(&files)).await
}

/// Every mistake of a term as it is.
///
/// # Errors
/// There is no such term, or the database.
pub async fn faults(db: &Database, key: &TermKey) -> Result<Vec<RowFault>, ImportError> {
    let key = key.clone();
    let files = db.write::<_, ImportError, _>(move |tx| Box::pin(async move { Ok(folder::files(tx, &key).await?) }));
    let files = files.await?;
    let read = tokio::task::spawn_blocking(move || read(&files).err().unwrap_or_default());
    read.await.map_err(|error| BridgeError::Form(error.to_string()).into())
}

fn packed(files: &TermFiles) -> Result<Vec<u8>, ImportError> {
    Ok(archive::pack(files).map_err(|error| BridgeError::Form(error.to_string()))?)
}

/// A kept folder and the term in it, if it reads.
async fn unpacked(content: Vec<u8>) -> Result<(TermFiles, Option<Term>), ImportError> {
    aside(move || {
        let files = archive::unpack(&content)?;
        let term = read(&files).ok();
        Ok((files, term))
    })
    .await
}
