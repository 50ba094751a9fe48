//! Semester placement: what fifteen hosts offer, and everybody's choices.

pub mod choices;
pub mod positions;
pub mod rankings;
