//! A term's students, timetables, clinic hours and needs become a formation, and its result the folder's tables.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

use fastrand::Rng;
use yuandi_scheduler::format::formation::{Formation, Formed};
use yuandi_scheduler::formation::{Settings, form};
use yuandi_scheduler::term::{Sheet, Term, TermFiles, check_row, read};

use super::base::{self, Folder};
use super::read_folder;

const PEOPLE: &str = "id,name,college,team,role,skills,experienced,friends,apart
s1,Ann,medical,med-1,leader,tuina:2,yes,,
s2,Ben,medical,med-1,student,tuina,,,
s3,Cai 蔡,medical,med-1,,,,,
p1,Prof,medical,med-1,supervisor,tuina:3,yes,,
s4,Dan,law,law-1,leader,,,,
s5,Eve,law,law-1,,,,,
s6,Fay,law,,,advice,yes,s7;s8,
s7,Gus,law,,,advice:2,no,s6,s9
s8,Hal,law,,,,no,,
s9,Ida,medical,,,tuina,,,
";

const KINDS: &str = "id,name,college,from,teams,min,max,mix,quorum,home,capacity,longest_outing,groups,least,short
law,Law team,law,law;medical,1,2,3,advice:2 x1,,campus,3,240,young,600,2
tuina,,medical,,2,1,2,tuina x1,1,campus,,,,,
";

/// The valid folder with people to be put into teams, and teams asked for.
fn folder() -> Folder {
    let mut folder = Folder::valid();
    folder.put("people.csv", PEOPLE);
    folder.put("formation.csv", KINDS);
    folder.add("term.toml", "\n[formation]\nfriend = 50\nunformed = 700");
    folder.add("timetables.csv", "s6,monday,08:00,12:00,,Law");
    folder
}

fn term() -> Term {
    read_folder(&folder()).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn formation() -> Formation {
    term().formation().unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn formed(problem: &Formation) -> Formed {
    let settings = Settings {
        steps: Some(2_000),
        ..Settings::default()
    };
    form(problem, &settings, &AtomicBool::new(false)).unwrap_or_else(|faults| panic!("{faults:?}"))
}

#[test]
fn who_is_in_no_team_is_to_be_in_one() {
    let problem = formation();
    let ids: Vec<&str> = problem.students.iter().map(|student| student.id.as_str()).collect();
    assert_eq!(ids, ["s6", "s7", "s8", "s9"]);
    assert_eq!(problem.students[1].skills, [("advice".to_owned(), 2)].into());
    let experience: Vec<Option<bool>> = problem.students.iter().map(|student| student.experienced).collect();
    assert_eq!(experience, [Some(true), Some(false), Some(false), None]);
    assert_eq!(problem.apart, [("s7".to_owned(), "s9".to_owned())]);
    // Each who names the other counts.
    let friends = problem
        .friends
        .iter()
        .map(|pair| (pair.students.0.as_str(), pair.students.1.as_str(), pair.weight));
    assert_eq!(friends.collect::<Vec<_>>(), [("s6", "s7", 100), ("s6", "s8", 50)]);
    assert_eq!(
        problem.teams[0].groups,
        Some(vec!["law".to_owned(), "medical".to_owned()])
    );
    assert_eq!((problem.teams[0].quorum, problem.teams[1].quorum), (None, Some(1)));
    assert_eq!((problem.teams[0].least, problem.teams[0].short), (Some(600), Some(2)));
    assert_eq!(problem.weights.unformed, 700);
    let worth = problem
        .hours
        .iter()
        .map(|hour| hour.minutes * hour.teams.values().max().unwrap_or(&0));
    assert_eq!(problem.weights.unplaced, 1 + worth.sum::<i64>());
}

/// Minutes of a kind's demand, and those in which a student is free.
fn demand(problem: &Formation, kind: &str, student: &str) -> (i64, i64) {
    let student = problem
        .students
        .iter()
        .find(|row| row.id == student)
        .expect("a student");
    let worth = |at: usize| {
        let hour = &problem.hours[at];
        hour.minutes * hour.teams.get(kind).copied().unwrap_or(0)
    };
    let all = (0..problem.hours.len()).map(worth).sum();
    let free = student.free.bytes().enumerate().filter(|(_, sign)| *sign == b'1');
    (all, free.map(|(at, _)| worth(at)).sum())
}

#[test]
fn hours_count_that_a_team_could_do_and_once_more_where_needs_can_be_served() {
    let mut folder = folder();
    folder.put("needs.csv", "id,kind,place,minutes,from,to,unserved,skills,hours\n");
    folder.remove("fixed.csv");
    folder.remove("baseline.json");
    let of = |folder: &Folder| {
        read_folder(folder)
            .expect("a valid folder")
            .formation()
            .expect("a formation")
    };
    let problem = of(&folder);
    // Four Mondays of three hours, both for medical students with tuina, whom `law` takes too.
    let mondays = 4 * 180;
    // Fridays and the make-up Saturday of two hours, without a skill; the holiday is left out.
    let fridays = 4 * 120;
    // Odd Wednesdays and even Tuesdays of an hour; advice is nobody's in `medical`. The fair asks for two teams for two hours.
    let (wednesdays, tuesdays, fair) = (2 * 60, 2 * 60, 2 * 120);
    assert_eq!(
        demand(&problem, "law", "s8").0,
        mondays + fridays + wednesdays + tuesdays + fair
    );
    assert_eq!(demand(&problem, "tuina", "s8").0, mondays + fridays + tuesdays + fair);
    folder.add("needs.csv", "walk,walk,room,30,2026-03-09,2026-03-10,10,,13:00-15:00");
    folder.add("needs.csv", "cello,music,room,30,2026-03-09,2026-03-10,10,cello,");
    folder.add("needs.csv", "late,walk,room,30,2026-03-09,2026-03-09,10,,14:30-15:30");
    let with_needs = of(&folder);
    // An hour on each of two days within the blocks; then half an hour more. Nobody plays the cello.
    assert_eq!(
        demand(&with_needs, "law", "s8").0,
        demand(&problem, "law", "s8").0 + 2 * 60 + 30
    );
}

#[test]
fn lessons_calendars_and_absences_are_busy_and_short_breaks_no_free_time() {
    let mut folder = folder();
    folder.put(
        "hours.csv",
        "id,kind,place,weekday,date,start,end,target,max,under\nall,x,room,,2026-03-16,08:00,12:00,1,1,1\n",
    );
    folder.remove("needs.csv");
    folder.remove("wishes.csv");
    folder.remove("fixed.csv");
    folder.remove("baseline.json");
    folder.put(
        "timetables.csv",
        "person,weekday,start,end,weeks\ns7,monday,08:00,09:00,\ns7,monday,09:20,10:00,2\ns8,monday,08:00,10:00,odd\n",
    );
    folder.put("calendars/s8.ics", "busy 2026-03-16T11:00:00 2026-03-16T13:00:00\n");
    folder.put(
        "absences.csv",
        "person,team,start,end\ns9,,2026-03-15 08:00,2026-03-16 08:30\n",
    );
    let problem = read_folder(&folder)
        .expect("a valid folder")
        .formation()
        .expect("a formation");
    let free = |student| demand(&problem, "law", student).1;
    assert_eq!(demand(&problem, "law", "s6"), (240, 240));
    assert_eq!((free("s7"), free("s8"), free("s9")), (120, 180, 210));
}

#[test]
fn the_result_is_the_folders_tables() {
    let term = term();
    let result = formed(&term.formation().expect("a formation"));
    let rows = result
        .teams
        .iter()
        .map(|row| (row.team.as_str(), row.students.as_slice()));
    let teams: BTreeMap<&str, &[String]> = rows.collect();
    assert_eq!(teams["law-01"], ["s6", "s7", "s8"]);
    assert_eq!(teams["tuina-01"], ["s9"]);
    assert_eq!((result.score, result.unplaced.len()), (result.bound, 0));
    assert_eq!(result.unformed[0].reasons, ["too-few-students", "too-few-with-skill"]);
    let filled = term.with_teams(&result);
    let files = TermFiles::of(filled.settings.toml().expect("TOML"), &filled.sheets()).expect("CSV");
    let mut again = read(&files, &base::read_calendar).unwrap_or_else(|faults| panic!("{faults:?}"));
    again.busy.clone_from(&filled.busy);
    again.baseline.clone_from(&filled.baseline);
    assert_eq!(again, filled);
    let law = again.teams.iter().find(|team| team.id == "law-01").expect("a team");
    assert_eq!(
        (law.name.as_str(), law.college.as_str(), law.quorum),
        ("Law team 1", "law", 3)
    );
    assert_eq!(law.skills, [("advice".to_owned(), 2)].into());
    assert_eq!(
        (law.capacity, law.longest_outing, law.groups.as_slice()),
        (Some(3), Some(240), &["young".to_owned()][..])
    );
    let tuina = again.teams.iter().find(|team| team.id == "tuina-01").expect("a team");
    assert_eq!((tuina.name.as_str(), tuina.quorum), ("tuina-01", 1));
    // Once more: everybody stays where they are, and whoever comes later joins.
    let settled = again.formation().expect("a formation");
    assert_eq!((settled.students.len(), settled.fixed.len()), (4, 4));
    assert_eq!(again.with_teams(&formed(&settled)), again);
}

#[test]
fn members_whom_a_team_does_not_take_are_told() {
    let mut folder = folder();
    folder.put("people.csv", PEOPLE.replace("s6,Fay,law,,", "s6,Fay,law,tuina-01,"));
    folder.add("teams.csv", "tuina-01,Tuina,medical,campus,,1,,,");
    let faults = read_folder(&folder).err();
    assert_eq!(
        faults.map(|faults| faults.len()),
        Some(1),
        "a team without skills is at fault by itself"
    );
    folder.replace(
        "teams.csv",
        "tuina-01,Tuina,medical,campus,,1",
        "tuina-01,Tuina,medical,campus,tuina,1",
    );
    let term = read_folder(&folder).unwrap_or_else(|faults| panic!("{faults:?}"));
    let faults = term.formation().expect_err("law students are not taken");
    assert_eq!((faults[0].code, faults[0].at.as_str()), ("wrong-group", "fixed[0]"));
}

#[test]
fn each_row_passes_by_itself() {
    let term = term();
    let toml = term.settings.toml().expect("TOML");
    let sheets = term.sheets();
    for sheet in sheets
        .iter()
        .filter(|sheet| ["people", "formation"].contains(&sheet.name))
    {
        for row in &sheet.rows {
            let alone = Sheet {
                rows: vec![row.clone()],
                ..sheet.clone()
            };
            let mut known = sheets.clone();
            let same = known.iter_mut().find(|other| other.name == sheet.name);
            same.expect("the table").rows.retain(|other| other != row);
            assert_eq!(check_row(toml.as_bytes(), &alone, &known), [], "{row:?}");
            assert_eq!(check_row(toml.as_bytes(), &alone, &[]), [], "{row:?}");
        }
    }
}

#[test]
fn headers_and_words_may_be_chinese() {
    let mut chinese = folder();
    let header = "学号,姓名,学院,服务队,身份,技能,有经验,同伴,回避";
    let people = PEOPLE.replace("id,name,college,team,role,skills,experienced,friends,apart", header);
    chinese.put(
        "people.csv",
        people
            .replace(",yes,", ",是,")
            .replace(",no,", ",否,")
            .replace("s7;s8", "s7；s8"),
    );
    chinese.put(
        "formation.csv",
        KINDS.replace(
            "id,name,college,from,teams,min,max,mix,quorum,home,capacity,longest_outing,groups,least,short",
            "编号,名称,学院,来源学院,队数,最少队员,最多队员,组成,最少人数,出发地,运力,最长外出,分组,最少共同时间,不足代价",
        ),
    );
    assert_eq!(read_folder(&chinese).expect("a valid folder"), term());
}

/// Whatever stands in the cells, there are faults or a formation whose teams can be formed.
#[test]
fn cells_that_are_wrong_are_told_or_do_no_harm() {
    const ODD: [&str; 14] = [
        "",
        "0",
        "1",
        "-1",
        "3",
        "x",
        "s1",
        "s6;s7",
        "law",
        "yes",
        "tuina:2 x1",
        "advice",
        "2147483647",
        "281474976710655",
    ];
    let mut rng = Rng::with_seed(4);
    let (mut formations, mut faulty) = (0, 0);
    for _ in 0..150 {
        let mut folder = folder();
        for _ in 0..rng.usize(1..=2) {
            let file = ["people.csv", "formation.csv"][rng.usize(0..2)];
            let rows = folder.rows(file);
            let (row, column) = (rng.usize(2..=rows.len()), rng.usize(0..rows[0].len()));
            folder.cell(file, row, &rows[0][column], ODD[rng.usize(0..ODD.len())]);
        }
        match read_folder(&folder).and_then(|term| term.formation()) {
            Ok(problem) => {
                let settings = Settings {
                    steps: Some(20),
                    ..Settings::default()
                };
                form(&problem, &settings, &AtomicBool::new(false)).expect("a valid formation");
                formations += 1;
            }
            Err(faults) => {
                assert!(!faults.is_empty());
                faulty += 1;
            }
        }
    }
    assert!(formations > 30 && faulty > 30, "{formations} {faulty}");
}
