//! The real service, on SQLite and on PostgreSQL: every test here runs on both.

mod harness;

mod access;
mod contract;
mod delivery;
mod feeds;
mod import;
mod messages;
mod operation;
mod planning;
mod query_plans;
mod records;
mod two_processes;
mod webhooks;
