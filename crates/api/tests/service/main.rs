//! The real service, on SQLite and on PostgreSQL: every test here runs on both.

mod harness;

mod access;
mod delivery;
mod edits;
mod feeds;
mod import;
mod messages;
mod operation;
mod planning;
mod records;
mod swaps;
mod swaps_at_once;
mod webhooks;
