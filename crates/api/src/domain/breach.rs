//! A hard rule that a plan breaks, as people are told of it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A broken rule: which, who, when, and in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Breach {
    /// Stable code of the rule.
    #[schema(example = "not-available")]
    pub code: String,
    /// Whose team, if it is about one.
    pub team: Option<String>,
    /// The sessions and needs it is about.
    pub activities: Vec<String>,
    /// Local time of the first of them, or first date of the span that a limit counts over.
    #[schema(example = "2026-09-08T14:30")]
    pub at: Option<String>,
    /// By how much, in the rule's own unit.
    pub amount: i64,
    /// A sentence in Chinese.
    pub zh: String,
    /// A sentence in English.
    pub en: String,
}
