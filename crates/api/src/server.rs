//! The application: built in one place, for the command line and for the tests alike.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::{Server, ServerHandle};
use actix_web::middleware::from_fn;
use actix_web::{HttpServer, web};
use utoipa_actix_web::AppExt as _;

use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::{self, Database};
use crate::http::guard::{self, Routes};
use crate::http::limit::Limits;
use crate::http::{feeds, headers, idempotency, json, openapi, refusals};
use crate::jobs::{fetches, solver};
use crate::tasks::Tasks;

/// Largest body: a term folder of a hundred communities fits.
const LARGEST_BODY: usize = 64 * 1024 * 1024;
/// How long requests under way may take once the service is asked to stop.
const FAREWELL: u64 = 20;

/// A service that listens.
pub struct Application {
    app: App,
    server: Server,
    tasks: Tasks,
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
}

impl Application {
    /// Opens the database and listens; nobody is answered before [`Application::run`].
    ///
    /// # Errors
    /// The address cannot be had, the database cannot be opened.
    pub async fn build(config: Config, clock: Clock) -> Result<Self, StartError> {
        let db = Database::open(&config.database).await?;
        let listen = |error| StartError::Listen(config.listen.clone(), error);
        let listener = TcpListener::bind(&config.listen).map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let app = App {
            db,
            clock,
            config: config.clone(),
            feeds: Arc::default(),
            work: Arc::default(),
        };
        let mut tasks = Tasks::default();
        tasks.start(|stop| solver::work(app.clone(), stop));
        tasks.start(|stop| fetches::work(app.clone(), stop));
        let data = web::Data::new(app.clone());
        let limits = Limits::new(config.behind_proxy);
        let server = HttpServer::new(move || {
            let (service, document) = actix_web::App::new()
                .into_utoipa_app()
                .openapi(openapi::document())
                .app_data(data.clone())
                .app_data(web::PayloadConfig::new(LARGEST_BODY))
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
                .default_service(web::to(refusals::nothing_here))
                .wrap(from_fn(refusals::odd_address))
                .wrap(from_fn(headers::secure))
        })
        .workers(config.workers)
        .shutdown_timeout(FAREWELL)
        .client_request_timeout(Duration::from_secs(10))
        .listen(listener)
        .map_err(listen)?
        .run();
        Ok(Self {
            app,
            server,
            tasks,
            address,
        })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What its handlers have at hand.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }

    /// Stops it, from elsewhere.
    #[must_use]
    pub fn handle(&self) -> ServerHandle {
        self.server.handle()
    }

    /// Answers until it is stopped, then closes the database.
    ///
    /// # Errors
    /// The server's own.
    pub async fn run(self) -> io::Result<()> {
        let ended = self.server.await;
        self.tasks.end().await;
        self.app.db.close().await;
        ended
    }
}
