//! Every state, every action.

use super::{Action, Party, State};
use crate::domain::partnership::Swaps;

/// A row a state, a column an action in the order of [`Action::ALL`]; where approval is automatic, accepting is doing.
const TABLE: [(State, &str); 8] = [
    (State::Open, "accepted - withdrawn - refused expired"),
    (State::Offered, "accepted declined withdrawn - refused expired"),
    (State::Accepted, "- declined withdrawn done refused expired"),
    (State::Done, "- - - - - -"),
    (State::Declined, "- - - - - -"),
    (State::Refused, "- - - - - -"),
    (State::Withdrawn, "- - - - - -"),
    (State::Expired, "- - - - - -"),
];

#[test]
fn every_action_in_every_state() {
    assert_eq!(TABLE.map(|(state, _)| state), State::ALL);
    for (state, row) in TABLE {
        let wanted: Vec<&str> = row.split(' ').collect();
        for approval in [Swaps::Office, Swaps::Automatic] {
            let found = Action::ALL.map(|action| state.after(action, approval).map_or("-", State::name));
            let mut wanted = wanted.clone();
            if approval == Swaps::Automatic && wanted[0] == "accepted" {
                wanted[0] = "done";
            }
            assert_eq!(found.as_slice(), wanted, "{state:?}, {approval:?}");
        }
    }
}

#[test]
fn what_is_over_stays_over() {
    for state in State::ALL {
        let goes_on = Action::ALL
            .iter()
            .any(|action| state.after(*action, Swaps::Office).is_some());
        assert_eq!(goes_on, state.is_under_way(), "{state:?}");
    }
}

#[test]
fn each_action_is_one_partys() {
    let parties = Action::ALL.map(Action::party);
    let wanted = [
        Party::Taker,
        Party::Taker,
        Party::Giver,
        Party::Office,
        Party::Office,
        Party::Time,
    ];
    assert_eq!(parties, wanted);
}
