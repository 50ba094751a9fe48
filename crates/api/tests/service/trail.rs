//! The trail tells when somebody changed it.

use serde_json::json;
use yuandi_api::db::{self, audit};
use yuandi_api::domain::role::Role;

use super::harness::{Backend, HOME, Service, on_both};

const PLACES: &str = "/api/v1/partnerships/jiezi/terms/2026-autumn/places";

/// Six entries.
fn deeds(service: &Service) {
    let office = service.role(Role::Office);
    for i in 0..6 {
        office
            .post(PLACES, &json!({"id": format!("p{i}"), "name": "楼", "x": 0, "y": 0}))
            .expect(201);
    }
}

/// Does something to the tables, and gives the first entry that is found broken; then undoes it.
fn broken_by(service: &Service, statements: &[&'static str]) -> Option<i64> {
    let statements = statements.to_vec();
    let db = service.app.db.clone();
    service.wait(async move {
        db.write::<_, db::Error, _>(move |tx| {
            Box::pin(async move {
                for sql in statements {
                    assert!(tx.run(sql, Vec::new()).await? > 0, "{sql} does nothing");
                }
                Ok(())
            })
        })
        .await
        .expect("a tampering");
        audit::first_broken(&db, HOME).await.expect("a database")
    })
}

on_both! {
    /// Whatever is changed, taken out, moved or added, the first entry at which the trail breaks is named.
    fn tampering_is_seen(service: &Service) {
        deeds(service);
        assert_eq!(broken_by(service, &[]), None);
        let auditor = service.role(Role::Auditor);
        let check = format!("/api/v1/partnerships/{HOME}/audit/check");
        assert_eq!(auditor.get(&check).expect(200).json(), json!({"whole": true, "entries": 6}));
        for (there, back, broken) in [
            ("UPDATE audit SET actor = actor || '!' WHERE number = 3", "UPDATE audit SET actor = RTRIM(actor, '!') WHERE number = 3", 3),
            ("UPDATE audit SET detail = detail || '!' WHERE number = 1", "UPDATE audit SET detail = RTRIM(detail, '!') WHERE number = 1", 1),
            ("UPDATE audit SET at = at - 1 WHERE number = 6", "UPDATE audit SET at = at + 1 WHERE number = 6", 6),
            ("UPDATE audit SET number = 99 WHERE number = 4", "UPDATE audit SET number = 4 WHERE number = 99", 4),
            ("UPDATE audit_head SET number = number - 1", "UPDATE audit_head SET number = number + 1", 6),
        ] {
            assert_eq!(broken_by(service, &[there]), Some(broken), "{there}");
            assert_eq!(broken_by(service, &[back]), None, "{back}");
        }
        // The last entry goes, and the head forgets it: the seals of the others are whole, but the head's is not theirs.
        assert_eq!(broken_by(service, &["DELETE FROM audit WHERE number = 6"]), Some(6));
        assert_eq!(broken_by(service, &["UPDATE audit_head SET number = 5"]), Some(6));
        assert_eq!(auditor.get(&check).expect(200).json()["whole"], false);
    }
}

/// A trail of several stretches is read to its end.
#[test]
fn a_long_trail_is_read_whole() {
    let service = Service::start(Backend::Sqlite);
    let db = service.app.db.clone();
    service.wait(async {
        for _ in 0..21 {
            db.write::<_, db::Error, _>(|tx| {
                Box::pin(async move {
                    for _ in 0..100 {
                        let deed = audit::Deed {
                            actor: "a",
                            action: "b",
                            subject: "c",
                            detail: "d",
                        };
                        audit::append(tx, HOME, 1, &deed).await?;
                    }
                    Ok(())
                })
            })
            .await
            .expect("entries");
        }
        assert_eq!(audit::first_broken(&db, HOME).await.expect("a database"), None);
    });
    assert_eq!(
        broken_by(&service, &["UPDATE audit SET subject = 'x' WHERE number = 2050"]),
        Some(2050)
    );
}
