//! Random choices in the words of the generator.

use yuandi_scheduler::format::{Clock, LocalTime, Skills};

/// Tags of activities.
pub const TAGS: [&str; 3] = ["clinic", "home", "lecture"];
/// Skills of teams.
pub const SKILLS: [&str; 2] = ["tuina", "law"];
/// Groups of teams.
pub const GROUPS: [&str; 2] = ["medical", "arts"];

/// A seeded source of choices.
pub struct Dice(fastrand::Rng);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0.i64(low..=high)
    }

    /// True in `percent` of a hundred calls.
    pub fn chance(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }

    /// A value in `percent` of a hundred calls.
    pub fn maybe<T>(&mut self, percent: i64, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.chance(percent).then(|| value(self))
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.0.usize(0..from.len())]
    }

    /// Each entry in half of the calls; the order is kept.
    pub fn some_of(&mut self, from: &[&str]) -> Vec<String> {
        from.iter()
            .filter(|_| self.chance(50))
            .map(ToString::to_string)
            .collect()
    }

    pub fn skills(&mut self, percent: i64, highest: i64) -> Skills {
        let mut skills = Skills::new();
        for skill in SKILLS {
            if self.chance(percent) {
                skills.insert(skill.into(), self.between(0, highest) as i32);
            }
        }
        skills
    }

    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        self.0.shuffle(list);
    }
}

/// The time `minute` minutes after the midnight that starts `day` of the horizon; an hour later where it does not exist.
pub fn time(clock: &Clock, day: i64, minute: i64) -> LocalTime {
    let at = |minute: i64| LocalTime::from_day(clock.first_day() + day as i32, minute as i32);
    let asked = at(minute);
    if clock.instant(&asked).is_some() {
        asked
    } else {
        at(minute + 60)
    }
}

/// Whether an interval is inside the horizon and at least so many minutes long.
pub fn fits(clock: &Clock, from: &LocalTime, to: &LocalTime, minutes: i64) -> bool {
    let end = LocalTime::from_day(clock.first_day() + clock.days(), 0);
    let (Some(a), Some(b)) = (clock.instant(from), clock.instant(to)) else {
        return false;
    };
    i64::from(b - a) >= minutes && clock.day(from) >= Some(0) && to.wall() <= end.wall()
}
