//! A running service with a partnership, and somebody of every role.

use std::future::Future;
use std::path::Path;
use std::sync::mpsc;
use std::thread::JoinHandle;

use tempfile::TempDir;
use tokio::runtime::Handle;
use yuandi_api::app::App;
use yuandi_api::clock::Clock;
use yuandi_api::config::Config;
use yuandi_api::db;
use yuandi_api::db::accounts::{self, NewAccount};
use yuandi_api::db::partnerships::{self, Founding};
use yuandi_api::db::records::TermKey;
use yuandi_api::db::{sign_ins, terms};
use yuandi_api::domain::role::Role;
use yuandi_api::domain::secret;
use yuandi_api::server::{Application, Handle as ServerHandle};

use super::client::Client;
use super::postgres;

/// The partnership whose people call.
pub const HOME: &str = "jiezi";
/// Another, which must stay out of their reach.
pub const FOREIGN: &str = "elsewhere";
/// A term that both have.
pub const TERM: &str = "2026-autumn";

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

/// The address of a database that nobody has opened yet; a file is put into the folder.
pub fn empty_database(backend: Backend, folder: &Path) -> String {
    match backend {
        Backend::Sqlite => format!("sqlite:{}", folder.join("yuandi.db").display()),
        Backend::Postgres => postgres::database(),
    }
}

/// A service that runs until it is dropped.
pub struct Service {
    /// `http://127.0.0.1:PORT`.
    pub base: String,
    /// Where it tells its counts, if anywhere.
    pub metrics: Option<String>,
    /// What its handlers have at hand.
    pub app: App,
    runtime: Handle,
    server: ServerHandle,
    thread: Option<JoinHandle<()>>,
    /// Where its file is, if it has one; and for what a test writes.
    pub folder: TempDir,
}

impl Service {
    /// Starts it with its usual settings.
    pub fn start(backend: Backend) -> Self {
        Self::start_with(backend, |_| {})
    }

    /// Starts it with other settings.
    pub fn start_with(backend: Backend, change: impl FnOnce(&mut Config)) -> Self {
        let service = Self::start_empty(backend, change);
        service.found(HOME);
        service.found(FOREIGN);
        service
    }

    /// Starts it as its very first start does: with nobody there.
    pub fn start_empty(backend: Backend, change: impl FnOnce(&mut Config)) -> Self {
        let folder = TempDir::new().expect("a folder");
        let database = empty_database(backend, folder.path());
        let mut config = Config {
            database,
            listen: "127.0.0.1:0".to_owned(),
            ..Config::default()
        };
        change(&mut config);
        let (sender, receiver) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let application = Application::build(config, Clock::default()).await.expect("a service");
                let handle = Handle::current();
                let started = (
                    application.address(),
                    application.app().clone(),
                    handle,
                    application.handle(),
                    application.metrics_address(),
                );
                sender.send(started).expect("a test");
                application.run().await.expect("a good end");
            });
        });
        let (address, app, runtime, server, metrics) = receiver.recv().expect("a service");
        let base = format!("http://{address}");
        Self {
            base,
            metrics: metrics.map(|address| format!("http://{address}")),
            app,
            runtime,
            server,
            thread: Some(thread),
            folder,
        }
    }

    /// Stops it as SIGTERM does, and waits until all of it is over; gives a runtime for whoever looks at what is left.
    pub fn stop(&mut self) -> tokio::runtime::Runtime {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.expect("a runtime");
        runtime.block_on(self.server.stop());
        let ended = self.thread.take().map(JoinHandle::join);
        assert!(matches!(ended, Some(Ok(()))), "the service ended badly");
        runtime
    }

    /// Waits for something asynchronous.
    pub fn wait<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.block_on(future)
    }

    /// Runs a statement.
    pub fn sql(&self, sql: &'static str) {
        let done = self
            .app
            .db
            .write::<_, db::Error, _>(move |tx| Box::pin(async move { tx.run(sql, Vec::new()).await }));
        self.wait(done).expect("a statement");
    }

    /// A partnership with an empty term.
    fn found(&self, id: &str) {
        let (id, now) = (id.to_owned(), self.app.clock.now());
        let done = self.app.db.write::<_, db::Error, _>(move |tx| {
            Box::pin(async move {
                let founding = Founding {
                    name: "介子路社区".to_owned(),
                    zone: "Asia/Shanghai".to_owned(),
                    domain: format!("{id}.example"),
                    id: id.clone(),
                };
                partnerships::found(tx, &founding, now).await?;
                let term = terms::Term {
                    name: "2026 秋季学期".to_owned(),
                    zone: "Asia/Shanghai".to_owned(),
                    first_day: "2026-09-07".to_owned(),
                    weeks: 18,
                    settings: r#"{"blocks":[["08:00","12:00"],["14:00","18:00"]]}"#.to_owned(),
                };
                terms::insert(
                    tx,
                    &TermKey {
                        partnership: id,
                        term: TERM.to_owned(),
                    },
                    &term,
                )
                .await
            })
        });
        self.wait(done).expect("a partnership");
    }

    /// Somebody nobody knows.
    pub fn nobody(&self) -> Client {
        Client {
            base: self.base.clone(),
            headers: Vec::new(),
        }
    }

    /// Somebody with a role, signed in.
    pub fn role(&self, role: Role) -> Client {
        self.person(role, None)
    }

    /// Somebody with a role who is a person of the term's tables, signed in.
    pub fn person(&self, role: Role, person: Option<&str>) -> Client {
        self.somebody(HOME, role, person, None)
    }

    /// Somebody with a role who answers for a grid, signed in.
    pub fn in_grid(&self, role: Role, grid: &str) -> Client {
        self.somebody(HOME, role, None, Some(grid))
    }

    /// Somebody of a partnership with a role, who may be a person of the term's tables or answer for a grid, signed in.
    pub fn somebody(&self, partnership: &str, role: Role, person: Option<&str>, grid: Option<&str>) -> Client {
        let (token, hash) = secret::new();
        let (csrf, _) = secret::new();
        let account = NewAccount {
            id: uuid::Uuid::new_v4().to_string(),
            partnership: partnership.to_owned(),
            login: format!("{role}-{}", secret::new().0),
            name: "某人".to_owned(),
            roles: vec![role],
            person: person.map(str::to_owned),
            grid: grid.map(str::to_owned),
            email: None,
            language: "zh-CN".to_owned(),
            password: None,
        };
        let (kept, now) = (csrf.clone(), self.app.clock.now());
        let done = self.app.db.write::<_, db::Error, _>(move |tx| {
            Box::pin(async move {
                accounts::open(tx, &account, now).await?;
                sign_ins::open(tx, &hash, &account.id, &kept, now, now + 3600).await
            })
        });
        self.wait(done).expect("an account");
        self.nobody()
            .with("cookie", &format!("yuandi_session={token}"))
            .with("x-csrf-token", &csrf)
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        if self.thread.is_none() {
            return;
        }
        self.runtime.block_on(self.server.stop());
        let ended = self.thread.take().map(JoinHandle::join);
        if !std::thread::panicking() {
            assert!(matches!(ended, Some(Ok(()))), "the service ended badly");
        }
    }
}
