//! The fields of a plan, one by one.

use super::rows::Document;
use crate::format::{Breakdown, NeedRow, SessionRow, Unserved};

pub fn rows(document: &mut Document) {
    document.required::<String>("format");
    document.list::<SessionRow>("sessions");
    document.list::<NeedRow>("needs");
    document.optional::<Option<i64>>("cost");
    document.optional::<Option<i64>>("bound");
    document.optional::<Option<Breakdown>>("breakdown");
    document.list::<Unserved>("unserved");
    document.list::<String>("unmet");
}
