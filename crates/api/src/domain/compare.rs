//! How two plans differ, as people notice it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use utoipa::ToSchema;

use super::decision::Decision;

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Difference {
    /// `new`, `gone` or `moved`.
    pub what: &'static str,
    /// The decision before.
    pub before: Option<Decision>,
    /// The decision after.
    pub after: Option<Decision>,
}

/// What one plan has that the other has not: a visit at another time or by another team has moved, as has nobody's session.
#[must_use]
pub fn differences(before: &[Decision], after: &[Decision]) -> Vec<Difference> {
    let name = |decision: &Decision| {
        // A need is served once; a session by several teams, each for itself.
        let team = if decision.kind == "need" {
            String::new()
        } else {
            decision.team.clone()
        };
        (decision.kind.clone(), decision.activity.clone(), team)
    };
    let mut pairs: BTreeMap<_, (Option<&Decision>, Option<&Decision>)> = BTreeMap::new();
    before
        .iter()
        .for_each(|decision| pairs.entry(name(decision)).or_default().0 = Some(decision));
    after
        .iter()
        .for_each(|decision| pairs.entry(name(decision)).or_default().1 = Some(decision));
    let different = pairs.into_values().filter(|(before, after)| before != after);
    let difference = |(before, after): (Option<&Decision>, Option<&Decision>)| Difference {
        what: match (before, after) {
            (None, _) => "new",
            (_, None) => "gone",
            _ => "moved",
        },
        before: before.cloned(),
        after: after.cloned(),
    };
    different.map(difference).collect()
}

/// The teams that notice.
#[must_use]
pub fn teams(differences: &[Difference]) -> BTreeSet<String> {
    let sides = differences
        .iter()
        .flat_map(|difference| difference.before.iter().chain(&difference.after));
    sides.map(|decision| decision.team.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(kind: &str, activity: &str, team: &str, start: &str) -> Decision {
        let text = |text: &str| text.to_owned();
        Decision {
            kind: text(kind),
            activity: text(activity),
            team: text(team),
            start: text(start),
            end: text("z"),
        }
    }

    #[test]
    fn what_is_new_gone_and_moved() {
        let before = [
            decision("session", "mon-0907", "a", "1"),
            decision("session", "mon-0907", "b", "1"),
            decision("need", "n1", "a", "2"),
            decision("need", "n2", "a", "3"),
        ];
        let after = [
            decision("session", "mon-0907", "b", "1"),
            decision("session", "mon-0907", "c", "1"),
            decision("need", "n1", "d", "2"),
            decision("need", "n3", "e", "3"),
        ];
        let differences = differences(&before, &after);
        let told: Vec<_> = differences
            .iter()
            .map(|d| {
                (
                    d.what,
                    d.after.as_ref().or(d.before.as_ref()).map(|d| d.activity.as_str()),
                )
            })
            .collect();
        let expected = [
            ("moved", Some("n1")),
            ("gone", Some("n2")),
            ("new", Some("n3")),
            ("gone", Some("mon-0907")),
            ("new", Some("mon-0907")),
        ];
        assert_eq!(told, expected);
        assert_eq!(teams(&differences).into_iter().collect::<String>(), "acde");
        assert_eq!(super::differences(&before, &before), []);
    }
}
