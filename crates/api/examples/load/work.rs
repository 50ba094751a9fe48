//! What clients do: four reads to a write.

use serde_json::{Value as Json, json};

use super::client::Client;

/// Paths and bodies.
pub struct Work {
    term: String,
    place: String,
    feed: String,
    etag: String,
}

impl Work {
    /// Finds what there is to read, and subscribes to a feed.
    pub fn prepare(client: &Client, partnership: &str, term: &str) -> Self {
        let mut client = client.another();
        let home = format!("/api/v1/partnerships/{partnership}");
        let term = format!("{home}/terms/{term}");
        let places = client.send("GET", &format!("{term}/places?limit=1"), &[], "");
        let places: Json = serde_json::from_slice(&places.body).expect("JSON");
        let place = places["items"][0]["id"].as_str().expect("a place").to_owned();
        let body = json!({"kind": "place", "subject": place}).to_string();
        let feed = client.send("POST", &format!("{home}/feeds"), &[], &body);
        assert_eq!(feed.status, 201, "{}", String::from_utf8_lossy(&feed.body));
        let feed: Json = serde_json::from_slice(&feed.body).expect("JSON");
        let address = feed["https"].as_str().or(feed["url"].as_str()).expect("an address");
        let feed = address[address.find("/feeds/").expect("a feed's address")..].to_owned();
        let etag = client.send("GET", &feed, &[], "").etag.expect("an ETag");
        Self {
            term,
            place,
            feed,
            etag,
        }
    }

    /// One request, by its number; gives the status.
    pub fn one(&self, client: &mut Client, number: usize, turn: usize) -> u16 {
        let Self {
            term,
            place,
            feed,
            etag,
        } = self;
        match turn % 10 {
            0 | 5 => {
                let id = format!("load-{number}-{turn}-{:x}", std::process::id());
                let body = json!({"id": id, "name": "楼", "x": turn, "y": number}).to_string();
                client.send("POST", &format!("{term}/places"), &[], &body).status
            }
            1 | 6 => client.send("GET", feed, &[("if-none-match", etag)], "").status,
            2 => client.send("GET", feed, &[], "").status,
            3 | 7 => {
                client
                    .send("GET", &format!("{term}/published?limit=50"), &[], "")
                    .status
            }
            4 | 8 => client.send("GET", &format!("{term}/needs?limit=50"), &[], "").status,
            _ => client.send("GET", &format!("{term}/places/{place}"), &[], "").status,
        }
    }
}
