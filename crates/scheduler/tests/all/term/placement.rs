//! A term's positions, choices, rankings and placements become a placement problem, and its result the roster's rules.

use std::sync::atomic::AtomicBool;

use yuandi_scheduler::format::Problem;
use yuandi_scheduler::format::placement::{Aim, Placed, PlacementProblem, Tier};
use yuandi_scheduler::placement::{Settings, place};
use yuandi_scheduler::term::{Term, TermFiles, read};

use super::base::{self, Folder};
use super::{brief, read_folder};

const POSITIONS: &str = "id,name,host,for,capacity,minimum,skills,groups,hours,times,weeks
ward,Ward 病房,hospital,,1,,,health,,monday 14:00-18:00;周三 08:00-12:00,1-2
school,,school,学生,2,1,,young,,,
desk,,centre,team,1,,advice,,odd-wed;fair,,
";

const CHOICES: &str = "applicant,position,rank
s6,ward,1
s6,school,2
s4,school,1
s4,ward,1
s5,ward,3
law-1,desk,1
";

const RANKINGS: &str = "applicant,position,rank
s5,ward,1
s6,ward,2
s1,ward,2
";

/// The valid folder with a round of placement, two of which are settled.
fn folder() -> Folder {
    let mut folder = Folder::valid();
    folder.put("positions.csv", POSITIONS);
    folder.put("choices.csv", CHOICES);
    folder.put("rankings.csv", RANKINGS);
    folder.add(
        "term.toml",
        "\n[placement]\naim = \"maximum\"\n\n[[placement.hosts]]\nid = \"school\"\ncapacity = 3\n\n\
         [[placement.quotas]]\nid = \"lawyers\"\napplicants = [\"law\"]\npositions = [\"health\"]\nmax = 1\n\n\
         [[placement.bundles]]\nid = \"two\"\napplicants = [\"s4\", \"s6\"]\nat = \"host\"",
    );
    folder
}

fn term(folder: &Folder) -> Term {
    read_folder(folder).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn problem(folder: &Folder) -> PlacementProblem {
    term(folder)
        .placing()
        .unwrap_or_else(|faults| panic!("{faults:?}"))
        .problem
}

fn tiers(tiers: &[&[&str]]) -> Vec<Tier> {
    tiers
        .iter()
        .map(|tier| Tier(tier.iter().map(|id| (*id).to_owned()).collect()))
        .collect()
}

/// What is wrong with the round as a whole.
fn faults(folder: &Folder) -> Vec<String> {
    let found = term(folder).placing().expect_err("a fault");
    found.iter().map(brief).collect()
}

#[test]
fn who_states_choices_applies() {
    let problem = problem(&folder());
    let applicants: Vec<&str> = problem.applicants.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(applicants, ["s4", "s5", "s6", "law-1"]);
    assert_eq!(problem.applicants[0].choices, tiers(&[&["school", "ward"]]));
    assert_eq!(problem.applicants[2].choices, tiers(&[&["ward"], &["school"]]));
    assert_eq!(problem.applicants[3].groups, ["law"]);
    assert_eq!(problem.applicants[3].skills.get("advice"), Some(&1));
    // A position ranks whom its host ranks; of those only who applies. One without a ranking takes all alike.
    assert_eq!(problem.positions[0].choices, Some(tiers(&[&["s5"], &["s6"]])));
    assert_eq!(problem.positions[1].choices, None);
    assert_eq!((problem.positions[1].capacity, problem.positions[1].minimum), (2, 1));
    let hosts: Vec<(&str, Option<i64>)> = problem
        .hosts
        .iter()
        .map(|host| (host.id.as_str(), host.capacity))
        .collect();
    assert_eq!(hosts, [("school", Some(3)), ("centre", None), ("hospital", None)]);
    assert_eq!(
        (problem.aim, problem.quotas.len(), problem.bundles.len()),
        (Aim::Maximum, 1, 1)
    );
    assert_eq!(problem.fixed, []);
}

#[test]
fn decisions_are_fixed_and_an_earlier_round_is_what_to_disturb_least() {
    let mut folder = folder();
    folder.put(
        "placements.csv",
        "申请者,岗位,已定\ns5,ward,是\ns4,school,\ns1,school,\n",
    );
    let placing = term(&folder).placing().expect("a problem");
    let pair = |applicant: &str, position: &str| Placed {
        applicant: applicant.into(),
        position: position.into(),
    };
    assert_eq!(placing.problem.fixed, [pair("s5", "ward")]);
    // s1 has withdrawn: no choices.
    let before = placing.baseline.expect("an earlier round");
    assert_eq!(before.placed, [pair("s5", "ward"), pair("s4", "school")]);
    let settings = Settings {
        baseline: Some(&before),
        ..Settings::default()
    };
    let result = place(&placing.problem, &settings, &AtomicBool::new(false)).expect("a placement");
    let after = term(&folder).with_placements(&result);
    let rows: Vec<_> = after
        .placements
        .iter()
        .map(|row| (row.applicant.as_str(), row.position.as_str(), row.fixed))
        .collect();
    assert_eq!(
        rows,
        [
            ("s4", "school", false),
            ("s5", "ward", true),
            ("s6", "school", false),
            ("law-1", "desk", false)
        ]
    );
}

#[test]
fn people_who_keep_apart_are_kept_apart() {
    let mut folder = folder();
    folder.replace(
        "people.csv",
        "id,name,college,team,role",
        "id,name,college,team,role,apart",
    );
    folder.replace("people.csv", "s6,Fay,law,,", "s6,Fay,law,,,s5;s1");
    for row in [
        "s1,Ann,medical,med-1,leader",
        "s2,Ben,medical,med-1,student",
        "s3,Cai 蔡,medical,med-1,",
    ] {
        folder.replace("people.csv", row, &format!("{row},"));
    }
    assert_eq!(problem(&folder).apart, [("s5".to_owned(), "s6".to_owned())]);
}

#[test]
fn what_the_settings_name_must_be_there() {
    let mut broken = folder();
    broken.replace("term.toml", "id = \"school\"", "id = \"shcool\"");
    broken.replace("term.toml", "[\"health\"]", "[\"wealth\"]");
    broken.replace("term.toml", "applicants = [\"law\"]", "applicants = [\"lwa\"]");
    broken.replace("term.toml", "[\"s4\", \"s6\"]", "[\"s4\", \"s3\"]");
    assert_eq!(
        faults(&broken),
        [
            "term.toml placement.hosts[0] id unknown-host",
            "term.toml placement.quotas[0] positions unknown-group",
            "term.toml placement.quotas[0] applicants unknown-group",
            "term.toml placement.bundles[0] applicants[1] unknown-applicant",
        ]
    );
    let mut broken = folder();
    broken.put("placements.csv", "applicant,position,fixed\ns4,ward,yes\ns6,ward,yes\n");
    assert_eq!(
        faults(&broken),
        [
            "placements position fixed-ineligible",
            "the placement of the term positions[0] capacity fixed-contradiction",
            "term.toml placement.quotas[0] max fixed-contradiction",
        ]
    );
}

fn expanded(folder: &Folder) -> Problem {
    term(folder).expand()
}

/// Skills that sessions ask for because of placements: session and skill.
fn asked(problem: &Problem) -> Vec<(String, String)> {
    let rows = problem
        .sessions
        .iter()
        .flat_map(|session| session.skills.keys().map(|skill| (session.id.clone(), skill.clone())));
    rows.filter(|(_, skill)| skill.starts_with("placed:")).collect()
}

#[test]
fn a_team_placed_at_a_clinic_staffs_its_hours_and_others_do_not() {
    let mut folder = folder();
    assert_eq!(asked(&expanded(&folder)), []);
    folder.put("placements.csv", "applicant,position\nlaw-1,desk\n");
    let problem = expanded(&folder);
    let expected = [
        ("odd-wed-0311", "placed:odd-wed"),
        ("odd-wed-0325", "placed:odd-wed"),
        ("fair", "placed:fair"),
    ];
    assert_eq!(
        asked(&problem),
        expected.map(|(session, skill)| (session.to_owned(), skill.to_owned()))
    );
    let has = |skill: &str| -> Vec<bool> {
        problem
            .teams
            .iter()
            .map(|team| team.skills.contains_key(skill))
            .collect()
    };
    assert_eq!(
        (has("placed:odd-wed"), has("placed:fair")),
        (vec![false, true], vec![false, true])
    );
}

/// A team's intervals on a day.
fn available(problem: &Problem, team: &str, day: &str) -> Vec<String> {
    let team = problem.teams.iter().find(|other| other.id == team).expect("a team");
    let of_day = team
        .available
        .iter()
        .filter(|(from, _)| from.to_string().starts_with(day));
    of_day.map(|(from, to)| format!("{from} {to}")).collect()
}

#[test]
fn who_is_placed_is_at_work_in_the_times_of_the_position() {
    let mut folder = folder();
    let before = expanded(&folder);
    // Both members of law-1 would have to be there; one suffices elsewhere.
    folder.replace(
        "teams.csv",
        "law-1,Law one,law,campus,advice;tuina,1",
        "law-1,Law one,law,campus,advice;tuina,2",
    );
    let whole = expanded(&folder);
    folder.put("placements.csv", "applicant,position\ns5,ward\n");
    let after = expanded(&folder);
    let mondays = |problem: &Problem, day: &str| available(problem, "law-1", day);
    assert_eq!(
        mondays(&whole, "2026-03-16"),
        ["2026-03-16T08:00 2026-03-16T12:00", "2026-03-16T14:00 2026-03-16T18:00"]
    );
    assert_eq!(mondays(&after, "2026-03-16"), ["2026-03-16T08:00 2026-03-16T12:00"]);
    // The position has ended in the third week, and was never on Thursdays.
    assert_eq!(mondays(&after, "2026-03-23"), mondays(&whole, "2026-03-23"));
    assert_eq!(mondays(&after, "2026-03-19"), mondays(&whole, "2026-03-19"));
    folder.replace("teams.csv", "advice;tuina,2", "advice;tuina,1");
    assert_eq!(
        available(&expanded(&folder), "law-1", "2026-03-16"),
        available(&before, "law-1", "2026-03-16")
    );
}

#[test]
fn a_round_written_back_is_the_same() {
    let mut folder = folder();
    folder.put("placements.csv", "applicant,position,fixed\ns5,ward,yes\nlaw-1,desk,\n");
    let mut before = term(&folder);
    before.busy.clear();
    before.baseline.clear();
    let files = TermFiles::of(before.settings.toml().expect("TOML"), &before.sheets()).expect("CSV");
    assert_eq!(read(&files, &base::read_calendar).expect("a valid folder"), before);
}
