//! Rounds of placement: positions of hosts, choices within dates, placing, publishing, and what each role sees of it.

use chrono::{DateTime, SecondsFormat};
use serde_json::{Value as Json, json};
use yuandi_api::domain::role::Role;

use super::harness::outbox::{content, messages};
use super::harness::term::{TINY, until};
use super::harness::{Answer, Backend, Client, Service, on_both};

/// An hour, in seconds.
const HOUR: u64 = 3600;

/// The office, the hosts, and some students, of whom the last two are in one team.
struct Cast {
    office: Client,
    clinic: Client,
    school: Client,
    students: [Client; 4],
}

/// A term with positions of two hosts and one of the centre for a team.
fn cast(service: &Service) -> Cast {
    service.with_tiny_term();
    let office = service.role(Role::Office);
    for row in [
        json!({"id": "ward", "name": "推拿门诊", "host": "clinic", "capacity": 1, "times": ["monday 14:00-18:00"]}),
        json!({"id": "school", "host": "school", "capacity": 2, "groups": ["young"]}),
        json!({"id": "desk", "host": "centre", "for": "team", "capacity": 1, "skills": ["tuina:2"]}),
    ] {
        office.post(&format!("{TINY}/positions"), &row).expect(201);
    }
    let student = |person: &str| service.person(Role::Student, Some(person));
    Cast {
        office,
        clinic: service.person(Role::Host, Some("clinic")),
        school: service.person(Role::Host, Some("school")),
        students: [
            student("2026001"),
            student("2026003"),
            student("2026005"),
            student("2026006"),
        ],
    }
}

fn instant(service: &Service, seconds: i64) -> String {
    let at = DateTime::from_timestamp(service.app.clock.now() + seconds, 0).expect("a time");
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Adds a round that is open for an hour.
fn open(service: &Service, office: &Client, id: &str) {
    let dates =
        json!({"id": id, "name": "秋季第一轮", "opens": instant(service, -60), "closes": instant(service, 3600)});
    let round = office.post(&format!("{TINY}/rounds"), &dates).expect(201).json();
    assert_eq!((&round["state"], &round["figures"]), (&json!("planned"), &Json::Null));
}

fn choose(by: &Client, applicant: &str, position: &str, rank: i64) -> Answer {
    by.post(
        &format!("{TINY}/choices"),
        &json!({"applicant": applicant, "position": position, "rank": rank}),
    )
}

fn rank(by: &Client, position: &str, applicant: &str, rank: i64) -> Answer {
    by.post(
        &format!("{TINY}/rankings"),
        &json!({"applicant": applicant, "position": position, "rank": rank}),
    )
}

/// Places a round and waits for it; gives the job.
fn place(office: &Client, round: &str, settings: &Json) -> Json {
    let job = office
        .post(&format!("{TINY}/rounds/{round}/place"), settings)
        .expect(202);
    let path = job.header("location").expect("a place").to_owned();
    until(
        || office.get(&path).expect(200).json(),
        |job| !job["finished"].is_null(),
    )
}

fn publish(office: &Client, round: &str) -> Answer {
    let path = format!("{TINY}/rounds/{round}");
    let seen = office.get(&path).expect(200);
    let etag = seen.header("etag").expect("an ETag");
    office
        .with("if-match", etag)
        .send("POST", &format!("{path}/publish"), "", b"")
}

/// Who is where, as somebody sees it.
fn placements(by: &Client) -> Vec<String> {
    let page = by.get(&format!("{TINY}/placements?limit=100")).expect(200).json();
    let rows = page["items"].as_array().expect("items");
    let text = |row: &Json, field: &str| row[field].as_str().expect("a text").to_owned();
    let mut all: Vec<String> = rows
        .iter()
        .map(|row| format!("{} {}", text(row, "applicant"), text(row, "position")))
        .collect();
    all.sort();
    all
}

/// Everybody states a list, and both hosts rank.
fn lists(cast: &Cast) {
    let [one, two, three, four] = &cast.students;
    for (by, applicant, position, at) in [
        (one, "2026001", "ward", 1),
        (one, "2026001", "school", 2),
        (two, "2026003", "ward", 1),
        (three, "2026005", "ward", 1),
        (three, "2026005", "school", 2),
        (four, "2026006", "school", 1),
        (one, "tuina-1", "desk", 1),
    ] {
        choose(by, applicant, position, at).expect(201);
    }
    for (by, position, applicant, at) in [
        (&cast.clinic, "ward", "2026003", 1),
        (&cast.clinic, "ward", "2026001", 2),
        (&cast.school, "school", "2026001", 1),
        (&cast.school, "school", "2026006", 2),
        (&cast.school, "school", "2026005", 2),
    ] {
        rank(by, position, applicant, at).expect(201);
    }
}

on_both! {
    /// From the dates to the publication: each side writes its own lists, the office alone sees the draft, then everybody what is theirs.
    fn a_round_is_collected_placed_and_published(service: &Service) {
        let cast = cast(service);
        open(service, &cast.office, "first");
        lists(&cast);
        let job = place(&cast.office, "first", &json!({"aim": "stable", "compare": true, "seconds": 5}));
        assert_eq!((&job["state"], &job["round"], &job["plan"]), (&json!("done"), &json!("first"), &Json::Null), "{job}");
        let path = format!("{TINY}/rounds/first");
        let round = cast.office.get(&path).expect(200).json();
        assert_eq!((&round["state"], &round["figures"]["optimal"]), (&json!("placed"), &json!(true)));
        let all = &round["figures"]["shares"][0];
        assert_eq!((&all["applicants"], &all["placed"], &all["profile"]), (&json!(5), &json!(4), &json!([3, 1])));
        assert_eq!(round["figures"]["shares"].as_array().map(Vec::len), Some(3), "both colleges: {round}");
        let unplaced = &round["figures"]["unplaced"][0];
        assert_eq!(unplaced["applicant"], "2026005");
        assert!(unplaced["zh"][0].is_string() && unplaced["en"][0].is_string() && unplaced["zh"] != unplaced["en"], "{unplaced}");
        assert_eq!(round["figures"]["other_aims"].as_object().map(serde_json::Map::len), Some(3));
        // Nobody else hears of it yet.
        let seen = cast.students[0].get(&path).expect(200).json();
        assert_eq!((&seen["state"], &seen["figures"], &seen["placed"]), (&json!("planned"), &Json::Null, &Json::Null));
        assert_eq!((placements(&cast.students[0]), placements(&cast.clinic)), (vec![], vec![]));
        assert!(messages(service).is_empty());
        let published = publish(&cast.office, "first").expect(200).json();
        assert_eq!(published["state"], "published");
        assert_eq!(
            placements(&cast.office),
            ["2026001 school", "2026003 ward", "2026006 school", "tuina-1 desk"]
        );
        assert_eq!(placements(&cast.students[0]), ["2026001 school", "tuina-1 desk"], "one's own, and one's team's");
        assert_eq!(placements(&cast.students[2]), Vec::<String>::new());
        assert_eq!(placements(&cast.school), ["2026001 school", "2026006 school"]);
        // Everybody hears once: the four with accounts, of whom one is placed twice, and both hosts.
        let told = messages(service);
        let news: Vec<Json> = told.iter().map(|message| content(service, &message.id)["news"].clone()).collect();
        assert_eq!(told.len(), 6, "{news:?}");
        assert!(news.iter().any(|news| news["unplaced"].is_object()), "{news:?}");
        assert!(news.iter().any(|news| news["host"][0]["placed"] == 1 && news["host"][0]["name"] == "推拿门诊"), "{news:?}");
        publish(&cast.office, "first").problem(409, "nothing-to-publish");
        cast.office.post(&format!("{path}/place"), &json!({})).problem(409, "round-is-over");
        cast.office.with("if-match", "\"3\"").send("DELETE", &path, "", b"").problem(409, "published");
        let check = cast.office.get("/api/v1/partnerships/jiezi/audit/check").expect(200).json();
        assert_eq!(check["whole"], true, "{check}");
    }
}

on_both! {
    /// Lists are taken within the dates alone, from whoever they belong to; the office may always.
    fn lists_are_written_within_dates_and_by_their_owners(service: &Service) {
        let cast = cast(service);
        let [student, other, ..] = &cast.students;
        choose(student, "2026001", "ward", 1).problem(409, "no-open-round");
        rank(&cast.clinic, "ward", "2026001", 1).problem(409, "no-open-round");
        choose(&cast.office, "2026003", "school", 1).expect(201);
        open(service, &cast.office, "first");
        let made = choose(student, "2026001", "ward", 1).expect(201).header("location").expect("a place").to_owned();
        choose(student, "2026003", "ward", 1).problem(403, "forbidden");
        choose(student, "2026001", "nowhere", 1).problem(422, "invalid");
        choose(student, "2026001", "desk", 1).problem(422, "invalid");
        choose(student, "2026001", "ward", 2).problem(409, "exists");
        rank(&cast.clinic, "ward", "2026001", 1).expect(201);
        rank(&cast.clinic, "school", "2026001", 1).problem(403, "forbidden");
        rank(student, "ward", "2026001", 1).problem(403, "forbidden");
        // Nobody reads another's lists; least of all does a host read where it stands on somebody's.
        other.get(&made).problem(404, "not-found");
        cast.clinic.get(&format!("{TINY}/choices")).problem(403, "forbidden");
        student.get(&format!("{TINY}/rankings")).problem(403, "forbidden");
        let theirs = |by: &Client| by.get(&format!("{TINY}/rankings")).expect(200).json()["items"].as_array().map(Vec::len);
        assert_eq!((theirs(&cast.clinic), theirs(&cast.school)), (Some(1), Some(0)));
        // A host changes its own positions, and sees the others.
        let ward = format!("{TINY}/positions/ward");
        let seen = cast.clinic.get(&ward).expect(200);
        let mut row = seen.json();
        row.as_object_mut().expect("a row").remove("version");
        row["capacity"] = json!(3);
        cast.clinic.put(&ward, seen.header("etag").expect("an ETag"), &row).expect(200);
        cast.school.with("if-match", "\"2\"").send("DELETE", &ward, "", b"").problem(404, "not-found");
        row["host"] = json!("school");
        cast.clinic.put(&ward, "\"2\"", &row).problem(403, "forbidden");
        service.app.clock.advance(HOUR as i64 + 1);
        choose(student, "2026001", "school", 2).problem(409, "no-open-round");
        student.with("if-match", "\"1\"").send("DELETE", &made, "", b"").problem(409, "no-open-round");
        choose(&cast.office, "2026001", "school", 2).expect(201);
    }
}

on_both! {
    /// Who comes late and who withdraws: those who are placed already stay where they are, as far as the aim allows.
    fn a_later_round_disturbs_as_little_as_can_be(service: &Service) {
        let cast = cast(service);
        open(service, &cast.office, "first");
        let [one, two, three, _] = &cast.students;
        choose(one, "2026001", "school", 1).expect(201);
        choose(two, "2026003", "school", 1).expect(201);
        place(&cast.office, "first", &json!({}));
        publish(&cast.office, "first").expect(200);
        assert_eq!(placements(&cast.office), ["2026001 school", "2026003 school"]);
        let before = messages(service).len();
        open(service, &cast.office, "second");
        choose(three, "2026005", "school", 1).expect(201);
        choose(three, "2026005", "ward", 2).expect(201);
        place(&cast.office, "second", &json!({}));
        publish(&cast.office, "second").expect(200);
        assert_eq!(placements(&cast.office), ["2026001 school", "2026003 school", "2026005 ward"]);
        let state = |round: &str| cast.office.get(&format!("{TINY}/rounds/{round}")).expect(200).json()["state"].clone();
        assert_eq!((state("first"), state("second")), (json!("superseded"), json!("published")));
        assert_eq!(messages(service).len(), before + 2, "who is new, and the host of the ward");
        open(service, &cast.office, "third");
        let own = one.get(&format!("{TINY}/choices")).expect(200).json()["items"][0]["id"].as_str().expect("an id").to_owned();
        one.with("if-match", "\"1\"").send("DELETE", &format!("{TINY}/choices/{own}"), "", b"").expect(204);
        place(&cast.office, "third", &json!({}));
        publish(&cast.office, "third").expect(200);
        assert_eq!(placements(&cast.office), ["2026003 school", "2026005 school"], "a place became free at the first choice");
    }
}

on_both! {
    /// What changed since somebody was placed is seen before it is published, and a term that allows no placement is told why.
    fn what_no_longer_holds_is_not_published(service: &Service) {
        let cast = cast(service);
        open(service, &cast.office, "first");
        choose(&cast.students[0], "2026001", "ward", 1).expect(201);
        publish(&cast.office, "first").problem(409, "nothing-to-publish");
        place(&cast.office, "first", &json!({}));
        cast.office.with("if-match", "\"1\"").send("DELETE", &format!("{TINY}/positions/ward"), "", b"").expect(204);
        let refused = publish(&cast.office, "first").problem(409, "placement-no-longer-holds");
        assert!(refused["errors"][0]["code"].is_string(), "{refused}");
        assert_eq!(placements(&cast.office), Vec::<String>::new());
        let fixed = json!({"applicant": "2026001", "position": "school", "fixed": "yes"});
        cast.office.post(&format!("{TINY}/placements"), &fixed).expect(201);
        let job = place(&cast.office, "first", &json!({}));
        assert_eq!((&job["state"], &job["outcome"]), (&json!("failed"), &json!("faulty-term")));
        assert_eq!((&job["faults"][0]["file"], &job["faults"][0]["code"]), (&json!("placements"), &json!("fixed-ineligible")));
        let bad = json!({"aim": "nice", "seconds": 0});
        let refused = cast.office.post(&format!("{TINY}/rounds/first/place"), &bad).problem(422, "invalid");
        assert_eq!(refused["errors"].as_array().map(Vec::len), Some(2), "{refused}");
    }
}

on_both! {
    /// Two at once: a pair stands once in a list, whoever sends it, and one publication counts.
    fn what_two_do_at_once_happens_once(service: &Service) {
        let cast = cast(service);
        open(service, &cast.office, "first");
        let statuses = |calls: Vec<Box<dyn FnOnce() -> u16 + Send>>| {
            let threads: Vec<_> = calls.into_iter().map(std::thread::spawn).collect();
            let mut all: Vec<u16> = threads.into_iter().map(|thread| thread.join().expect("an answer")).collect();
            all.sort_unstable();
            all
        };
        let chooses = (0..8).map(|_| {
            let by = cast.students[0].clone();
            Box::new(move || choose(&by, "2026001", "ward", 1).status) as Box<dyn FnOnce() -> u16 + Send>
        });
        assert_eq!(statuses(chooses.collect()), [201, 409, 409, 409, 409, 409, 409, 409]);
        place(&cast.office, "first", &json!({}));
        let path = format!("{TINY}/rounds/first");
        let etag = cast.office.get(&path).expect(200).header("etag").expect("an ETag").to_owned();
        let publishes = (0..6).map(|_| {
            let (by, path, etag) = (cast.office.clone(), format!("{path}/publish"), etag.clone());
            Box::new(move || by.with("if-match", &etag).send("POST", &path, "", b"").status) as Box<dyn FnOnce() -> u16 + Send>
        });
        let all = statuses(publishes.collect());
        assert_eq!(all.iter().filter(|status| **status == 200).count(), 1, "{all:?}");
        assert_eq!(messages(service).len(), 2, "the student and the host, once");
    }
}
