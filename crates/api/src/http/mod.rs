//! The service over HTTP: JSON for programs, feeds for calendars, pages for people.

pub mod body;
pub mod caller;
pub mod etag;
pub mod feeds;
pub mod idempotency;
pub mod json;
pub mod openapi;
pub mod page;
pub mod problem;
