//! The service of a partnership: its data, its plans, its calendars, over HTTP.

pub mod app;
pub mod clock;
pub mod config;
pub mod db;
pub mod demo;
pub mod domain;
pub mod feeds;
pub mod http;
pub mod ical;
pub mod jobs;
pub mod logs;
pub mod notify;
pub mod planning;
pub mod server;
pub mod setup;
pub mod tables;
pub mod tasks;
