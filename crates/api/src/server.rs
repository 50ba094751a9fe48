//! The application: built in one place, for the command line and for the tests alike.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::{Server, ServerHandle};
use actix_web::middleware::from_fn;
use actix_web::{HttpServer, web};
use tokio::signal::unix::{Signal, SignalKind, signal};
use utoipa_actix_web::AppExt as _;

use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::{self, Database};
use crate::http::guard::{self, Routes};
use crate::http::limit::Limits;
use crate::http::{feeds, headers, health, idempotency, json, metrics, observe, openapi, refusals};
use crate::jobs::{fetches, swaps, upkeep, worker};
use crate::notify::{self, Sender, SenderError};
use crate::tasks::{Tasks, stopped_within};

/// Bytes of a MiB.
const MIB: usize = 1024 * 1024;
/// How long requests under way may take once the service is asked to stop.
const FAREWELL: Duration = Duration::from_secs(20);
/// How often what was counted is put in order.
const UPKEEP: Duration = Duration::from_secs(5);

/// A service that listens.
pub struct Application {
    app: App,
    sender: Sender,
    server: Server,
    /// Serves `/metrics`, and where.
    watched: Option<(Server, SocketAddr)>,
    address: SocketAddr,
}

/// Why it did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address is taken, or not ours.
    #[error("cannot listen on {0}: {1}")]
    Listen(String, #[source] io::Error),
    /// The database.
    #[error(transparent)]
    Database(#[from] db::Error),
    /// The ways on which messages leave.
    #[error(transparent)]
    Sender(#[from] SenderError),
}

impl Application {
    /// Opens the database and listens; nobody is answered before [`Application::run`].
    ///
    /// # Errors
    /// The address cannot be had, the database cannot be opened.
    pub async fn build(mut config: Config, clock: Clock) -> Result<Self, StartError> {
        let name = config.listen.clone();
        let listen = |error| StartError::Listen(name.clone(), error);
        let listener = TcpListener::bind(&config.listen).map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        if config.public_url.is_empty() {
            config.public_url = reachable(address);
        }
        let sender = Sender::new(&config)?;
        let db = Database::open(&config.database).await?;
        let app = App {
            db,
            clock,
            config: config.clone(),
            feeds: Arc::default(),
            tasks: Tasks::default(),
            work: Arc::default(),
        };
        let server = people(&app, listener).map_err(listen)?;
        metrics::start();
        let watched = match &config.metrics_listen {
            None => None,
            Some(name) => Some(watchers(&app, name).map_err(|error| StartError::Listen(name.clone(), error))?),
        };
        Ok(Self {
            app,
            sender,
            server,
            watched,
            address,
        })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where it tells its counts, if anywhere.
    #[must_use]
    pub fn metrics_address(&self) -> Option<SocketAddr> {
        self.watched.as_ref().map(|(_, address)| *address)
    }

    /// What its handlers have at hand.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }

    /// Stops it, from elsewhere.
    #[must_use]
    pub fn handle(&self) -> Handle {
        Handle {
            server: self.server.handle(),
            tasks: self.app.tasks.clone(),
        }
    }

    /// Answers and works until it is stopped: then it finishes what was asked, lets its tasks go of what they hold, and closes
    /// the database.
    ///
    /// # Errors
    /// The server's own.
    pub async fn run(self) -> io::Result<()> {
        background(&self.app, self.sender);
        let watched = self.watched.map(|(server, _)| (server.handle(), tokio::spawn(server)));
        let ended = self.server.await;
        if let Some((handle, _)) = watched {
            handle.stop(false).await;
        }
        for name in self.app.tasks.stop(FAREWELL).await {
            tracing::warn!(task = name, "a task did not end in time");
        }
        self.app.db.close().await;
        ended
    }

    /// Like [`Application::run`], until the operating system asks it to stop, too.
    ///
    /// # Errors
    /// The server's own.
    pub async fn run_until(self, signals: Signals) -> io::Result<()> {
        let handle = self.handle();
        let listening = tokio::spawn(async move {
            signals.heard().await;
            tracing::info!("stopping");
            handle.stop().await;
        });
        let ended = self.run().await;
        listening.abort();
        ended
    }
}

/// What the operating system asks: SIGTERM, or SIGINT from a terminal. Heard from [`Signals::listen`] on, which comes before anybody
/// is told that the service is there: until then a signal ends the process where it stands.
#[derive(Debug)]
pub struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    /// Listens from now on.
    ///
    /// # Errors
    /// The system's own.
    pub fn listen() -> io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    async fn heard(mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

/// The server that people and their programs call.
fn people(app: &App, listener: TcpListener) -> io::Result<Server> {
    let data = web::Data::new(app.clone());
    let limits = Limits::new(app.config.behind_proxy);
    let largest = app.config.largest_body * MIB;
    let server = HttpServer::new(move || {
        let (service, document) = actix_web::App::new()
            .into_utoipa_app()
            .openapi(openapi::document())
            .app_data(data.clone())
            .app_data(web::PayloadConfig::new(largest))
            .app_data(refusals::path())
            .app_data(refusals::query())
            .app_data(web::Data::new(limits.clone()))
            .service(
                utoipa_actix_web::scope("/api/v1")
                    .wrap(from_fn(idempotency::once))
                    .wrap(from_fn(guard::admit))
                    .configure(json::routes),
            )
            .split_for_parts();
        service
            .app_data(web::Data::new(Routes::of(&document)))
            .service(openapi::route(document))
            .configure(feeds::routes)
            .configure(health::routes)
            .default_service(web::to(refusals::nothing_here))
            .wrap(from_fn(refusals::odd_address))
            .wrap(from_fn(headers::secure))
            .wrap(from_fn(observe::watch))
    });
    let server = server
        .workers(app.config.workers)
        .disable_signals()
        .shutdown_timeout(FAREWELL.as_secs())
        .client_request_timeout(Duration::from_secs(10))
        .listen(listener)?;
    Ok(server.run())
}

/// The server that whoever watches over the service calls.
fn watchers(app: &App, name: &str) -> io::Result<(Server, SocketAddr)> {
    let data = web::Data::new(app.clone());
    let listener = TcpListener::bind(name)?;
    let address = listener.local_addr()?;
    let server = HttpServer::new(move || {
        actix_web::App::new()
            .app_data(data.clone())
            .configure(metrics::routes)
            .wrap(from_fn(headers::secure))
    });
    let server = server.workers(1).disable_signals().listen(listener)?;
    Ok((server.run(), address))
}

/// Where this machine reaches an address it listens on.
fn reachable(address: SocketAddr) -> String {
    if address.ip().is_unspecified() {
        return format!("http://127.0.0.1:{}", address.port());
    }
    format!("http://{address}")
}

/// Runs a service on the threads that it needs.
///
/// # Panics
/// The system gives no threads.
pub fn block_on<T>(work: impl Future<Output = T>) -> T {
    actix_web::rt::System::new().block_on(work)
}

/// Starts what works in the background.
fn background(app: &App, sender: Sender) {
    let sender = Arc::new(sender);
    let tasks = &app.tasks;
    for _ in 0..app.config.solves.at_once {
        let at_hand = app.clone();
        tasks.spawn("solver", move |stop| worker::work(at_hand.clone(), stop));
    }
    tasks.spawn("counts", |mut stop| async move {
        while !stopped_within(&mut stop, UPKEEP).await {
            metrics::tidy();
        }
    });
    let at_hand = app.clone();
    tasks.spawn("fetches", move |stop| fetches::work(at_hand.clone(), stop));
    let at_hand = app.clone();
    tasks.spawn("upkeep", move |stop| upkeep::work(at_hand.clone(), stop));
    let at_hand = app.clone();
    tasks.spawn("swaps", move |stop| swaps::work(at_hand.clone(), stop));
    let at_hand = app.clone();
    tasks.spawn("messages", move |stop| {
        notify::deliver(at_hand.clone(), sender.clone(), stop)
    });
}

/// Stops a service from elsewhere.
#[derive(Clone, Debug)]
pub struct Handle {
    server: ServerHandle,
    tasks: Tasks,
}

impl Handle {
    /// Tells everybody that it is over, and waits until requests under way are answered.
    pub async fn stop(&self) {
        // First: whoever streams an answer ends it, and `/readyz` sends new callers elsewhere.
        self.tasks.tell();
        self.server.stop(true).await;
    }
}
