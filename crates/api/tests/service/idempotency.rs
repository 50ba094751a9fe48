//! What is done once, whatever happens on the way: a repeat, a crash between the deed and its answer, a claim that was lost.

use serde_json::json;
use yuandi_api::db::calendars::Calendar;
use yuandi_api::db::idempotency::{self, Begun, Claim, Kept};
use yuandi_api::db::records::TermKey;
use yuandi_api::db::{self, Database, Value, calendars, records};
use yuandi_api::domain::role::Role;

use super::harness::{Backend, HOME, Service, on_both};

const ABSENCES: &str = "/api/v1/partnerships/jiezi/terms/2026-autumn/absences";
const TEAM: [u8; 32] = [7; 32];

fn away() -> serde_json::Value {
    json!({"team": "t", "start": "2026-09-14 08:00", "end": "2026-09-14 18:00"})
}

/// A place and a team for absences to name.
fn team(service: &Service) {
    let office = service.role(Role::Office);
    let term = "/api/v1/partnerships/jiezi/terms/2026-autumn";
    office
        .post(
            &format!("{term}/places"),
            &json!({"id": "p", "name": "楼", "x": 0, "y": 0}),
        )
        .expect(201);
    let team = json!({"id": "t", "name": "队", "college": "医学院", "home": "p", "skills": ["推拿"], "quorum": 1});
    office.post(&format!("{term}/teams"), &team).expect(201);
}

fn run(service: &Service, sql: &'static str) {
    let done = service
        .app
        .db
        .write::<_, db::Error, _>(move |tx| Box::pin(async move { tx.run(sql, Vec::new()).await }));
    assert_eq!(service.wait(done).expect("a statement"), 1);
}

on_both! {
    /// The process dies after a deed and before its answer is kept: the repeat does nothing again, and is told so.
    fn a_crash_between_deed_and_answer_does_nothing_twice(service: &Service) {
        team(service);
        let office = service.role(Role::Office).with("idempotency-key", "k");
        office.post(ABSENCES, &away()).expect(201);
        // What the process would have left behind: the deed's transaction, and nothing after it.
        run(service, "UPDATE idempotency SET status = NULL, headers = NULL, body = NULL WHERE key = 'k' AND done");
        office.post(ABSENCES, &away()).problem(409, "under-way");
        service.app.clock.advance(600);
        office.post(ABSENCES, &away()).problem(409, "answer-lost");
        let absences = service.role(Role::Office).get(ABSENCES).expect(200).json();
        assert_eq!(absences["items"].as_array().map(Vec::len), Some(1), "{absences}");
    }
}

/// Claims a key.
async fn begin(db: &Database, now: i64) -> Begun {
    idempotency::begin(db, TEAM, "k", [1; 32], now)
        .await
        .expect("a database")
}

async fn claim(db: &Database, now: i64) -> Claim {
    match begin(db, now).await {
        Begun::First(claim) => claim,
        other => panic!("{other:?}"),
    }
}

/// A deed that can be seen: the term counts its changes.
async fn deed(db: &Database, fails: bool) -> Result<(), db::Error> {
    let key = TermKey {
        partnership: HOME.to_owned(),
        term: "2026-autumn".to_owned(),
    };
    db.write(move |tx| {
        Box::pin(async move {
            records::touch(tx, &key).await?;
            if fails {
                // Nobody has such a calendar's person.
                let calendar = Calendar {
                    person: "nobody".to_owned(),
                    version: 1,
                    content: Vec::new(),
                };
                calendars::put(tx, &key, &calendar).await?;
            }
            Ok(())
        })
    })
    .await
}

async fn changes(db: &Database) -> i64 {
    let sql = "SELECT changes FROM term WHERE partnership = 'jiezi'";
    let row: Option<(i64,)> = db.first(sql, Vec::<Value>::new()).await.expect("a database");
    row.expect("a term").0
}

on_both! {
    /// Deed and mark stand or fall together: a deed that failed may be done again, one that was done may not.
    fn a_deed_and_its_mark_are_one(service: &Service) {
        let db = service.app.db.clone();
        service.wait(async {
            let before = changes(&db).await;
            let first = claim(&db, 1000).await;
            assert!(idempotency::under(first.clone(), deed(&db, true)).await.is_err());
            idempotency::forget(&db, first).await.expect("a database");
            let second = claim(&db, 1001).await;
            idempotency::under(second.clone(), deed(&db, false)).await.expect("a deed");
            // It was done: it cannot be given back any more.
            idempotency::forget(&db, second.clone()).await.expect("a database");
            assert_eq!(begin(&db, 1002).await, Begun::UnderWay);
            assert_eq!(begin(&db, 1002 + 3600).await, Begun::AnswerLost);
            let kept = Kept { status: 201, headers: String::new(), body: b"x".to_vec() };
            idempotency::keep(&db, second, kept.clone()).await.expect("a database");
            assert_eq!(begin(&db, 1003).await, Begun::Answered(kept));
            assert_eq!(changes(&db).await, before + 1);
        });
    }
}

on_both! {
    /// A request that was taken for lost and comes back late finds its key taken over, and its deed is not done.
    fn a_deed_under_a_lost_claim_is_not_done(service: &Service) {
        let db = service.app.db.clone();
        service.wait(async {
            let before = changes(&db).await;
            let slow = claim(&db, 1000).await;
            assert_eq!(begin(&db, 1001).await, Begun::UnderWay);
            let quick = claim(&db, 1000 + 3600).await;
            let late = idempotency::under(slow, deed(&db, false)).await;
            assert!(matches!(late, Err(db::Error::Superseded)), "{late:?}");
            idempotency::under(quick, deed(&db, false)).await.expect("a deed");
            assert_eq!(changes(&db).await, before + 1);
            assert_eq!(idempotency::tidy(&db, 1000 + 3600).await.expect("a database"), 0);
            assert_eq!(idempotency::tidy(&db, 1000 + 48 * 3600).await.expect("a database"), 1);
        });
    }
}
