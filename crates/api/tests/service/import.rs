//! A term comes in, goes out the same, and an import can be undone.

use serde_json::json;
use yuandi_api::domain::role::Role;
use yuandi_api::planning::archive;
use yuandi_api::planning::import::read;

use super::harness::term::{folder, import, look};
use super::harness::{Backend, Client, Service, on_both};

const TERM: &str = "/api/v1/partnerships/jiezi/terms/2026-autumn";
const NEW: &str = "/api/v1/partnerships/jiezi/terms/new";

on_both! {
    /// The example goes in and comes out the same term, its calendars too.
    fn what_comes_in_goes_out_the_same(service: &Service) {
        let office = service.role(Role::Office);
        let example = folder("examples/jiezi");
        import(&office, NEW, &example);
        let zip = office.get(&format!("{NEW}/export")).expect(200).body;
        let out = archive::unpack(&zip).expect("a zip");
        assert_eq!(read(&out).expect("a term"), read(&example).expect("a term"));
        let page = office.get(&format!("{NEW}/people?limit=1000")).expect(200).json();
        assert!(page["items"].as_array().expect("people").len() > 200);
        assert_eq!(office.get(NEW).expect(200).json()["name"], "2026 年秋季学期");
        // Once more: nothing changes, so every row keeps its id and version.
        let before = office.get(&format!("{NEW}/timetables?limit=1000")).expect(200).body;
        let seen = look(&office, NEW, &example);
        assert_eq!(seen["summary"]["people"]["changed"], 0, "{}", seen["summary"]);
        assert_eq!(seen["summary"]["needs"]["new"], 0);
        import(&office, NEW, &example);
        assert_eq!(office.get(&format!("{NEW}/timetables?limit=1000")).expect(200).body, before);
    }
}

on_both! {
    /// An undone import leaves the term as it was, or none where none was.
    fn an_import_is_undone(service: &Service) {
        let office = service.role(Role::Office);
        let tiny = folder("tests/fixtures/tiny_term");
        let first = import(&office, NEW, &tiny);
        let before = office.get(&format!("{NEW}/export")).expect(200).body;
        let mut changed = tiny.clone();
        let needs = String::from_utf8(changed.files["needs.csv"].clone()).expect("UTF-8");
        let header = needs.lines().next().expect("a header").to_owned();
        changed.files.insert("needs.csv".to_owned(), header.into_bytes());
        let second = import(&office, NEW, &changed);
        assert_ne!(office.get(&format!("{NEW}/export")).expect(200).body, before);
        office.send("POST", &format!("{first}/undo"), "", b"").problem(409, "term-changed");
        office.send("POST", &format!("{second}/undo"), "", b"").expect(204);
        assert_eq!(office.get(&format!("{NEW}/export")).expect(200).body, before);
        office.send("POST", &format!("{second}/undo"), "", b"").expect(409);
        office.get(&second).expect(200);
    }
}

on_both! {
    /// Every mistake is told by row, and nothing changes.
    fn a_faulty_folder_changes_nothing(service: &Service) {
        let office = service.role(Role::Office);
        let mut faulty = folder("tests/fixtures/tiny_term");
        let people = String::from_utf8(faulty.files["people.csv"].clone()).expect("UTF-8");
        faulty.files.insert("people.csv".to_owned(), people.replace("tuina-1", "tuina-9").into_bytes());
        faulty.files.remove("places.csv");
        let seen = look(&office, TERM, &faulty);
        assert_eq!(seen["state"], "faulty");
        let codes: Vec<&str> = seen["faults"].as_array().expect("faults").iter().filter_map(|f| f["code"].as_str()).collect();
        assert!(codes.contains(&"missing-table") && codes.contains(&"unknown-team"), "{codes:?}");
        let path = format!("{TERM}/imports/{}", seen["id"].as_str().expect("an id"));
        office.send("POST", &format!("{path}/apply"), "", b"").problem(409, "import-state");
        assert_eq!(office.get(&format!("{TERM}/teams")).expect(200).json()["items"], json!([]));
        let refused = office.send("POST", &format!("{TERM}/imports"), "application/zip", b"hello");
        assert_eq!(refused.problem(422, "invalid")["errors"][0]["code"], "not-a-folder");
    }
}

/// Looks twice at the same folder, then applies both at once; gives the statuses in order.
fn apply_at_once(office: &Client, term: &str) -> Vec<u16> {
    let tiny = folder("tests/fixtures/tiny_term");
    let paths: Vec<String> = (0..2)
        .map(|_| {
            format!(
                "{term}/imports/{}/apply",
                look(office, term, &tiny)["id"].as_str().expect("an id")
            )
        })
        .collect();
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let send = |path: &String| {
            let office = office.clone();
            let path = path.clone();
            scope.spawn(move || office.send("POST", &path, "", b"").status)
        };
        let threads: Vec<_> = paths.iter().map(send).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("an answer"))
            .collect()
    });
    let mut sorted = statuses.clone();
    sorted.sort_unstable();
    sorted
}

on_both! {
    /// Of two who apply at once to the same term, one is told that it changed.
    fn two_imports_at_once_lose_nothing(service: &Service) {
        let office = service.role(Role::Office);
        let statuses = apply_at_once(&office, NEW);
        assert_eq!(statuses, [204, 409]);
    }
}

on_both! {
    /// The same where the term is there already.
    fn two_imports_at_once_lose_nothing_of_a_term_that_is_there(service: &Service) {
        let office = service.role(Role::Office);
        let statuses = apply_at_once(&office, TERM);
        assert_eq!(statuses, [204, 409]);
    }
}

on_both! {
    /// What teams are formed by, and the teams asked for, come out as they went in; who is to be kept apart from whom is not told.
    fn a_folder_before_its_teams_goes_in_and_out(service: &Service) {
        let office = service.role(Role::Office);
        let example = folder("examples/formation");
        import(&office, TERM, &example);
        let zip = office.get(&format!("{TERM}/export")).expect(200).body;
        let out = archive::unpack(&zip).expect("a zip");
        let (before, after) = (read(&example).expect("a term"), read(&out).expect("a term"));
        assert_eq!(after, before);
        assert_eq!((after.formation.len(), after.settings.formation.friend), (4, Some(600)));
        let kind = office.get(&format!("{TERM}/formation/tuina")).expect(200).json();
        assert_eq!((&kind["teams"], &kind["mix"]), (&json!(4), &json!(["推拿:2 x1", "推拿:1 x3"])));
        let apart = before.people.iter().find(|person| !person.apart.is_empty()).expect("somebody to keep apart");
        let friend = before.people.iter().find(|person| person.id != apart.id).expect("somebody else");
        let seen = |client: &Client| client.get(&format!("{TERM}/people/{}", apart.id)).expect(200).json()["apart"].clone();
        assert_eq!(seen(&office), json!(apart.apart));
        let person = json!({"id": "2026001", "name": "林听雨", "college": "医学院", "role": "student", "apart": [apart.id], "friends": [friend.id]});
        office.post(&format!("{TERM}/people"), &person).expect(201);
        let own = service.person(Role::Student, Some("2026001")).get(&format!("{TERM}/people/2026001")).expect(200).json();
        assert_eq!((&own["apart"], &own["friends"]), (&json!([]), &json!([friend.id])));
    }
}
