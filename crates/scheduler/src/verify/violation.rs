//! One hard rule that a plan breaks: which, who, when, and by how much.

use std::fmt;

use serde::Serialize;

/// The hard rules of the format page. Their codes are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// A team stands twice in one session's row.
    AttendsTwice,
    /// A need has two rows.
    ServedTwice,
    /// A team lacks skills that a session or need asks for.
    LacksSkill,
    /// More teams than the session may have.
    TooManyTeams,
    /// Fewer teams of a mix than it must have.
    MixShort,
    /// The team is none of those allowed, or one of those excluded.
    MayNotServe,
    /// A visit outside the need's windows.
    OutsideWindows,
    /// The team is not there for all of it.
    NotAvailable,
    /// The way there takes longer than the time left.
    CannotReach,
    /// The way home takes longer than the time left.
    NotHomeInTime,
    /// Longer out than the team may be.
    OutTooLong,
    /// More load on one outing than the team can carry.
    OverCapacity,
    /// One of two needs is served that go together.
    GoTogether,
    /// Two linked visits too near to each other, or too far apart.
    Gap,
    /// Two linked needs that want one team, or two.
    LinkTeams,
    /// A resident meets too many teams.
    Continuity,
    /// A fixed decision is not kept.
    NotAsFixed,
    /// A hard limit.
    Limit,
}

impl Rule {
    /// Its code, as JSON has it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::AttendsTwice => "attends-twice",
            Self::ServedTwice => "served-twice",
            Self::LacksSkill => "lacks-skill",
            Self::TooManyTeams => "too-many-teams",
            Self::MixShort => "mix-short",
            Self::MayNotServe => "may-not-serve",
            Self::OutsideWindows => "outside-windows",
            Self::NotAvailable => "not-available",
            Self::CannotReach => "cannot-reach",
            Self::NotHomeInTime => "not-home-in-time",
            Self::OutTooLong => "out-too-long",
            Self::OverCapacity => "over-capacity",
            Self::GoTogether => "go-together",
            Self::Gap => "gap",
            Self::LinkTeams => "link-teams",
            Self::Continuity => "continuity",
            Self::NotAsFixed => "not-as-fixed",
            Self::Limit => "limit",
        }
    }
}

/// A broken rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Violation {
    /// Which rule.
    pub rule: Rule,
    /// Whose team, if it is about one.
    pub team: Option<String>,
    /// Ids of the sessions and needs it is about.
    pub activities: Vec<String>,
    /// Local time at which the first of them begins, or date of the first day of the span that a limit counts over.
    pub at: Option<String>,
    /// The skills that are lacking, the limit's or continuity's id, `same` or `different` teams.
    pub names: Vec<String>,
    /// By how much, in the rule's own unit: minutes for a gap (what lies between) and whatever a limit counts; teams, load; 1 else.
    pub amount: i64,
    /// The same in words.
    pub words: String,
}

impl Violation {
    /// A rule that is broken, in words; the rest is added.
    pub(super) fn new(rule: Rule, words: String) -> Self {
        Self {
            rule,
            team: None,
            activities: Vec::new(),
            at: None,
            names: Vec::new(),
            amount: 1,
            words,
        }
    }

    pub(super) fn team(mut self, team: &str) -> Self {
        self.team = Some(team.to_owned());
        self
    }

    pub(super) fn about<'a>(mut self, activities: impl IntoIterator<Item = &'a str>) -> Self {
        self.activities = activities.into_iter().map(str::to_owned).collect();
        self
    }

    pub(super) fn at(mut self, time: &impl fmt::Display) -> Self {
        self.at = Some(time.to_string());
        self
    }

    pub(super) fn named<'a>(mut self, names: impl IntoIterator<Item = &'a String>) -> Self {
        self.names = names.into_iter().cloned().collect();
        self
    }

    pub(super) fn by(mut self, amount: i64) -> Self {
        self.amount = amount;
        self
    }
}
