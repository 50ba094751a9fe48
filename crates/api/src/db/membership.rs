//! Whom a team's duties concern: its members and their supervisor; a supervisor who is in no team has all teams of the college.
//! Who left a team is remembered for as long as calendars may show its duties as theirs.

use std::collections::BTreeSet;

use sqlx::{AssertSqlSafe, FromRow};

use super::records::TermKey;
use super::value::args;
use super::{Database, Error, Touched, Tx, bulk};

/// Partnership, term, person and team of everybody whom a team's duties concern. `CROSS` has SQLite begin with the person.
pub(super) const MEMBERS: &str = "(\
    SELECT partnership, term, id AS person, team FROM person WHERE team IS NOT NULL \
    UNION ALL \
    SELECT person.partnership, person.term, person.id AS person, team.id AS team FROM person CROSS JOIN team \
        WHERE team.partnership = person.partnership AND team.term = person.term AND team.college = person.college \
        AND person.team IS NULL AND person.role = 'supervisor')";

/// Person and team.
pub type Member = (String, String);

/// A team whose duties somebody's calendar shows.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Membership {
    /// Term.
    pub term: String,
    /// Team.
    pub team: String,
    /// How often they left it or came back.
    pub changes: i64,
    /// When last; 0 if never.
    pub at: i64,
    /// Whether they are in it no longer.
    pub gone: bool,
    /// Version of the team's feed.
    pub version: i64,
    /// When that last rose.
    pub changed: i64,
}

/// The teams of a person, of all terms, those included that they left.
///
/// # Errors
/// The database's own.
pub async fn of(db: &Database, partnership: &str, person: &str) -> Result<Vec<Membership>, Error> {
    let sql = format!(
        "SELECT theirs.term, theirs.team, theirs.changes, theirs.at, theirs.gone, \
         COALESCE(feed_version.version, 0) AS version, COALESCE(feed_version.changed, 0) AS changed FROM (\
             SELECT member.term, member.team, COALESCE(departure.changes, 0) AS changes, COALESCE(departure.at, 0) AS at, \
                 FALSE AS gone FROM {MEMBERS} AS member LEFT JOIN departure ON departure.partnership = member.partnership \
                 AND departure.term = member.term AND departure.person = member.person AND departure.team = member.team \
                 WHERE member.partnership = $1 AND member.person = $2 \
             UNION ALL \
             SELECT term, team, changes, at, gone FROM departure WHERE partnership = $1 AND person = $2 AND gone\
         ) AS theirs LEFT JOIN feed_version ON feed_version.partnership = $1 AND feed_version.kind = 'team' \
         AND feed_version.subject = theirs.team ORDER BY theirs.term, theirs.team"
    );
    db.all(AssertSqlSafe(sql), args![partnership, person]).await
}

/// Whom the duties of a term's teams concern, as far as an edit may change it; none if it cannot.
///
/// # Errors
/// The database's own.
pub async fn within(tx: &mut Tx, key: &TermKey, touched: Touched<'_>) -> Result<Option<BTreeSet<Member>>, Error> {
    let Some(condition) = touched.members() else {
        return Ok(None);
    };
    let sql =
        format!("SELECT person, team FROM {MEMBERS} AS member WHERE partnership = $1 AND term = $2 AND {condition}");
    let values = args![&key.partnership, &key.term, touched.value()];
    let members: Vec<Member> = tx.all(AssertSqlSafe(sql), values).await?;
    Ok(Some(members.into_iter().collect()))
}

/// Who is no longer where they were, and who is where they were not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    /// Who left a team.
    pub left: BTreeSet<Member>,
    /// Who joined one.
    pub joined: BTreeSet<Member>,
}

impl Moves {
    /// Who moved between two moments.
    #[must_use]
    pub fn between(before: &BTreeSet<Member>, after: &BTreeSet<Member>) -> Self {
        Self {
            left: before.difference(after).cloned().collect(),
            joined: after.difference(before).cloned().collect(),
        }
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &Member> {
        self.left.iter().chain(&self.joined)
    }
}

/// Remembers who left a team, and which of those came back.
///
/// # Errors
/// The database's own.
pub async fn note(tx: &mut Tx, key: &TermKey, moves: &Moves, now: i64) -> Result<(), Error> {
    let left: Vec<&Member> = moves.left.iter().collect();
    for chunk in left.chunks(bulk::rows(2)) {
        let sql = format!(
            "INSERT INTO departure (partnership, term, person, team, changes, at, gone) VALUES {} \
             ON CONFLICT (partnership, term, person, team) DO UPDATE SET changes = departure.changes + 1, at = excluded.at, \
             gone = TRUE",
            bulk::values("($1, $2, ?, ?, 1, $3, TRUE)", chunk.len(), 4)
        );
        let mut values = args![&key.partnership, &key.term, now];
        values.extend(chunk.iter().flat_map(|(person, team)| args![person, team]));
        tx.run(AssertSqlSafe(sql), values).await?;
    }
    if moves.joined.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "UPDATE departure SET changes = changes + 1, at = $3, gone = FALSE WHERE partnership = $1 AND term = $2 AND gone \
         AND EXISTS (SELECT 1 FROM {MEMBERS} AS member WHERE member.partnership = $1 AND member.term = $2 \
         AND member.person = departure.person AND member.team = departure.team)"
    );
    tx.run(AssertSqlSafe(sql), args![&key.partnership, &key.term, now])
        .await
        .map(drop)
}
