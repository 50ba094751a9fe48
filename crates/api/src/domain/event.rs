//! What webhooks can be told of.

/// A plan was published.
pub const PLAN_PUBLISHED: &str = "plan.published";

/// An edit of the term changed duties of the plan that is published.
pub const DUTIES_CHANGED: &str = "duties.changed";

/// All of them.
pub const EVENTS: [&str; 2] = [PLAN_PUBLISHED, DUTIES_CHANGED];
