//! What an edit of a term does to a plan that people hold in their hands: duties, calendars and messages follow in the edit's own
//! transaction, and everybody hears once, of what is theirs.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::feeds::Subject;
use super::membership::{self, Member, Moves};
use super::messages::{self, News};
use super::records::TermKey;
use super::{Error, Touched, Tx, duties, feeds, plans};
use crate::domain::event::DUTIES_CHANGED;

/// Tables of which duties, or those whom they concern, show something.
const SHOWN: [&str; 5] = ["place", "team", "person", "hour", "need"];

/// An edit under way: what people held before it.
#[derive(Debug)]
pub struct Amendment {
    key: TermKey,
    plan: Option<String>,
    /// Whom the duties concerned, if that may change.
    members: Option<BTreeSet<Member>>,
}

impl Amendment {
    /// Notes what people hold. The term must be held, and nothing of it touched yet.
    ///
    /// # Errors
    /// The database's own.
    pub async fn begin(tx: &mut Tx, key: &TermKey, touched: Touched<'_>) -> Result<Self, Error> {
        let mut amendment = Self {
            key: key.clone(),
            plan: None,
            members: None,
        };
        if matches!(touched, Touched::Row(table, _) if !SHOWN.contains(&table)) {
            return Ok(amendment);
        }
        amendment.plan = plans::published_within(tx, key).await?.map(|plan| plan.id);
        if amendment.plan.is_some() {
            amendment.members = membership::within(tx, key, touched).await?;
        }
        if touched == Touched::Everything {
            // What goes has a name that calendars may bear.
            feeds::count_on_term(tx, key, 0).await?;
        }
        Ok(amendment)
    }

    /// Makes duties, calendars and messages follow. `deed` says what was done, `place.update therapy-room`.
    ///
    /// # Errors
    /// The database's own.
    pub async fn finish(self, tx: &mut Tx, touched: Touched<'_>, deed: &str, now: i64) -> Result<(), Error> {
        self.rename(tx, touched, now).await?;
        let Some(plan) = &self.plan else { return Ok(()) };
        let changes = duties::refresh(tx, &self.key, touched, now).await?;
        let moves = match (&self.members, membership::within(tx, &self.key, touched).await?) {
            (Some(before), Some(after)) => Moves::between(before, &after),
            _ => Moves::default(),
        };
        if changes.is_empty() && moves == Moves::default() {
            return Ok(());
        }
        membership::note(tx, &self.key, &moves, now).await?;
        let people = moves.all().map(|(person, _)| ("person", person.clone()));
        feeds::count_on(tx, &self.key.partnership, &people.collect(), now).await?;
        let news = News {
            // Each edit is a cause of its own, whatever is undone and done again.
            cause: format!("{deed} {}", Uuid::now_v7().simple()),
            event: DUTIES_CHANGED,
            plan,
            changes: &changes,
            moves: &moves,
        };
        messages::spread(tx, &self.key, &news, now).await.map(drop)
    }

    /// Calendars are called after teams and places.
    async fn rename(&self, tx: &mut Tx, touched: Touched<'_>, now: i64) -> Result<(), Error> {
        let subject: Subject = match touched {
            Touched::Everything => return feeds::count_on_term(tx, &self.key, now).await,
            Touched::Row(table @ ("team" | "place"), id) => (table, id.to_owned()),
            Touched::Row(..) => return Ok(()),
        };
        feeds::count_on(tx, &self.key.partnership, &BTreeSet::from([subject]), now).await
    }
}
