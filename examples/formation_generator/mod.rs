//! Sixty students of three colleges before their teams are formed. Everything is invented and follows from the seed.
//!
//! Places, clinic hours, needs and the teams asked for are fixed texts; who studies what with whom, and when, is drawn.

mod office;
mod students;
mod timetables;

use std::collections::BTreeMap;

use fastrand::Rng;

/// Every file of the folder: its name, and its text.
pub fn files(seed: u64) -> BTreeMap<&'static str, String> {
    let mut seeds = Rng::with_seed(seed);
    let students = students::draw(&mut seeds.fork());
    let timetables = timetables::table(&students, &mut seeds.fork());
    BTreeMap::from([
        ("term.toml", office::TERM.to_owned()),
        ("places.csv", office::PLACES.to_owned()),
        ("hours.csv", office::HOURS.to_owned()),
        ("needs.csv", office::NEEDS.to_owned()),
        ("formation.csv", office::FORMATION.to_owned()),
        ("teams.csv", "编号,名称,学院,出发地,技能,最少人数\n".to_owned()),
        ("people.csv", students::table(&students)),
        ("timetables.csv", timetables),
    ])
}

/// True in `percent` of a hundred cases.
fn chance(rng: &mut Rng, percent: u8) -> bool {
    rng.u8(0..100) < percent
}
