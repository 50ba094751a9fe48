//! What webhooks can be told of.

/// A plan was published.
pub const PLAN_PUBLISHED: &str = "plan.published";

/// All of them.
pub const EVENTS: [&str; 1] = [PLAN_PUBLISHED];
