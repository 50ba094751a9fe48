//! The fields of a formation and of its result, one by one.

use super::rows::Document;
use crate::format::Breakdown;
use crate::format::formation::{Friends, Hour, Kind, Member, Prices, Student, TeamRow, Unformed, Unplaced};

pub fn problem(document: &mut Document) {
    document.required::<String>("format");
    document.optional::<Option<String>>("name");
    document.required_list::<Hour>("hours");
    document.required_list::<Student>("students");
    document.required_list::<Kind>("teams");
    document.list::<Friends>("friends");
    document.list::<(String, String)>("apart");
    document.list::<Member>("fixed");
    document.optional::<Prices>("weights");
}

pub fn result(document: &mut Document) {
    document.required::<String>("format");
    document.list::<TeamRow>("teams");
    document.list::<Unplaced>("unplaced");
    document.list::<Unformed>("unformed");
    document.optional::<Option<i64>>("score");
    document.optional::<Option<i64>>("bound");
    document.optional::<Option<Breakdown>>("breakdown");
    document.list::<String>("unmet");
}
