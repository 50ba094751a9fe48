//! Limits of every kind, hard and soft.

use yuandi_scheduler::format::{Clock, Count, Limit, Per};

use super::dice::{Dice, GROUPS, TAGS};

/// Every combination that exists, with the largest bound worth asking for.
const KINDS: [(Count, Option<Per>, i64); 15] = [
    (Count::Minutes, Some(Per::Day), 300),
    (Count::Minutes, Some(Per::Week), 600),
    (Count::Minutes, Some(Per::Term), 900),
    (Count::Minutes, Some(Per::Window), 600),
    (Count::Activities, Some(Per::Day), 2),
    (Count::Activities, Some(Per::Week), 4),
    (Count::Activities, Some(Per::Term), 7),
    (Count::Activities, Some(Per::Window), 4),
    (Count::Days, Some(Per::Week), 3),
    (Count::Days, Some(Per::Term), 6),
    (Count::Days, Some(Per::Window), 3),
    (Count::Days, Some(Per::Run), 3),
    (Count::Weekends, Some(Per::Term), 2),
    (Count::DaysOff, Some(Per::Run), 4),
    (Count::Rest, None, 2000),
];

pub fn limits(dice: &mut Dice, clock: &Clock) -> Vec<Limit> {
    (0..dice.between(2, 7))
        .map(|i| limit(dice, clock, format!("limit-{i}")))
        .collect()
}

fn limit(dice: &mut Dice, clock: &Clock, id: String) -> Limit {
    let (count, per, top) = *dice.pick(&KINDS);
    let rest = count == Count::Rest;
    let mut min = dice.maybe(40, |d| d.between(0, top / 2));
    let max = dice.maybe(60, |d| d.between(top / 2, top));
    let target = dice.maybe(40, |d| d.between(0, top)).filter(|_| per != Some(Per::Run));
    if rest || (max.is_none() && target.is_none()) {
        min = min.or_else(|| Some(dice.between(0, top)));
    }
    Limit {
        id,
        groups: dice.maybe(40, |d| d.some_of(&GROUPS)),
        count,
        of: dice.maybe(50, |d| d.some_of(&TAGS)),
        then: dice.maybe(50, |d| d.some_of(&TAGS)).filter(|_| rest),
        per,
        window: (per == Some(Per::Window)).then(|| dice.between(1, i64::from(clock.days()) + 1)),
        min,
        max: max.filter(|_| !rest),
        target: target.filter(|_| !rest),
        weight: dice.maybe(60, |d| d.between(0, 9)),
    }
}
