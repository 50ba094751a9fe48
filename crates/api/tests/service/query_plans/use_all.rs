//! Does once, on a full database, what a service does all the time.

use yuandi_api::db::amendment::Amendment;
use yuandi_api::db::audit::{self, Deed};
use yuandi_api::db::feeds::{self, Fetched};
use yuandi_api::db::idempotency::{self, Begun, Kept};
use yuandi_api::db::jobs::{self, End, NewJob};
use yuandi_api::db::membership;
use yuandi_api::db::outbox::{self, Only, Outcome};
use yuandi_api::db::records::{self, TermKey};
use yuandi_api::db::{
    self, Database, Touched, access, accounts, attempts, counts, duties, imports, keys, plans, sign_ins, structure,
    terms, webhooks,
};
use yuandi_api::domain::records::{
    Absence, Choice, Exclusion, Formation, Hour, Lesson, Need, Owner, Person, Pin, Place, Placement, Position, Ranking,
    Record, Team, Wish,
};
use yuandi_api::domain::structure::{College, Grid};
use yuandi_api::feeds::Subscription;

/// A partnership that is there.
const HERE: &str = "u3";
/// An instant.
const NOW: i64 = 1_796_600_000;

/// All of it.
pub async fn use_all(db: &Database) -> Result<(), db::Error> {
    polls(db).await?;
    subscriptions(db).await?;
    sign_in(db).await?;
    lists(db).await?;
    tables(db).await?;
    changes(db).await?;
    background(db).await
}

/// Calendars that ask for feeds of every kind.
async fn polls(db: &Database) -> Result<(), db::Error> {
    audit::count(db, HERE).await?;
    feeds::trail(db, &[7; 32]).await?;
    feeds::by_token(db, &[7; 32]).await?;
    let subjects = [
        ("person", "p13"),
        ("team", "m13"),
        ("place", "r13"),
        ("grid", "g"),
        ("service", "visit"),
        ("partnership", HERE),
    ];
    for (kind, subject) in subjects {
        let mut feed = feeds::one(db, HERE, "f13").await?.expect("a feed");
        feed.kind = kind.to_owned();
        feed.subject = subject.to_owned();
        let subscription = Subscription {
            feed,
            version: 1,
            changed: NOW,
            teams: membership::of(db, HERE, subject).await?,
        };
        yuandi_api::feeds::render(db, &subscription, NOW, "https://yuandi.example")
            .await
            .expect("a feed");
        feeds::subject_exists(db, HERE, kind, subject).await?;
    }
    Ok(())
}

/// Subscriptions made, changed, withdrawn, noted as read.
async fn subscriptions(db: &Database) -> Result<(), db::Error> {
    feeds::page(db, HERE, None, "", 100).await?;
    feeds::page(db, HERE, Some("a13"), "", 100).await?;
    feeds::token(db, HERE, "f13").await?;
    let feed = feeds::one(db, HERE, "f13").await?.expect("a feed");
    db.write::<_, db::Error, _>(move |tx| {
        Box::pin(async move {
            let fetched = Fetched {
                token: [7; 32],
                at: NOW,
                client: "khal".to_owned(),
                times: 1,
            };
            feeds::note(tx, &[fetched]).await?;
            feeds::rotate(tx, &feed, b"feed 13", &[8; 32]).await?;
            feeds::revoke(tx, HERE, "f13", NOW).await.map(drop)
        })
    })
    .await
}

/// Somebody signs in, calls, signs out; somebody guesses; a program calls.
async fn sign_in(db: &Database) -> Result<(), db::Error> {
    accounts::by_login(db, HERE, "l13").await?;
    accounts::credentials(db, "a13").await?;
    access::signed_in(db, &[7; 32], NOW).await?;
    access::key(db, &[7; 32], NOW).await?;
    db.write::<_, db::Error, _>(|tx| {
        Box::pin(async move {
            attempts::count(tx, &[7; 32], NOW).await?;
            attempts::count(tx, &[7; 32], NOW).await?;
            attempts::forget(tx, &[7; 32]).await?;
            sign_ins::open(tx, &[9; 32], "a13", "csrf", NOW, NOW + 60).await?;
            sign_ins::extend(tx, &[9; 32], NOW + 90).await?;
            sign_ins::close(tx, &[9; 32]).await?;
            sign_ins::close_all(tx, "a13", None).await?;
            sign_ins::sweep(tx, NOW).await
        })
    })
    .await
}

/// Lists, and one of each.
async fn lists(db: &Database) -> Result<(), db::Error> {
    let key = key();
    accounts::page(db, HERE, "", 100).await?;
    accounts::one(db, HERE, "a13").await?;
    keys::page(db, HERE, "", 100).await?;
    keys::one(db, HERE, "k13").await?;
    webhooks::page(db, HERE, "", 100).await?;
    structure::page::<College>(db, HERE, "", 100).await?;
    structure::page::<Grid>(db, HERE, "", 100).await?;
    terms::page(db, HERE, "", 100).await?;
    terms::one(db, &key).await?;
    plans::page(db, &key, "", 100).await?;
    plans::published(db, &key).await?;
    plans::decisions(db, HERE, "plan3").await?;
    imports::one(db, HERE, "t", "i").await?;
    jobs::one(db, &key, "j13").await?;
    audit::page(db, HERE, i64::MAX, 100).await?;
    let only = Only {
        state: Some("dead"),
        recipient: Some("a13"),
    };
    outbox::page(db, HERE, only, None, 100).await?;
    outbox::one(db, HERE, "e13").await?;
    outbox::content(db, HERE, "e13").await?;
    counts::jobs(db).await?;
    counts::messages(db).await.map(drop)
}

/// A term's tables.
async fn tables(db: &Database) -> Result<(), db::Error> {
    table::<Place>(db).await?;
    table::<Team>(db).await?;
    table::<Person>(db).await?;
    table::<Lesson>(db).await?;
    table::<Hour>(db).await?;
    table::<Need>(db).await?;
    table::<Wish>(db).await?;
    table::<Pin>(db).await?;
    table::<Exclusion>(db).await?;
    table::<Absence>(db).await?;
    table::<Formation>(db).await?;
    table::<Position>(db).await?;
    table::<Choice>(db).await?;
    table::<Ranking>(db).await?;
    table::<Placement>(db).await?;
    access::positions(db, &key(), "host").await?;
    duties::by_code(db, HERE, "d13").await?;
    access::team(db, &key(), "p13").await.map(drop)
}

async fn table<R: Record>(db: &Database) -> Result<(), db::Error> {
    records::page::<R>(db, &key(), records::Only::All, "", 100).await?;
    records::page::<R>(db, &key(), records::Only::Within(R::LIES, "g".to_owned()), "", 100).await?;
    let own = match R::OWNER {
        Owner::Nobody => records::Only::All,
        Owner::Person(column) | Owner::Applicant(column) | Owner::Placed(column, _) => {
            records::Only::Among(column, vec!["p13".to_owned(), "m13".to_owned()])
        }
        Owner::Team(column) | Owner::Host(column) | Owner::Position(column) => {
            records::Only::Among(column, vec!["m13".to_owned()])
        }
    };
    records::page::<R>(db, &key(), own.clone(), "", 100).await?;
    records::one::<R>(db, &key(), "none", own).await.map(drop)
}

/// Rows changed; requests that come twice.
async fn changes(db: &Database) -> Result<(), db::Error> {
    let place = records::one::<Place>(db, &key(), "r13", records::Only::All)
        .await?
        .expect("a place");
    db.write::<_, db::Error, _>(move |tx| {
        Box::pin(async move {
            let key = key();
            records::touch(tx, &key).await?;
            let mut new = place.record.clone();
            new.id = "new".to_owned();
            records::insert(tx, &key, &new).await?;
            records::delete::<Place>(tx, &key, "new", 1).await?;
            // An edit that the published plan's duties follow.
            let touched = Touched::Row("place", "r13");
            let amendment = Amendment::begin(tx, &key, touched).await?;
            let renamed = Place {
                name: "Elsewhere".to_owned(),
                ..place.record.clone()
            };
            records::update(tx, &key, &renamed, place.version).await?;
            amendment.finish(tx, touched, "place.update r13", NOW).await?;
            plans::swapped_since(tx, &key, "plan3").await?;
            let deed = Deed {
                actor: "a13",
                action: "place.update",
                subject: "r13",
                detail: "t",
            };
            audit::append(tx, HERE, NOW, &deed).await
        })
    })
    .await?;
    let Begun::First(claim) = idempotency::begin(db, [7; 32], "key", [7; 32], NOW).await? else {
        panic!("a new key is known");
    };
    idempotency::begin(db, [7; 32], "key", [7; 32], NOW).await?;
    let kept = Kept {
        status: 201,
        headers: String::new(),
        body: Vec::new(),
    };
    idempotency::under(claim.clone(), deed(db)).await?;
    idempotency::keep(db, claim.clone(), kept).await?;
    idempotency::forget(db, claim).await?;
    idempotency::tidy(db, NOW).await.map(drop)
}

/// Some deed under a key.
async fn deed(db: &Database) -> Result<(), db::Error> {
    db.write(|tx| Box::pin(async move { sign_ins::extend(tx, &[9; 32], NOW).await }))
        .await
}

/// A solve from its asking to its end, a message from its writing to its leaving.
async fn background(db: &Database) -> Result<(), db::Error> {
    outbox::due(db, NOW).await?;
    db.write::<_, db::Error, _>(|tx| {
        Box::pin(async move {
            let job = NewJob {
                id: "new".to_owned(),
                round: None,
                settings: "{}".to_owned(),
                actor: "a13".to_owned(),
                now: NOW,
            };
            assert!(jobs::submit(tx, &key(), &job, 4).await?);
            let job = jobs::claim(tx, "worker", NOW, NOW + 60).await?.expect("a job");
            jobs::beat(tx, &job, "worker", NOW + 90, None).await?;
            assert!(jobs::end(tx, &job, "worker", &End::plain("done", NOW)).await?);
            jobs::cancel(tx, &key(), "new", NOW).await?;
            assert!(outbox::resend(tx, HERE, "e13", NOW).await?);
            let message = outbox::claim(tx, NOW, NOW + 60, 16).await?.pop().expect("a message");
            outbox::settle(tx, &message, &Outcome::Sent, NOW).await
        })
    })
    .await
}

fn key() -> TermKey {
    TermKey {
        partnership: HERE.to_owned(),
        term: "t".to_owned(),
    }
}
