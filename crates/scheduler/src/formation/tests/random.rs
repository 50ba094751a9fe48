//! Random formations, each with some of every feature.

use fastrand::Rng;

use crate::format::formation::{Formation, Friends, Hour, Kind, Member, Members, Prices, Student};
use crate::format::{Skills, validate_formation};

const SKILLS: [&str; 2] = ["tuina", "repair"];
const GROUPS: [&str; 2] = ["medical", "law"];

/// A formation of some students, which is valid.
pub fn formation(seed: u64, students: usize) -> Formation {
    let mut rng = Rng::with_seed(seed);
    loop {
        let problem = draw(&mut rng, students);
        if validate_formation("random", &problem).is_ok() {
            return problem;
        }
    }
}

fn draw(rng: &mut Rng, students: usize) -> Formation {
    let kinds = rng.usize(1..=2);
    let hours = rng.usize(3..=12);
    let busy = rng.u32(2..=6);
    let teams: Vec<Kind> = (0..kinds).map(|at| kind(rng, at, students)).collect();
    let id = |at: usize| format!("s{at}");
    let two = |rng: &mut Rng| (id(rng.usize(0..students)), id(rng.usize(0..students)));
    let friends = (0..rng.usize(0..=students)).map(|_| Friends {
        students: two(rng),
        weight: rng.i64(0..80),
    });
    let friends: Vec<Friends> = friends.collect();
    let apart = (0..rng.usize(0..=2)).map(|_| two(rng)).collect();
    let fixed = (0..rng.usize(0..=5).saturating_sub(3)).map(|_| {
        let kind = &teams[rng.usize(0..teams.len())];
        let team = kind.team(rng.usize(1..=kind.count as usize));
        let student = id(rng.usize(0..students));
        Member { student, team }
    });
    let fixed = fixed.collect();
    Formation {
        format: "formation/1".into(),
        name: None,
        hours: (0..hours).map(|at| hour(rng, at, &teams)).collect(),
        students: (0..students).map(|at| student(rng, id(at), hours, busy)).collect(),
        friends,
        apart,
        fixed,
        weights: Prices {
            unplaced: [0, 40, 1_000][rng.usize(0..3)],
            unformed: [0, 30, 500][rng.usize(0..3)],
        },
        teams,
    }
}

fn hour(rng: &mut Rng, at: usize, kinds: &[Kind]) -> Hour {
    let minutes = rng.i64(0..90);
    let wanted = kinds.iter().map(|kind| (kind.id.clone(), rng.i64(0..3)));
    Hour {
        id: format!("h{at}"),
        minutes,
        teams: wanted.filter(|(_, wanted)| *wanted > 0).collect(),
    }
}

fn student(rng: &mut Rng, id: String, hours: usize, busy: u32) -> Student {
    let skills: Skills = SKILLS
        .iter()
        .map(|skill| ((*skill).to_owned(), rng.i32(0..3)))
        .collect();
    Student {
        id,
        name: None,
        groups: vec![GROUPS[rng.usize(0..2)].to_owned()],
        skills,
        experienced: [None, Some(true), Some(false)][rng.usize(0..3)],
        free: (0..hours)
            .map(|_| if rng.u32(0..10) < busy { '0' } else { '1' })
            .collect(),
    }
}

fn kind(rng: &mut Rng, at: usize, students: usize) -> Kind {
    let min = rng.i64(1..=3);
    let max = min + rng.i64(0..=2);
    let groups = [None, None, Some(vec![GROUPS[rng.usize(0..2)].to_owned()])];
    let mix = (0..rng.usize(0..=2)).map(|_| Members {
        skills: [(SKILLS[rng.usize(0..2)].to_owned(), rng.i32(0..3))].into(),
        min: rng.i64(0..=2).min(max),
    });
    let mix = mix.collect();
    let least = rng.bool().then(|| rng.i64(0..300));
    Kind {
        id: format!("k{at}"),
        name: None,
        groups: groups[rng.usize(0..3)].clone(),
        count: rng.i64(1..=(students as i64 / 4).clamp(1, 3)),
        min,
        max,
        mix,
        quorum: rng.bool().then(|| rng.i64(1..=min)),
        least,
        short: least.map(|_| rng.i64(0..3)),
    }
}
