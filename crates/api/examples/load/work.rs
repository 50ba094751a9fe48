//! What clients do: four reads to a write.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value as Json, json};

use super::CLIENTS;
use super::client::Client;

/// Feeds that calendars poll.
const FEEDS: usize = 200;

/// Paths and bodies.
pub struct Work {
    term: String,
    places: Vec<String>,
    feeds: Vec<(String, String)>,
    polled: AtomicUsize,
    made: AtomicUsize,
}

impl Work {
    /// Finds what there is to read, and subscribes to feeds.
    pub fn prepare(client: &Client, partnership: &str, term: &str) -> Self {
        let mut client = client.another();
        let home = format!("/api/v1/partnerships/{partnership}");
        let term = format!("{home}/terms/{term}");
        let places = client.send("GET", &format!("{term}/places?limit={FEEDS}"), &[], "");
        let places: Json = serde_json::from_slice(&places.body).expect("JSON");
        let id = |place: &Json| place["id"].as_str().expect("an id").to_owned();
        let places: Vec<String> = places["items"].as_array().expect("places").iter().map(id).collect();
        assert!(places.len() >= CLIENTS, "a term with {CLIENTS} places or more");
        let feeds = (places.iter())
            .map(|place| subscribe(&mut client, &home, place))
            .collect();
        Self {
            term,
            places,
            feeds,
            polled: AtomicUsize::new(0),
            made: AtomicUsize::new(0),
        }
    }

    /// One request, by its number; gives the status. Each client begins elsewhere: people do not all write in the same moment.
    pub fn one(&self, client: &mut Client, number: usize, turn: usize) -> u16 {
        let term = &self.term;
        match (turn + number) % 10 {
            0 => {
                let made = self.made.fetch_add(1, Ordering::Relaxed);
                let id = format!("load-{made}-{:x}", std::process::id());
                let body = json!({"id": id, "name": "楼", "x": turn, "y": number}).to_string();
                client.send("POST", &format!("{term}/places"), &[], &body).status
            }
            5 => self.rename(client, number, turn),
            1 | 6 => {
                let (feed, etag) = self.feed();
                client.send("GET", feed, &[("if-none-match", etag)], "").status
            }
            2 => client.send("GET", self.feed().0, &[], "").status,
            3 | 7 => client.send("GET", &format!("{term}/people?limit=50"), &[], "").status,
            4 | 8 => client.send("GET", &format!("{term}/needs?limit=50"), &[], "").status,
            _ => {
                client
                    .send("GET", &format!("{term}/places/{}", self.places[number]), &[], "")
                    .status
            }
        }
    }

    /// Gives a place of the client's own another name: whoever has a duty there sees it in their calendar. Reads it before.
    fn rename(&self, client: &mut Client, number: usize, turn: usize) -> u16 {
        let path = format!("{}/places/{}", self.term, self.places[number]);
        let read = client.send("GET", &path, &[], "");
        let (200, Some(etag)) = (read.status, read.etag) else {
            return read.status;
        };
        let body = json!({"id": self.places[number], "name": format!("楼 {turn}"), "x": turn, "y": number}).to_string();
        client.send("PUT", &path, &[("if-match", &etag)], &body).status
    }

    /// The next feed, and the version of it that its reader has.
    fn feed(&self) -> (&str, &str) {
        let next = self.polled.fetch_add(1, Ordering::Relaxed) % self.feeds.len();
        let (feed, etag) = &self.feeds[next];
        (feed, etag)
    }
}

/// Subscribes to the feed of a place; gives its path and ETag.
fn subscribe(client: &mut Client, home: &str, place: &str) -> (String, String) {
    let body = json!({"kind": "place", "subject": place}).to_string();
    let feed = client.send("POST", &format!("{home}/feeds"), &[], &body);
    assert_eq!(feed.status, 201, "{}", String::from_utf8_lossy(&feed.body));
    let feed: Json = serde_json::from_slice(&feed.body).expect("JSON");
    let address = feed["https"].as_str().expect("an address");
    let path = address[address.find("/feeds/").expect("a feed's address")..].to_owned();
    let etag = client.send("GET", &path, &[], "").etag.expect("an ETag");
    (path, etag)
}
