//! Rest between two activities that follow each other on different dates.

use super::super::tally::Tally;
use super::{Case, Span};

pub fn check(case: &Case, tally: &mut Tally) {
    for pair in case.all.windows(2) {
        let (a, b) = (&pair[0], &pair[1]);
        let meant = a.day != b.day && a.tagged(case.limit.of.as_ref()) && b.tagged(case.limit.then.as_ref());
        let rest = b.start - a.end;
        if meant && case.limit.min.is_some_and(|min| rest < min) {
            case.charge(1, tally, || Span {
                words: format!("the {rest} minutes between {} and {}", a.id, b.id),
                from: Some(b.time.to_string()),
                activities: vec![a.id.to_owned(), b.id.to_owned()],
            });
        }
    }
}
