//! The service over HTTP: JSON for programs, feeds for calendars, pages for people.

pub mod body;
pub mod calendar_body;
pub mod caller;
pub mod checks;
pub mod etag;
pub mod feeds;
pub mod files;
pub mod guard;
pub mod headers;
pub mod health;
pub mod idempotency;
pub mod json;
pub mod limit;
pub mod metrics;
pub mod nul;
pub mod observe;
pub mod openapi;
pub mod page;
pub mod passwords;
pub mod problem;
pub mod refusals;
