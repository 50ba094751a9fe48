//! What several test files share.

pub mod check_py;
pub mod weird;
