//! Wishes about intervals. What they cost when nobody works is in the constant; wishes about sessions are in the outings' cost.

use super::Sheet;
use crate::model::Wish;
use crate::proof::outings::Outing;

pub(super) fn add(sheet: &mut Sheet<'_>) {
    for wish in &sheet.model.wishes.intervals {
        if wish.want {
            granted(sheet, wish);
        } else {
            ignored(sheet, wish);
        }
    }
}

/// Work that is wished for saves its weight, if some outing could overlap the interval.
fn granted(sheet: &mut Sheet<'_>, wish: &Wish) {
    let granted = sheet.linear.variable(-wish.weight, 1);
    let range = sheet.outings.of_team(wish.team);
    let helpful = range.filter(|&ix| overlaps(sheet, &sheet.outings.all[ix], wish, false));
    let terms: Vec<_> = helpful.map(|ix| (ix, -1)).chain([(granted, 1)]).collect();
    sheet.linear.at_most(terms, 0);
}

/// Work that is not wished for costs its weight, if some outing must overlap the interval.
fn ignored(sheet: &mut Sheet<'_>, wish: &Wish) {
    let all = &sheet.outings.all;
    let range = sheet.outings.of_team(wish.team);
    let harmful: Vec<_> = range.filter(|&ix| overlaps(sheet, &all[ix], wish, true)).collect();
    if harmful.is_empty() {
        return;
    }
    let ignored = sheet.linear.variable(wish.weight, 1);
    for of_slot in harmful.chunk_by(|&a, &b| all[a].slot == all[b].slot) {
        let terms = of_slot.iter().map(|&ix| (ix, 1)).chain([(ignored, -1)]);
        sheet.linear.at_most(terms, 0);
    }
}

/// Whether an activity of an outing overlaps the wish's interval: whenever it starts, or for some start.
fn overlaps(sheet: &Sheet<'_>, outing: &Outing, wish: &Wish, always: bool) -> bool {
    outing.members.iter().any(|member| {
        let minutes = sheet.model.activities[member.act as usize].minutes;
        let (first, last) = if always {
            (member.latest, member.earliest)
        } else {
            (member.earliest, member.latest)
        };
        first < wish.to && last + minutes > wish.from
    })
}
