//! The fields of a problem, one by one.

use super::rows::Document;
use crate::format::{Continuity, Fixed, Horizon, Limit, Link, Need, Place, Request, Session, Team, Travel, Weights};

pub fn rows(document: &mut Document) {
    document.required::<String>("format");
    document.optional::<Option<String>>("name");
    document.required::<String>("time_zone");
    document.required::<Horizon>("horizon");
    document.required_list::<Place>("places");
    document.required::<Travel>("travel");
    document.required_list::<Team>("teams");
    document.list::<Session>("sessions");
    document.list::<Need>("needs");
    document.list::<Link>("links");
    document.list::<Continuity>("continuity");
    document.list::<Limit>("limits");
    document.list::<Request>("requests");
    document.list::<Fixed>("fixed");
    document.optional::<Weights>("weights");
    document.within("baseline", |baseline| {
        baseline.list::<Fixed>("sessions");
        baseline.list::<Fixed>("needs");
    });
}
