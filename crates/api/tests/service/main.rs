//! The real service, on SQLite and on PostgreSQL: every test here runs on both.

mod harness;

mod access;
mod calendars;
mod clients;
mod contract;
mod delivery;
mod edits;
mod feeds;
mod grids;
mod idempotency;
mod import;
mod jobs;
mod matrix;
mod messages;
mod operation;
mod planning;
mod query_plans;
mod records;
mod rounds;
mod schema;
mod swaps;
mod swaps_at_once;
mod tables;
mod terms;
mod together;
mod trail;
mod two_processes;
mod webhooks;
