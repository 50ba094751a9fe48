//! What an edit of a term touches, and which duties may be others after it.

use super::Value;

/// A session of a weekly hour is `HOUR-MMDD`, a single event's has the event's id.
const OF_HOUR: &str = "kind = 'session' AND (activity = $3 OR activity LIKE $3 || '-____')";

/// What an edit touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touched<'a> {
    /// A row of a table.
    Row(&'static str, &'a str),
    /// Any row of any table.
    Everything,
}

impl Touched<'_> {
    /// The condition on duties that may be others than before; none if none can be. Its value is `$3`, as in [`Self::decisions`].
    pub(super) fn duties(&self) -> Option<&'static str> {
        match self {
            Self::Everything => Some("$3 = ''"),
            Self::Row("place", _) => Some("place = $3"),
            Self::Row("team", _) => Some("team = $3"),
            Self::Row("need", _) => Some("kind = 'need' AND activity = $3"),
            Self::Row("hour", _) => Some(OF_HOUR),
            Self::Row(..) => None,
        }
    }

    /// The condition on the decisions of term `$2` that become those duties. A decision names no place: where a duty is now, it
    /// was before the place's own row changed.
    pub(super) fn decisions(&self) -> Option<&'static str> {
        match self {
            Self::Row("place", _) => Some(
                "(kind, activity, team) IN (SELECT kind, activity, team FROM duty \
                 WHERE partnership = $1 AND term = $2 AND place = $3)",
            ),
            _ => self.duties(),
        }
    }

    /// The condition on members of teams who may be others than before, with its value as `$3`; none if all stay where they are.
    pub(super) fn members(&self) -> Option<&'static str> {
        match self {
            Self::Everything => Some("$3 = ''"),
            Self::Row("person", _) => Some("person = $3"),
            Self::Row("team", _) => Some("team = $3"),
            Self::Row(..) => None,
        }
    }

    /// The value of the conditions.
    pub(super) fn value(&self) -> Value {
        match self {
            Self::Everything => "".into(),
            Self::Row(_, id) => (*id).into(),
        }
    }
}
