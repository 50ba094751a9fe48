//! Tests of the library as its users see it, in one program: it is linked once, and the helpers in `common` are used by all.

mod agree_with_check_py;
mod broken_formations;
mod broken_problems;
mod common;
mod mutated_problems;
mod placement;
mod proof_is_valid;
mod search_keeps_its_promises;
mod state_agrees_with_rules;
mod term;
mod verdicts;
mod weird_problems;
