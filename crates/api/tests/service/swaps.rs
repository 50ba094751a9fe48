//! Swaps between two teams: offered, answered, approved; asked of the rules at every step.

use serde_json::{Value as Json, json};
use yuandi_api::domain::role::Role;
use yuandi_api::jobs::swaps;

use super::harness::outbox::{content, messages, until};
use super::harness::term::{TINY, decisions, draft, pages, publish, teams};
use super::harness::{Answer, Backend, Client, Service, on_both};

/// A published plan, and somebody of each team.
pub struct Cast {
    pub office: Client,
    pub plan: String,
    /// The team that has the session which is swapped here, and one of its students.
    pub giver: (String, Client),
    /// The team that could take it, and its two students.
    pub taker: (String, [Client; 2]),
    /// Somebody of a team that could not.
    pub other: Client,
}

/// The session that is swapped here: both therapy teams are free for it.
pub const SESSION: &str = "tuesday-0915";

/// Plans and publishes; the team that is to take the session has nothing else that day.
pub fn cast(service: &Service) -> Cast {
    service.with_tiny_term();
    let office = service.role(Role::Office);
    let base = draft(&office, false);
    let free = json!({"changes": [{"do": "leave", "need": "knee-2"}]});
    let path = format!("{TINY}/plans/{base}/edits");
    let kept = office.with("if-match", "\"1\"").post(&path, &free).expect(201).json();
    let plan = kept["plan"].as_str().expect("a plan").to_owned();
    publish(&office, &plan).expect(200);
    let holder = teams(&decisions(&office, &plan), SESSION)[0].clone();
    let student = |person: &str| service.person(Role::Student, Some(person));
    let first = [student("2026001"), student("2026002")];
    let second = [student("2026003"), student("2026004")];
    let (names, giver, taker) = if holder == "tuina-1" {
        (["tuina-1", "tuina-2"], first, second)
    } else {
        (["tuina-2", "tuina-1"], second, first)
    };
    let [one, _] = giver;
    Cast {
        office,
        plan,
        giver: (names[0].to_owned(), one),
        taker: (names[1].to_owned(), taker),
        other: student("2026005"),
    }
}

/// Offers the session; gives the swap's address.
pub fn offer(by: &Client, body: &Json) -> String {
    let made = by.post(&format!("{TINY}/swaps"), body).expect(201);
    made.header("location").expect("a place").to_owned()
}

/// Does something with a swap.
pub fn act(by: &Client, swap: &str, action: &str) -> Answer {
    by.post(&format!("{swap}/{action}"), &json!({}))
}

/// Which plan is published.
pub fn published(office: &Client) -> Json {
    office.get(&format!("{TINY}/published?limit=1000")).expect(200).json()
}

/// Whom messages of a swap went to, by event.
fn told(service: &Service, swap: &str, event: &str) -> usize {
    let id = swap.rsplit('/').next().expect("an id");
    let cause = format!("swap {id} {event}");
    messages(service)
        .iter()
        .filter(|message| message.cause == cause)
        .count()
}

on_both! {
    /// One offers, another takes, the office approves: then the plan, and only what both teams see, is another.
    fn a_duty_changes_hands(service: &Service) {
        let cast = cast(service);
        let before = published(&cast.office);
        let body = json!({"kind": "session", "activity": SESSION, "to": cast.taker.0, "reason": "期中考试"});
        let swap = offer(&cast.giver.1, &body);
        assert_eq!(told(service, &swap, "offered"), 2, "both students of the other team");
        let seen = cast.taker.1[0].get(&swap).expect(200).json();
        assert_eq!((&seen["state"], &seen["duty"]["team"], &seen["to"]), (&json!("offered"), &json!(cast.giver.0), &json!(cast.taker.0)));
        assert_eq!(seen["begins"], "2026-09-15T06:30:00Z");
        assert!(seen["cost"].is_i64(), "{seen}");
        // Whom it does not concern neither sees nor moves it; nobody does the others' part.
        cast.other.get(&swap).problem(404, "not-found");
        act(&cast.other, &swap, "accept").problem(404, "not-found");
        act(&cast.giver.1, &swap, "accept").problem(403, "forbidden");
        act(&cast.taker.1[0], &swap, "withdraw").problem(403, "forbidden");
        act(&cast.taker.1[0], &swap, "approve").problem(403, "forbidden");
        act(&cast.office, &swap, "approve").problem(409, "swap-state");
        assert_eq!(act(&cast.taker.1[0], &swap, "accept").expect(200).json()["state"], "accepted");
        assert_eq!(told(service, &swap, "accepted"), 2, "both who are of the office");
        assert_eq!(published(&cast.office), before, "nothing is done yet");
        let done = act(&cast.office, &swap, "approve").expect(200).json();
        assert_eq!(done["state"], "done");
        let now = published(&cast.office);
        assert_eq!(now["plan"], done["plan"]);
        let plan = cast.office.get(&format!("{TINY}/plans/{}", done["plan"].as_str().expect("a plan"))).expect(200).json();
        assert_eq!((&plan["origin"], &plan["parent"], &plan["violations"]), (&json!("swap"), &json!(cast.plan), &json!(0)));
        let compared = format!("{TINY}/plans/{}/comparison?with={}", plan["id"].as_str().expect("an id"), cast.plan);
        let differences = cast.office.get(&compared).expect(200).json()["differences"].clone();
        let all: Vec<_> = differences.as_array().expect("a list").iter().map(|one| one["what"].as_str().expect("what")).collect();
        assert_eq!(all.len(), 2, "{differences}");
        assert_eq!(teams(now["decisions"].as_array().expect("decisions"), SESSION), [cast.taker.0.as_str()]);
        // A message each to those of both teams who have an account, and to nobody else.
        let cause = format!("publication {}", plan["id"].as_str().expect("an id"));
        let news: Vec<_> = messages(service).into_iter().filter(|message| message.cause == cause).collect();
        assert_eq!(news.len(), 4);
        for message in &news {
            assert_eq!(content(service, &message.id)["changes"].as_array().map(Vec::len), Some(1));
        }
        act(&cast.office, &swap, "approve").problem(409, "swap-state");
        let check = cast.office.get("/api/v1/partnerships/jiezi/audit/check").expect(200).json();
        assert_eq!(check["whole"], true, "{check}");
    }
}

on_both! {
    /// A plan that was made before a swap knows nothing of it: publishing it, or a copy of it, would undo in silence what people agreed on.
    fn a_draft_from_before_a_swap_does_not_undo_it(service: &Service) {
        let cast = cast(service);
        automatic(&cast.office);
        let old = draft(&cast.office, true);
        let swap = offer(&cast.giver.1, &json!({"kind": "session", "activity": SESSION, "to": cast.taker.0}));
        assert_eq!(act(&cast.taker.1[0], &swap, "accept").expect(200).json()["state"], "done");
        let now = published(&cast.office);
        publish(&cast.office, &old).problem(409, "swapped-since");
        let edit = json!({"changes": [{"do": "leave", "need": "chat"}]});
        let copy = cast.office.with("if-match", "\"1\"").post(&format!("{TINY}/plans/{old}/edits"), &edit).expect(201).json();
        let copy = copy["plan"].as_str().expect("a plan");
        publish(&cast.office, copy).problem(409, "swapped-since");
        assert_eq!(published(&cast.office), now);
        // What is made of the plan with the swap in it may take its place.
        let new = draft(&cast.office, true);
        publish(&cast.office, &new).expect(200);
        assert_eq!(published(&cast.office)["plan"], json!(new));
    }
}

on_both! {
    /// Feeds of both teams count on; what the swap leaves alone keeps its bytes.
    fn calendars_of_others_stay_as_they_are(service: &Service) {
        let cast = cast(service);
        let feed = |kind: &str, subject: &str| {
            let body = json!({"kind": kind, "subject": subject});
            let made = cast.office.post("/api/v1/partnerships/jiezi/feeds", &body).expect(201).json();
            let address = made["https"].as_str().expect("an address").to_owned();
            address[address.find("/feeds/").expect("a feed")..].to_owned()
        };
        let feeds = [feed("team", &cast.giver.0), feed("team", &cast.taker.0), feed("team", "repair")];
        let etags = || feeds.each_ref().map(|feed| {
            service.nobody().get(feed).expect(200).header("etag").expect("an ETag").to_owned()
        });
        let before = etags();
        let swap = offer(&cast.giver.1, &json!({"kind": "session", "activity": SESSION, "to": cast.taker.0}));
        act(&cast.taker.1[1], &swap, "accept").expect(200);
        act(&cast.office, &swap, "approve").expect(200);
        let after = etags();
        assert!(before[0] != after[0] && before[1] != after[1], "{before:?} {after:?}");
        assert_eq!(before[2], after[2]);
        let given = service.nobody().get(&feeds[0]).expect(200);
        assert!(given.text().contains("STATUS:CANCELLED"), "the duty that is gone stays as such");
    }
}

on_both! {
    /// Where nobody approves, taking is doing; an open offer goes to whoever takes it, and only those are asked who can.
    fn an_open_offer_is_taken_at_once(service: &Service) {
        let cast = cast(service);
        automatic(&cast.office);
        let swap = offer(&cast.giver.1, &json!({"kind": "session", "activity": SESSION}));
        assert_eq!(told(service, &swap, "offered"), 2, "the team that can, not the one that cannot");
        let seen = cast.other.get(&swap).expect(200).json();
        assert_eq!((&seen["state"], &seen["to"]), (&json!("open"), &json!(null)));
        let candidates = cast.office.get(&format!("{swap}/candidates")).expect(200).json();
        assert_eq!(candidates.as_array().map(Vec::len), Some(1));
        assert_eq!(candidates[0]["team"], cast.taker.0);
        act(&cast.other, &swap, "accept").problem(409, "breaks-rules");
        act(&cast.other, &swap, "decline").problem(409, "swap-state");
        act(&cast.office, &swap, "accept").problem(409, "no-taker");
        let done = act(&cast.taker.1[0], &swap, "accept").expect(200).json();
        assert_eq!((&done["state"], &done["to"], &done["plan"]), (&json!("done"), &json!(cast.taker.0), &published(&cast.office)["plan"]));
    }
}

on_both! {
    /// What whoever is asked reads: what is offered, when and where, and why.
    fn the_letter_says_what_is_offered(backend: Backend) {
        let letters = tempfile::TempDir::new().expect("a folder");
        let folder = letters.path().to_owned();
        let service = Service::start_with(backend, |config| config.message_folder = Some(folder));
        let cast = cast(&service);
        let body = json!({"kind": "session", "activity": SESSION, "to": cast.taker.0, "reason": "期中考试"});
        let swap = offer(&cast.giver.1, &body);
        let cause = format!("swap {} offered", swap.rsplit('/').next().expect("an id"));
        let sent = until(&service, |messages| {
            messages.iter().filter(|message| message.cause == cause && message.state == "sent").count() == 2
        });
        let of_swap = sent.iter().find(|message| message.cause == cause).expect("a message");
        let letter = std::fs::read_to_string(letters.path().join(format!("{}.txt", of_swap.id))).expect("a letter");
        for words in ["有人请您换班", "9月15日 星期二 14:30–16:30", "健康理疗馆", "说明：期中考试"] {
            assert!(letter.contains(words), "{letter}");
        }
    }
}

/// Lets swaps be done without the office.
pub fn automatic(office: &Client) {
    let path = "/api/v1/partnerships/jiezi";
    let seen = office.get(path).expect(200);
    let body = json!({"name": seen.json()["name"], "zone": "Asia/Shanghai", "swaps": "automatic"});
    office
        .put(path, seen.header("etag").expect("an ETag"), &body)
        .expect(200);
}

on_both! {
    /// A duty for a duty: both change hands, or neither.
    fn a_duty_is_traded_for_another(service: &Service) {
        let cast = cast(service);
        // Of both teams on Friday, the giver stays away: then there is something to trade.
        let edit = json!({"changes": [{"do": "take", "session": "friday-0918", "team": cast.giver.0}]});
        let path = format!("{TINY}/plans/{}/edits", cast.plan);
        let kept = cast.office.with("if-match", "\"2\"").post(&path, &edit).expect(201).json();
        publish(&cast.office, kept["plan"].as_str().expect("a plan")).expect(200);
        let body = json!({"kind": "session", "activity": SESSION, "to": cast.taker.0,
            "in_return": {"kind": "session", "activity": "friday-0918"}});
        let swap = offer(&cast.giver.1, &body);
        let seen = cast.taker.1[0].get(&swap).expect(200).json();
        assert_eq!((&seen["in_return"]["team"], &seen["in_return"]["start"]), (&json!(cast.taker.0), &json!("2026-09-18T09:00")));
        act(&cast.taker.1[0], &swap, "accept").expect(200);
        // What is agreed is nobody else's to swap.
        let again = json!({"kind": "session", "activity": "friday-0918", "to": cast.giver.0});
        cast.taker.1[0].post(&format!("{TINY}/swaps"), &again).problem(409, "swap-under-way");
        act(&cast.office, &swap, "approve").expect(200);
        let now = published(&cast.office);
        let now = now["decisions"].as_array().expect("decisions");
        assert_eq!((teams(now, SESSION), teams(now, "friday-0918")), (vec![cast.taker.0.clone()], vec![cast.giver.0.clone()]));
    }
}

on_both! {
    /// What breaks a rule, is not there, is nobody's or is under way already is not offered at all.
    fn not_everything_is_offered(service: &Service) {
        let cast = cast(service);
        let (path, giver) = (format!("{TINY}/swaps"), &cast.giver.1);
        let body = |activity: &str, to: Json| json!({"kind": "session", "activity": activity, "to": to});
        let broken = giver.post(&path, &body(SESSION, json!("repair"))).problem(409, "breaks-rules");
        assert_eq!(broken["errors"][0]["code"], "lacks-skill");
        giver.post(&path, &body(SESSION, json!("nobody"))).problem(409, "no-such-team");
        giver.post(&path, &body("tuesday-1231", json!(cast.taker.0))).problem(409, "no-such-duty");
        giver.post(&path, &body(SESSION, json!(cast.giver.0))).problem(422, "invalid");
        cast.other.post(&path, &json!({"kind": "session", "activity": "open-day"})).problem(409, "nobody-can");
        // On Friday both teams are there already.
        let friday = giver.post(&path, &body("friday-0918", json!(cast.taker.0))).problem(409, "breaks-rules");
        assert_eq!(friday["errors"][0]["code"], "attends-already");
        let others = json!({"kind": "session", "activity": SESSION, "team": cast.taker.0});
        giver.post(&path, &others).problem(403, "forbidden");
        let swap = offer(giver, &body(SESSION, json!(cast.taker.0)));
        giver.post(&path, &body(SESSION, json!(cast.taker.0))).problem(409, "swap-under-way");
        // Once it is over, it can be offered again; the office does it for a team that cannot.
        assert_eq!(act(giver, &swap, "withdraw").expect(200).json()["state"], "withdrawn");
        act(&cast.taker.1[0], &swap, "accept").problem(409, "swap-state");
        cast.office.post(&path, &body(SESSION, json!(cast.taker.0))).problem(422, "invalid");
        let mut by_office = body(SESSION, json!(cast.taker.0));
        by_office["team"] = json!(cast.giver.0);
        let second = offer(&cast.office, &by_office);
        assert_eq!(act(&cast.taker.1[0], &second, "decline").expect(200).json()["state"], "declined");
        assert_eq!(told(service, &second, "declined"), 1);
        let all = pages(&cast.office, &path, 1);
        assert_eq!(all.iter().flatten().map(|swap| swap["state"].as_str().expect("a state")).collect::<Vec<_>>(), ["withdrawn", "declined"]);
        assert_eq!(pages(giver, &path, 10)[0].len(), 2);
        assert_eq!(pages(&cast.other, &path, 10)[0].len(), 0, "none of theirs");
        assert_eq!(cast.office.get(&format!("{path}?state=declined")).expect(200).json()["items"].as_array().map(Vec::len), Some(1));
        cast.office.get(&format!("{path}?state=lost")).problem(422, "invalid");
    }
}

on_both! {
    /// The office says no, and both teams hear why; whatever is agreed, the rules of the day it is approved count.
    fn the_office_and_the_rules_have_the_last_word(service: &Service) {
        let cast = cast(service);
        let body = json!({"kind": "session", "activity": SESSION, "to": cast.taker.0});
        let swap = offer(&cast.giver.1, &body);
        act(&cast.taker.1[0], &swap, "accept").expect(200);
        cast.giver.1.post(&format!("{swap}/refuse"), &json!({})).problem(403, "forbidden");
        let refused = cast.office.post(&format!("{swap}/refuse"), &json!({"reason": "两队需要留守"})).expect(200).json();
        assert_eq!((&refused["state"], &refused["outcome"]), (&json!("refused"), &json!("两队需要留守")));
        assert_eq!(told(service, &swap, "refused"), 2, "who offered and who took it");
        let swap = offer(&cast.giver.1, &body);
        act(&cast.taker.1[0], &swap, "accept").expect(200);
        let away = json!({"team": cast.taker.0, "start": "2026-09-15 00:00", "end": "2026-09-16 00:00"});
        cast.office.post(&format!("{TINY}/absences"), &away).expect(201);
        let broken = act(&cast.office, &swap, "approve").problem(409, "breaks-rules");
        assert_eq!(broken["errors"][0]["code"], "not-available");
        assert_eq!(published(&cast.office)["plan"], json!(cast.plan));
        assert_eq!(cast.office.get(&swap).expect(200).json()["state"], "accepted", "it waits for who decides");
    }
}

on_both! {
    /// A swap ends when its duty begins, or when a plan is published that has the duty no more; whoever waits is told.
    fn time_ends_what_nobody_answers(service: &Service) {
        let cast = cast(service);
        let body = json!({"kind": "session", "activity": SESSION, "to": cast.taker.0});
        let swap = offer(&cast.giver.1, &body);
        let edit = json!({"changes": [{"do": "take", "session": SESSION, "team": cast.giver.0}]});
        let path = format!("{TINY}/plans/{}/edits", cast.plan);
        let kept = cast.office.with("if-match", "\"2\"").post(&path, &edit).expect(201).json();
        publish(&cast.office, kept["plan"].as_str().expect("a plan")).expect(200);
        let gone = cast.office.get(&swap).expect(200).json();
        assert_eq!((&gone["state"], &gone["outcome"]), (&json!("expired"), &json!("duty-gone")));
        assert_eq!(told(service, &swap, "expired"), 1);
        act(&cast.taker.1[0], &swap, "accept").problem(409, "swap-state");
        let edit = json!({"changes": [{"do": "give", "session": SESSION, "team": cast.giver.0}]});
        let path = format!("{TINY}/plans/{}/edits", kept["plan"].as_str().expect("a plan"));
        let back = cast.office.with("if-match", "\"2\"").post(&path, &edit).expect(201).json();
        publish(&cast.office, back["plan"].as_str().expect("a plan")).expect(200);
        let body = json!({"kind": "session", "activity": SESSION, "team": cast.giver.0});
        let swap = offer(&cast.office, &body);
        let begins = cast.office.get(&swap).expect(200).json()["begins"].as_str().expect("an instant").to_owned();
        let begins = chrono::DateTime::parse_from_rfc3339(&begins).expect("an instant").timestamp();
        service.app.clock.advance(begins - service.app.clock.now());
        let office = service.role(Role::Office);
        assert_eq!(office.get(&swap).expect(200).json()["state"], "expired", "whether or not it is written down yet");
        let late = office.post(&format!("{swap}/accept"), &json!({"team": "repair"}));
        assert_eq!(late.status, 409, "{late:?}");
        service.wait(swaps::expire(&service.app)).expect("a database");
        let over = office.get(&swap).expect(200).json();
        assert_eq!((&over["state"], &over["outcome"]), (&json!("expired"), &json!("duty-begun")));
        let again = json!({"kind": "session", "activity": SESSION, "team": cast.giver.0});
        office.post(&format!("{TINY}/swaps"), &again).problem(409, "duty-begun");
    }
}
