//! A term written back is the same term; who is away is not available, and who is excluded cannot be asked.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use yuandi_scheduler::term::{Term, TermFiles, read};

use super::base::{self, Folder};
use super::read_folder;

/// The valid folder, with somebody away and somebody excluded, and texts that are hard to write down.
fn folder() -> Folder {
    let mut folder = Folder::valid();
    folder.put(
        "absences.csv",
        "学号,服务队,开始,结束,原因\ns1,,2026-03-09 10:00,2026-03-09 11:00,\"ill, \"\"very\"\"\"\n,law-1,2026-03-10 08:00,2026-03-12 12:00,\n",
    );
    folder.put(
        "excluded.csv",
        "session,need,team,reason\nfriday-0313,,med-1,=quarrel\n,form,law-1,\n",
    );
    folder.remove("fixed.csv");
    folder.replace("places.csv", "Block 1", "\"Block \"\"1\"\",\n 一号楼 \"");
    folder
}

fn again(term: &Term) -> Term {
    let files = TermFiles::of(term.settings.toml().expect("TOML"), &term.sheets()).expect("CSV");
    read(&files, &base::read_calendar).unwrap_or_else(|faults| panic!("{faults:?}"))
}

#[test]
fn a_term_written_back_is_the_same() {
    for folder in [folder(), Folder::valid()] {
        let mut term = read_folder(&folder).expect("a valid folder");
        // Baseline and calendars are files of their own.
        term.busy.clear();
        term.baseline.clear();
        assert_eq!(again(&term), term);
    }
}

#[test]
fn the_example_written_back_is_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/jiezi");
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("the example") {
        let path = entry.expect("an entry").path();
        if path.is_file() {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            files.insert(name, fs::read(path).expect("a file"));
        }
    }
    let term = read(&TermFiles { files }, &base::read_calendar).expect("a valid folder");
    assert!(term.lessons.len() > 1000 && term.lessons.iter().all(|lesson| lesson.course.is_some()));
    assert_eq!(again(&term), term);
}

#[test]
fn calendars_become_absences() {
    let term = read_folder(&Folder::valid()).expect("a valid folder");
    let without = term.without_calendars();
    assert!(!term.busy.is_empty() && without.busy.is_empty());
    assert_eq!(without.expand(), term.expand());
}

#[test]
fn who_is_away_is_not_available_and_who_is_excluded_lacks_a_skill() {
    let before = read_folder(&Folder::valid()).expect("a valid folder").expand();
    let after = read_folder(&folder()).expect("a valid folder").expand();
    let available = |problem: &yuandi_scheduler::format::Problem, team: &str, day: &str| {
        let team = problem.teams.iter().find(|other| other.id == team).expect("a team");
        let of_day = team
            .available
            .iter()
            .filter(|(from, _)| from.to_string().starts_with(day));
        of_day.map(|(from, to)| format!("{from} {to}")).collect::<Vec<_>>()
    };
    assert!(!available(&before, "law-1", "2026-03-11").is_empty());
    assert_eq!(available(&after, "law-1", "2026-03-11"), Vec::<String>::new());
    assert_eq!(
        available(&after, "law-1", "2026-03-16"),
        available(&before, "law-1", "2026-03-16")
    );
    // Two of three must be free; one is away, so nobody else may have a class.
    assert_ne!(
        available(&after, "med-1", "2026-03-09"),
        available(&before, "med-1", "2026-03-09")
    );
    let session = after
        .sessions
        .iter()
        .find(|session| session.id == "friday-0313")
        .expect("a session");
    let skill = "not-excluded:friday-0313";
    assert_eq!(session.skills.get(skill), Some(&1));
    let has: Vec<bool> = after.teams.iter().map(|team| team.skills.contains_key(skill)).collect();
    assert_eq!(has, [false, true]);
    let form = after.needs.iter().find(|need| need.id == "form").expect("a need");
    assert_eq!(form.excluded, ["med-1", "law-1"]);
}
