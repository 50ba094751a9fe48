//! Plans changed by hand: what a change costs and breaks is told before, and kept as a draft after.

use std::thread;

use serde_json::{Value as Json, json};
use yuandi_api::domain::role::Role;

use super::harness::term::{TINY, decisions, draft, plan_and_publish, publish, solve, teams};
use super::harness::{Answer, Backend, Client, Service, on_both};

/// Keeps an edit of a plan whose first version was seen.
fn keep(office: &Client, plan: &str, edit: &Json) -> Answer {
    let path = format!("{TINY}/plans/{plan}");
    let seen = office.get(&path).expect(200);
    let etag = seen.header("etag").expect("an ETag");
    office.with("if-match", etag).post(&format!("{path}/edits"), edit)
}

fn preview(office: &Client, plan: &str, changes: &Json) -> Json {
    let path = format!("{TINY}/plans/{plan}/edits/preview");
    office.post(&path, &json!({"changes": changes})).expect(200).json()
}

fn id(answer: &Answer) -> String {
    answer.json()["plan"].as_str().expect("a plan").to_owned()
}

fn codes(breaches: &Json) -> Vec<&str> {
    let all = breaches.as_array().expect("breaches").iter();
    all.map(|breach| breach["code"].as_str().expect("a code")).collect()
}

on_both! {
    /// What the preview says is what the draft has; the plan that it was made from stays as it is.
    fn an_edit_is_looked_at_then_kept(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        let base = draft(&office, false);
        let before = office.get(&format!("{TINY}/plans/{base}")).expect(200).json();
        let holder = teams(&decisions(&office, &base), "open-day")[0].clone();
        let changes = json!([{"do": "take", "session": "open-day", "team": holder}, {"do": "leave", "need": "lamp"}]);
        let seen = preview(&office, &base, &changes);
        assert_eq!((&seen["before"]["cost"], &seen["before"]["parts"]), (&before["cost"], &before["parts"]));
        assert_eq!((&seen["parts"]["understaffed"], &seen["parts"]["unserved"]), (&json!(300), &json!(400)));
        let sum: i64 = seen["parts"].as_object().expect("parts").values().filter_map(Json::as_i64).sum();
        assert_eq!(seen["cost"], sum);
        assert_eq!((&seen["breaks"], &seen["repairs"], &seen["gone"]), (&json!([]), &json!([]), &json!([])));
        let kept = keep(&office, &base, &json!({"changes": changes, "note": "开放日取消"})).expect(201);
        let plan = office.get(kept.header("location").expect("a place")).expect(200).json();
        let wanted = json!({"state": "draft", "number": 2, "origin": "edit", "parent": base, "note": "开放日取消", "tolerated": 0});
        for (field, value) in wanted.as_object().expect("fields") {
            assert_eq!(&plan[field], value, "{field}");
        }
        assert_eq!((&plan["cost"], &plan["parts"]), (&seen["after"]["cost"], &seen["after"]["parts"]));
        let unserved: Vec<_> = plan["unserved"].as_array().expect("needs").iter().map(|need| (&need["need"], &need["reasons"][0])).collect();
        assert!(unserved.contains(&(&json!("lamp"), &json!("by-hand"))), "{unserved:?}");
        let after = decisions(&office, &id(&kept));
        assert_eq!(after.len() + 2, decisions(&office, &base).len());
        assert_eq!(office.get(&format!("{TINY}/plans/{base}")).expect(200).json(), before);
        publish(&office, &id(&kept)).expect(200);
    }
}

on_both! {
    /// Rules are not broken unless the office says why; then the plan can be published, and the trail knows.
    fn only_an_office_that_says_why_breaks_rules(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        let base = plan_and_publish(&office, false);
        let changes = json!([{"do": "give", "session": "tuesday-0915", "team": "repair"}]);
        let seen = preview(&office, &base, &changes);
        assert_eq!(codes(&seen["breaks"]), ["lacks-skill"]);
        let breach = &seen["breaks"][0];
        assert_eq!((&breach["team"], &breach["activities"], &breach["at"]), (&json!("repair"), &json!(["tuesday-0915"]), &json!("2026-09-15T14:30")));
        assert_eq!(breach["zh"], "维修队缺少“therapy 2026-09-15 14:30”所需的技能：tuina。");
        let refused = keep(&office, &base, &json!({"changes": changes})).problem(409, "breaks-rules");
        assert_eq!(refused["errors"][0]["code"], "lacks-skill");
        let kept = keep(&office, &base, &json!({"changes": changes, "override": "队员已受训"})).expect(201);
        let plan = office.get(kept.header("location").expect("a place")).expect(200).json();
        assert_eq!((&plan["violations"], &plan["tolerated"], &plan["tolerated_why"]), (&json!(1), &json!(1), &json!("队员已受训")));
        let trail = office.get("/api/v1/partnerships/jiezi/audit?limit=1000").expect(200).json();
        let said = trail["items"].as_array().expect("a trail").iter().any(|entry| {
            entry["action"] == "plan.override" && entry["subject"] == kept.json()["plan"] && entry["detail"] == "队员已受训"
        });
        assert!(said, "{trail}");
        publish(&office, &id(&kept)).expect(200);
        // From there, an edit that breaks nothing more needs no new reason, and one that mends says so.
        let taken = json!([{"do": "take", "session": "tuesday-0915", "team": "repair"}]);
        assert_eq!(codes(&preview(&office, &id(&kept), &taken)["repairs"]), ["lacks-skill"]);
        let other = json!([{"do": "leave", "need": "chat"}]);
        assert_eq!(codes(&preview(&office, &id(&kept), &other)["stands"]), ["lacks-skill"]);
        let again = keep(&office, &id(&kept), &json!({"changes": other})).expect(201);
        publish(&office, &id(&again)).expect(200);
    }
}

on_both! {
    /// No reason makes a team be in two places at once, or anybody that is not there do anything.
    fn what_cannot_be_is_never_overridden(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        let base = draft(&office, false);
        let holder = teams(&decisions(&office, &base), "tuesday-0908")[0].clone();
        let refused = |changes: Json| {
            let order = json!({"changes": changes, "override": "因为"});
            let problem = keep(&office, &base, &order).problem(422, "invalid");
            let errors = problem["errors"].as_array().expect("errors").clone();
            errors.iter().map(|error| (error["field"].clone(), error["code"].clone())).collect::<Vec<_>>()
        };
        let unknown = refused(json!([
            {"do": "give", "session": "sunday-0913", "team": "tuina-9"},
            {"do": "give", "session": "tuesday-0908", "team": holder},
            {"do": "move", "need": "lamp", "start": "2026-09-08 14:00"},
        ]));
        let wanted = [("changes[0].session", "unknown-session"), ("changes[0].team", "unknown-team"),
            ("changes[1].team", "attends-already"), ("changes[2].start", "not-a-time")];
        assert_eq!(unknown, wanted.map(|(field, code)| (json!(field), json!(code))));
        let twice = refused(json!([{"do": "move", "need": "lamp", "team": "repair", "start": "2026-09-12T15:00"}]));
        assert_eq!(twice, [(json!("changes"), json!("two-places-at-once"))]);
        office.post(&format!("{TINY}/plans/{base}/edits/preview"), &json!({"changes": []})).problem(422, "invalid");
        office.post(&format!("{TINY}/plans/none/edits/preview"), &json!({"changes": [{"do": "leave", "need": "lamp"}]})).problem(404, "not-found");
        office.post(&format!("{TINY}/plans/{base}/edits"), &json!({"changes": [{"do": "leave", "need": "lamp"}]})).problem(428, "if-match-required");
    }
}

on_both! {
    /// Who saw an older version of the plan, or changes one that was replaced, is told; two that change the same plan both keep theirs.
    fn nobody_edits_what_they_have_not_seen(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        let base = draft(&office, false);
        let edits = format!("{TINY}/plans/{base}/edits");
        let order = json!({"changes": [{"do": "leave", "need": "lamp"}]});
        office.with("if-match", "\"7\"").post(&edits, &order).problem(412, "changed-meanwhile");
        let both = thread::scope(|scope| {
            let one = || scope.spawn(|| id(&office.with("if-match", "\"1\"").post(&edits, &order).expect(201)));
            [one(), one()].map(|thread| thread.join().expect("a draft"))
        });
        let numbers = both.each_ref().map(|plan| {
            office.get(&format!("{TINY}/plans/{plan}")).expect(200).json()["number"].as_i64().expect("a number")
        });
        assert_eq!(numbers.iter().sum::<i64>(), 5, "2 and 3: {numbers:?}");
        publish(&office, &base).expect(200);
        office.with("if-match", "\"1\"").post(&edits, &order).problem(412, "changed-meanwhile");
        publish(&office, &both[0]).expect(200);
        office.with("if-match", "\"3\"").post(&edits, &order).problem(409, "superseded");
    }
}

on_both! {
    /// What is changed and pinned stays so in the plans to come.
    fn a_pinned_edit_is_kept_by_the_next_solve(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        let base = draft(&office, false);
        let holder = teams(&decisions(&office, &base), "tuesday-0915")[0].clone();
        let other = if holder == "tuina-1" { "tuina-2" } else { "tuina-1" };
        let changes = |start: &str| json!([
            {"do": "take", "session": "tuesday-0915", "team": holder},
            {"do": "give", "session": "tuesday-0915", "team": other},
            {"do": "move", "need": "lamp", "start": start},
        ]);
        // Whoever it is given to may have something else then.
        let cleared = json!({"do": "leave", "need": "knee-2"});
        let mut all = changes("2026-09-09T17:00");
        all.as_array_mut().expect("changes").insert(0, cleared);
        let kept = keep(&office, &base, &json!({"changes": all, "pin": true})).expect(201);
        // Pinned once more, elsewhere: one pin takes the place of the other.
        let again = json!({"changes": [{"do": "move", "need": "lamp", "start": "2026-09-09T16:00"}], "pin": true});
        keep(&office, &id(&kept), &again).expect(201);
        let pins = office.get(&format!("{TINY}/fixed")).expect(200).json();
        let mut pins: Vec<_> = pins["items"].as_array().expect("pins").iter().map(|pin| {
            (pin["session"].as_str().or(pin["need"].as_str()).expect("a name").to_owned(), pin["start"].clone())
        }).collect();
        pins.sort_by(|a, b| a.0.cmp(&b.0));
        assert_eq!(pins, [("lamp".to_owned(), json!("2026-09-09 16:00")), ("tuesday-0915".to_owned(), json!(null))]);
        let excluded = office.get(&format!("{TINY}/excluded")).expect(200).json();
        assert_eq!((&excluded["items"][0]["session"], &excluded["items"][0]["team"]), (&json!("tuesday-0915"), &json!(holder)));
        let job = solve(&office, &json!({"steps": 300}));
        let solved = decisions(&office, job["plan"].as_str().expect("a plan"));
        assert_eq!(teams(&solved, "tuesday-0915"), [other]);
        assert!(solved.iter().any(|one| one["activity"] == "lamp" && one["start"] == "2026-09-09T16:00"), "{solved:?}");
    }
}
