//! The example term: one community, five colleges, autumn 2026. Everything is invented and follows from the seed.
//!
//! One module per table of the term folder (`docs/term-folder.md`), in the order in which they lean on each other:
//! places and teams first, then timetables and hours, then needs, wishes and choices of positions, and `term.toml` last, since its
//! fairness targets are computed from the load. Each draws from its own stream of random numbers, so that a change
//! in one table leaves the others as they were.

mod calendar;
mod colleges;
mod events;
mod hours;
mod ics;
mod load;
mod names;
mod needs;
mod people;
mod placement;
mod places;
mod table;
mod teams;
mod term;
mod timetables;
mod wishes;

use std::collections::BTreeMap;

use fastrand::Rng;

/// Every generated file of the folder: path inside it, and its bytes.
pub fn files(seed: u64) -> BTreeMap<String, Vec<u8>> {
    let mut seeds = Rng::with_seed(seed);
    let buildings = places::buildings(&mut seeds.fork());
    let teams = teams::draw(&mut seeds.fork());
    let timetables = timetables::draw(&teams, &mut seeds.fork());
    let hours = hours::weekly();
    let events = events::single();
    let needs = needs::draw(&buildings, &teams, &mut seeds.fork());
    let wishes = wishes::draw(&teams, &timetables, &hours, &mut seeds.fork());
    let positions = placement::positions::all();
    let choices = placement::choices::draw(&teams, &positions, &mut seeds.fork());
    let rankings = placement::rankings::table(&positions, &choices, &mut seeds.fork());
    let load = load::by_college(&hours, &events, &needs);

    let mut files = BTreeMap::from([
        ("term.toml".into(), term::text(&load).into_bytes()),
        ("places.csv".into(), places::table(&buildings).utf8()),
        // One table in the encoding Excel writes in China, and one with the mark it puts before UTF-8.
        ("people.csv".into(), people::table(&teams).gb18030()),
        ("teams.csv".into(), teams::table(&teams).utf8()),
        ("timetables.csv".into(), timetables::table(&timetables).utf8()),
        ("hours.csv".into(), hours::table(&hours, &events).utf8()),
        ("needs.csv".into(), needs::table(&needs).utf8_with_mark()),
        ("wishes.csv".into(), wishes::table(&wishes).utf8()),
        ("positions.csv".into(), placement::positions::table(&positions).utf8()),
        ("choices.csv".into(), placement::choices::table(&choices).utf8()),
        ("rankings.csv".into(), rankings.utf8()),
    ]);
    for (person, lessons) in timetables.iter().filter(|(person, _)| person.has_calendar) {
        files.insert(
            format!("calendars/{}.ics", person.id),
            ics::calendar(person, lessons).into_bytes(),
        );
    }
    files
}

/// True in `percent` of a hundred cases.
fn chance(rng: &mut Rng, percent: u8) -> bool {
    rng.u8(0..100) < percent
}

/// One of a few, each equally likely.
fn pick<T: Copy>(rng: &mut Rng, choices: &[T]) -> T {
    choices[rng.usize(0..choices.len())]
}
