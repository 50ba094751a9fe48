//! Plans a semester of clinic hours and home visits.
//!
//! The parts, in the order in which a term passes through them:
//! [`term`] expands an office's folder into a [`format::Problem`]; [`model`] freezes it in dense integers;
//! [`search`] changes a [`state`], a [`roster`] priced by [`rules`]; [`proof`] bounds the cost of every plan; and
//! [`verify`] checks the plan that comes out, sharing nothing with the rest but [`format`](mod@format); [`report`] counts what is in it.
//!
//! Before there are teams, [`formation`] makes them of students, from what the same folder says.
//!
//! The library opens no files, reads no clock but to stop on time, and leaves no threads behind.

pub mod format;
pub mod formation;
pub mod model;
pub mod placement;
pub mod proof;
pub mod report;
pub mod roster;
pub mod rules;
pub mod search;
pub mod solve;
pub mod state;
pub mod term;
pub mod verify;
