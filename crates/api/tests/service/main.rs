//! The real service, on SQLite and on PostgreSQL: every test here runs on both.

mod harness;

mod access;
mod delivery;
mod feeds;
mod grids;
mod idempotency;
mod import;
mod jobs;
mod matrix;
mod messages;
mod operation;
mod planning;
mod records;
mod schema;
mod terms;
mod together;
mod trail;
mod webhooks;
