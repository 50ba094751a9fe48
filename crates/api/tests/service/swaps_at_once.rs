//! Swaps that several people move at the same moment: the database decides, and one of them is done.

use std::thread;

use serde_json::{Value as Json, json};

use super::harness::term::{TINY, draft, publish, teams};
use super::harness::{Answer, Backend, Service, on_both};
use super::swaps::{SESSION, act, automatic, cast, offer, published};

/// Does two things at once.
fn both(one: impl Fn() -> Answer + Sync, other: impl Fn() -> Answer + Sync) -> [Answer; 2] {
    thread::scope(|scope| {
        let threads = [scope.spawn(&one), scope.spawn(&other)];
        threads.map(|thread| thread.join().expect("an answer"))
    })
}

fn statuses(answers: &[Answer; 2]) -> [u16; 2] {
    let mut statuses = answers.each_ref().map(|answer| answer.status);
    statuses.sort_unstable();
    statuses
}

/// How many plans are in a state.
fn plans(office: &super::harness::Client, state: &str) -> usize {
    let plans = office.get(&format!("{TINY}/plans?limit=1000")).expect(200).json();
    let all = plans["items"].as_array().expect("plans").iter();
    all.filter(|plan| plan["state"] == state).count()
}

on_both! {
    /// Two take the same offer: one has it, the other is told that it is gone; one plan comes of it.
    fn two_take_one_offer(service: &Service) {
        let cast = cast(service);
        automatic(&cast.office);
        let swap = offer(&cast.giver.1, &json!({"kind": "session", "activity": SESSION}));
        let [first, second] = &cast.taker.1;
        let answers = both(|| act(first, &swap, "accept"), || act(second, &swap, "accept"));
        assert_eq!(statuses(&answers), [200, 409], "{answers:?}");
        assert_eq!((plans(&cast.office, "published"), plans(&cast.office, "superseded")), (1, 1));
        assert_eq!(cast.office.get(&swap).expect(200).json()["version"], 2);
    }
}

on_both! {
    /// Two offer the same duty: one swap of it is under way.
    fn two_offer_one_duty(service: &Service) {
        let cast = cast(service);
        let body = json!({"kind": "session", "activity": SESSION, "team": cast.giver.0, "to": cast.taker.0});
        let path = format!("{TINY}/swaps");
        let answers = both(|| cast.giver.1.post(&path, &body), || cast.office.post(&path, &body));
        assert_eq!(statuses(&answers), [201, 409], "{answers:?}");
        let late = answers.into_iter().find(|answer| answer.status == 409).expect("one");
        late.problem(409, "swap-under-way");
    }
}

on_both! {
    /// One withdraws what another approves: it is withdrawn or done, and the plan says the same.
    fn one_withdraws_what_another_approves(service: &Service) {
        let cast = cast(service);
        let swap = offer(&cast.giver.1, &json!({"kind": "session", "activity": SESSION, "to": cast.taker.0}));
        act(&cast.taker.1[0], &swap, "accept").expect(200);
        let answers = both(|| act(&cast.giver.1, &swap, "withdraw"), || act(&cast.office, &swap, "approve"));
        assert_eq!(statuses(&answers), [200, 409], "{answers:?}");
        let state = cast.office.get(&swap).expect(200).json()["state"].clone();
        let holder = if state == "done" { &cast.taker.0 } else { &cast.giver.0 };
        let now = published(&cast.office);
        assert_eq!(teams(now["decisions"].as_array().expect("decisions"), SESSION), [holder.as_str()]);
        assert!([json!("done"), json!("withdrawn")].contains(&state), "{state}");
    }
}

on_both! {
    /// The office publishes another plan while a swap is approved: there is one plan, and the swap is in it or is refused; what was
    /// made before a swap is not published over it.
    fn the_office_publishes_meanwhile(service: &Service) {
        let cast = cast(service);
        let other = draft(&cast.office, false);
        let swap = offer(&cast.giver.1, &json!({"kind": "session", "activity": SESSION, "to": cast.taker.0}));
        act(&cast.taker.1[0], &swap, "accept").expect(200);
        let answers = both(|| act(&cast.office, &swap, "approve"), || publish(&cast.office, &other));
        assert!([200, 409, 412].contains(&answers[0].status), "{answers:?}");
        assert_eq!(plans(&cast.office, "published"), 1);
        let (now, seen) = (published(&cast.office), cast.office.get(&swap).expect(200).json());
        let holders = teams(now["decisions"].as_array().expect("decisions"), SESSION);
        if answers[0].status == 200 {
            assert_eq!((&seen["state"], &seen["plan"]), (&json!("done"), &now["plan"]));
            assert_eq!(holders, [cast.taker.0.as_str()]);
            let swapped = now["plan"].as_str().expect("a plan");
            let plan = cast.office.get(&format!("{TINY}/plans/{swapped}")).expect(200).json();
            // Done after the other plan it stands on that; done before it, the other was refused.
            assert_eq!(answers[1].status == 200, plan["parent"] == json!(other), "{plan}");
        } else {
            assert_eq!(now["plan"], json!(other));
        }
        if answers[1].status != 200 {
            answers[1].clone().problem(409, "swapped-since");
        }
        let drawn: Vec<Json> = cast.office.get(&format!("{TINY}/swaps?state=accepted")).expect(200).json()["items"]
            .as_array().expect("swaps").clone();
        assert!(answers[0].status != 200 || drawn.is_empty(), "{drawn:?}");
    }
}
