//! An actix-web handler that answers 304 and does nothing else: what the service's feeds are measured against.
//!
//! `cargo run --release -p yuandi-api --example bare -- 127.0.0.1:8081`, on as many threads as the service has.

use actix_web::{App, HttpResponse, HttpServer, web};
use yuandi_api::config::Config;

async fn unchanged() -> HttpResponse {
    HttpResponse::NotModified().finish()
}

fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).expect("ADDRESS:PORT");
    let server = HttpServer::new(|| App::new().route("/feeds/{secret}.ics", web::get().to(unchanged)));
    let server = server.workers(Config::default().workers).bind(address)?;
    yuandi_api::server::block_on(server.run())
}
