//! Who is there in a demonstration: somebody of every role, in the colleges and grids that the term's tables name.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{DemoError, PARTNERSHIP, PASSWORD, blocking, rows};
use crate::app::App;
use crate::db::accounts::{self, NewAccount};
use crate::db::records::TermKey;
use crate::db::{self, structure};
use crate::domain::account::Language;
use crate::domain::password;
use crate::domain::records::{Person, Place};
use crate::domain::role::Role;
use crate::domain::structure::College;

/// Puts everybody in place; gives the student who has an account.
pub(super) async fn of(app: &App, key: &TermKey, now: i64) -> Result<Option<Person>, DemoError> {
    let hash = blocking(|| password::hash(PASSWORD)).await?;
    let hash = hash.map_err(|_| DemoError::Other("the system has no randomness to give"))?;
    let people = rows::<Person>(app, key).await?;
    let student = people.iter().find(|person| person.role == "student").cloned();
    let supervisor = people.iter().find(|person| person.role == "supervisor");
    let colleges: BTreeSet<String> = people.iter().map(|person| person.college.clone()).collect();
    let places = rows::<Place>(app, key).await?;
    let grids: BTreeSet<String> = places.into_iter().filter_map(|place| place.grid).collect();
    let account = |role: Role| NewAccount {
        id: Uuid::now_v7().simple().to_string(),
        partnership: PARTNERSHIP.to_owned(),
        login: role.name().to_owned(),
        name: role.name().to_owned(),
        roles: vec![role],
        person: match role {
            Role::Student => student.as_ref().map(|person| person.id.clone()),
            Role::Supervisor => supervisor.map(|person| person.id.clone()),
            _ => None,
        },
        grid: grids.first().filter(|_| role == Role::GridWorker).cloned(),
        email: None,
        language: Language::default().tag().to_owned(),
        password: Some(hash.clone()),
    };
    let accounts: Vec<NewAccount> = Role::ALL.into_iter().map(account).collect();
    let write = app.db.write::<_, db::Error, _>(move |tx| {
        Box::pin(async move {
            for name in colleges {
                let college = College { id: name.clone(), name };
                structure::insert(tx, PARTNERSHIP, &college).await?;
            }
            for account in &accounts {
                accounts::open(tx, account, now).await?;
            }
            Ok(())
        })
    });
    write.await?;
    Ok(student)
}
