//! What counts as a change, and as which.

use super::{Change, What};
use crate::domain::duty::{Duty, DutyChange};

fn duty() -> Duty {
    Duty {
        uid: "u@x".into(),
        term: "t".into(),
        kind: "session".into(),
        activity: "mon-0907".into(),
        team: "a".into(),
        service: "clinic".into(),
        place: "p".into(),
        grid: None,
        zone: "Asia/Shanghai".into(),
        start: "2026-09-07T14:30".into(),
        end: "2026-09-07T17:30".into(),
        title: "推拿".into(),
        location: "中心".into(),
        description: String::new(),
        sequence: 0,
        updated: 0,
        cancelled: false,
    }
}

fn told(before: Option<Duty>, after: Duty) -> Option<What> {
    Change::of(&DutyChange { before, after }).map(|change| change.what)
}

#[test]
fn each_change_is_told_as_what_it_is() {
    let off = Duty {
        cancelled: true,
        ..duty()
    };
    let later = Duty {
        start: "2026-09-07T15:00".into(),
        ..duty()
    };
    let elsewhere = Duty {
        location: "三号楼".into(),
        ..duty()
    };
    let renamed = Duty {
        title: "康复".into(),
        ..duty()
    };
    let counted = Duty {
        sequence: 7,
        updated: 9,
        ..duty()
    };
    for (before, after, what) in [
        (None, duty(), Some(What::New)),
        (Some(off.clone()), duty(), Some(What::New)),
        (Some(duty()), later, Some(What::Moved)),
        (Some(duty()), elsewhere, Some(What::Moved)),
        (Some(duty()), renamed, Some(What::Edited)),
        (Some(duty()), off.clone(), Some(What::CalledOff)),
        (Some(off.clone()), off.clone(), None),
        (None, off, None),
        (Some(duty()), counted, None),
    ] {
        assert_eq!(told(before.clone(), after.clone()), what, "{before:?} to {after:?}");
    }
}

#[test]
fn only_a_move_says_where_it_was() {
    let after = Duty {
        start: "2026-09-07T15:00".into(),
        ..duty()
    };
    let moved = Change::of(&DutyChange {
        before: Some(duty()),
        after,
    })
    .expect("a change");
    assert_eq!(moved.before.expect("a move").start, "2026-09-07T14:30");
    let new = Change::of(&DutyChange {
        before: None,
        after: duty(),
    })
    .expect("a change");
    assert_eq!(new.before, None);
}
