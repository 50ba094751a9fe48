//! From a term to a plan that everybody works by.

use serde_json::json;
use yuandi_api::db::jobs;
use yuandi_api::db::records::TermKey;
use yuandi_api::domain::role::Role;

use super::harness::term::{TINY, decisions, draft, pages, plan_and_publish, publish, solve, teams, until};
use super::harness::{Backend, Service, on_both};

on_both! {
    /// A solve becomes a draft whose figures are the checker's; published, it is what everybody sees.
    fn a_term_is_planned_and_published(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        office.get(&format!("{TINY}/published")).problem(404, "not-found");
        let job = solve(&office, &json!({"steps": 500}));
        assert_eq!(job["state"], "done", "{job}");
        assert!(job["gap"].is_i64() && job["progress"]["violations"] == 0, "{job}");
        let path = format!("{TINY}/plans/{}", job["plan"].as_str().expect("a plan"));
        let plan = office.get(&path).expect(200).json();
        assert_eq!((&plan["state"], &plan["number"]), (&json!("draft"), &json!(1)));
        let parts = plan["parts"].as_object().expect("parts");
        assert_eq!(parts.values().filter_map(|part| part.as_i64()).sum::<i64>(), plan["cost"].as_i64().expect("a cost"));
        assert_eq!(plan["unserved"][0]["need"], "piano");
        office.send("POST", &format!("{path}/publish"), "", b"").problem(428, "if-match-required");
        office.with("if-match", "\"7\"").send("POST", &format!("{path}/publish"), "", b"").problem(412, "changed-meanwhile");
        let done = office.with("if-match", "\"1\"").send("POST", &format!("{path}/publish"), "", b"").expect(200).json();
        let decisions = decisions(&office, job["plan"].as_str().expect("a plan"));
        assert_eq!(done["changes"].as_u64(), Some(decisions.len() as u64));
        let student = service.person(Role::Student, Some("2026001"));
        assert_eq!(student.get(&format!("{TINY}/published")).expect(200).json()["decisions"], json!(decisions));
        student.get(&path).problem(403, "forbidden");
        office.with("if-match", "\"2\"").send("POST", &format!("{path}/publish"), "", b"").problem(409, "not-a-draft");
    }
}

on_both! {
    /// A replan keeps what is published where nothing speaks against it, and changes what must be when a team is away.
    fn a_team_that_drops_out_is_planned_around(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        let first = plan_and_publish(&office, false);
        let again = plan_and_publish(&office, true);
        let same = office.get(&format!("{TINY}/plans/{again}/comparison?with={first}")).expect(200).json();
        assert_eq!(same["differences"], json!([]), "{same}");
        let away = json!({"team": "tuina-1", "start": "2026-09-14 00:00", "end": "2026-09-28 00:00", "reason": "实习"});
        office.post(&format!("{TINY}/absences"), &away).expect(201);
        let third = plan_and_publish(&office, true);
        let changed = office.get(&format!("{TINY}/plans/{third}/comparison?with={again}")).expect(200).json();
        let differences = changed["differences"].as_array().expect("differences");
        assert!(!differences.is_empty());
        // Who is away does nothing more, and what comes before stays as it was.
        for difference in differences {
            assert!(difference["before"]["start"].as_str().is_none_or(|start| start >= "2026-09-14"), "{difference}");
            assert_ne!(difference["after"]["team"], "tuina-1", "{difference}");
        }
        assert_eq!(office.get(&format!("{TINY}/plans/{again}")).expect(200).json()["state"], "superseded");
    }
}

on_both! {
    /// A solve that is cancelled ends soon and leaves its best plan; while it is under way the term has no second.
    fn a_solve_is_cancelled(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        let job = office.post(&format!("{TINY}/jobs"), &json!({"seconds": 600})).expect(202);
        let path = job.header("location").expect("a place").to_owned();
        office.post(&format!("{TINY}/jobs"), &json!({"seconds": 600})).problem(409, "solve-under-way");
        until(|| office.get(&path).expect(200).json(), |job| job["progress"]["violations"] == 0);
        office.send("POST", &format!("{path}/cancel"), "", b"").expect(202);
        let events = office.get(&format!("{path}/events")).expect(200);
        assert_eq!(events.header("content-type"), Some("text/event-stream"));
        let last = events.text().trim_end().rsplit("\n\n").next().expect("an event");
        let data = last.strip_prefix("event: end\ndata: ").expect("the last event");
        let job: serde_json::Value = serde_json::from_str(data).expect("JSON");
        assert_eq!(job["state"], "cancelled");
        office.get(&format!("{TINY}/plans/{}", job["plan"].as_str().expect("a plan"))).expect(200);
        office.send("POST", &format!("{path}/cancel"), "", b"").problem(409, "job-ended");
    }
}

on_both! {
    /// Settings that make no sense are told, all at once.
    fn senseless_settings_are_told(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        let problem = office.post(&format!("{TINY}/jobs"), &json!({"seconds": 0, "steps": 0, "freeze_hours": 9000}));
        let fields = problem.problem(422, "invalid")["errors"].as_array().expect("errors").len();
        assert_eq!(fields, 3);
        office.post(&format!("{TINY}/jobs"), &json!({"second": 1})).problem(422, "invalid");
        office.post("/api/v1/partnerships/jiezi/terms/none/jobs", &json!({})).problem(404, "not-found");
    }
}

on_both! {
    /// A worker that is not heard of loses its job to another, and can end it no more.
    fn a_lost_lease_is_taken_up(service: &Service) {
        let (app, now) = (&service.app, 1_000_000);
        let key = TermKey { partnership: "elsewhere".to_owned(), term: "2026-autumn".to_owned() };
        let taken = service.wait(app.db.write::<_, yuandi_api::db::Error, _>(move |tx| {
            Box::pin(async move {
                // Far in the past: the service's own worker would take it up only after this transaction.
                let job = jobs::NewJob { id: "j".to_owned(), round: None, settings: "{}".to_owned(), actor: "somebody".to_owned(), now };
                jobs::submit(tx, &key, &job, 1).await?;
                let first = jobs::claim(tx, "one", now, now + 30).await?.expect("a job");
                let nothing = jobs::claim(tx, "two", now + 29, now + 60).await?;
                let second = jobs::claim(tx, "two", now + 31, now + 61).await?.expect("a job");
                let end = jobs::End::plain("done", now + 32);
                let late = jobs::end(tx, &first, "one", &end).await?;
                let beat = jobs::beat(tx, &first, "one", now + 90, None).await?;
                let good = jobs::end(tx, &second, "two", &end).await?;
                Ok((first.attempt, nothing, second.attempt, late, beat, good))
            })
        }));
        assert_eq!(taken.expect("a transaction"), (1, None, 2, false, None, true));
    }
}

on_both! {
    /// A solve does what is pinned, whatever it costs, and nothing that is excluded.
    fn a_solve_obeys_pins_and_exclusions(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        let free = decisions(&office, &draft(&office, false));
        let holder = teams(&free, "tuesday-0915");
        let other = if holder == ["tuina-1"] { "tuina-2" } else { "tuina-1" };
        // Neither is what a solve would choose.
        let pin = json!({"session": "tuesday-0915", "team": other});
        office.post(&format!("{TINY}/fixed"), &pin).expect(201);
        let late = json!({"need": "lamp", "team": "repair", "start": "2026-09-09 17:00"});
        let late = office.post(&format!("{TINY}/fixed"), &late).expect(201);
        office.post(&format!("{TINY}/excluded"), &json!({"session": "tuesday-0915", "team": holder[0]})).expect(201);
        office.post(&format!("{TINY}/excluded"), &json!({"session": "open-day", "team": "repair"})).expect(201);
        let bound = decisions(&office, &draft(&office, false));
        assert_eq!(teams(&bound, "tuesday-0915"), [other]);
        assert_eq!(teams(&free, "open-day"), ["repair"]);
        assert_eq!(teams(&bound, "open-day"), Vec::<String>::new());
        let lamp = |decisions: &[serde_json::Value]| {
            decisions.iter().find(|one| one["activity"] == "lamp").map(|one| one["start"].clone())
        };
        assert_ne!(lamp(&free), Some(json!("2026-09-09T17:00")));
        assert_eq!(lamp(&bound), Some(json!("2026-09-09T17:00")));
        // Without the pin it is free again.
        office.delete(late.header("location").expect("a place"), "\"1\"").expect(204);
        assert_eq!(lamp(&decisions(&office, &draft(&office, false))), lamp(&free));
    }
}

on_both! {
    /// A replan leaves alone what begins within its freeze, even where something else would be better now.
    fn a_freeze_leaves_alone_what_is_near(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        let first = plan_and_publish(&office, false);
        let before = decisions(&office, &first);
        // The open day becomes dear, and nobody would attend it any more: it is on Saturday of the first week.
        let path = format!("{TINY}/hours/open-day");
        let seen = office.get(&path).expect(200);
        let mut hour = seen.json();
        hour.as_object_mut().expect("an hour").remove("version");
        hour["under"] = json!(0);
        office.put(&path, seen.header("etag").expect("an ETag"), &hour).expect(200);
        let solved = |hours: u32| {
            let job = solve(&office, &json!({"steps": 300, "replan": true, "freeze_hours": hours}));
            decisions(&office, job["plan"].as_str().expect("a plan"))
        };
        let near = |decisions: &[serde_json::Value]| {
            let near = decisions.iter().filter(|one| one["start"].as_str().is_some_and(|start| start < "2026-09-14"));
            near.cloned().collect::<Vec<_>>()
        };
        let (loose, frozen) = (solved(0), solved(7 * 24));
        assert_eq!(teams(&loose, "open-day"), Vec::<String>::new());
        assert_eq!(teams(&frozen, "open-day"), ["repair"]);
        assert_eq!(near(&frozen), near(&before));
    }
}

on_both! {
    /// Decisions, solves and imports come in pages that hold every row once; pages of two plans are never mixed.
    fn long_lists_come_in_pages(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        let first = plan_and_publish(&office, false);
        let second = draft(&office, false);
        let all = decisions(&office, &first);
        let whole = pages(&office, &format!("{TINY}/plans/{first}/decisions"), 1000);
        assert_eq!((whole.len(), &whole[0]), (1, &all));
        assert!(all.len() > 5, "several pages");
        let mut seen = Vec::new();
        let mut path = format!("{TINY}/published?limit=2");
        loop {
            let page = office.get(&path).expect(200).json();
            seen.extend(page["decisions"].as_array().expect("decisions").clone());
            let Some(next) = page["next"].as_str() else { break };
            path = format!("{TINY}/published?limit=2&cursor={next}");
        }
        assert_eq!(seen, all);
        publish(&office, &second).expect(200);
        office.get(&path).problem(409, "another-plan");
        office.get(&format!("{TINY}/published?cursor=bm9uZQ")).problem(422, "invalid");
        let jobs = pages(&office, &format!("{TINY}/jobs"), 1);
        let plans: Vec<_> = jobs.iter().flatten().map(|job| job["plan"].clone()).collect();
        assert_eq!(plans, [json!(second), json!(first)], "the newest first");
        let imports = pages(&office, &format!("{TINY}/imports"), 10);
        assert_eq!((imports[0].len(), &imports[0][0]["state"], &imports[0][0]["file"]), (1, &json!("applied"), &json!("term.zip")));
    }
}
