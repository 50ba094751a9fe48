//! Subscriptions, and what stands in a feed.

use serde_json::{Value as Json, json};

use super::{Answer, Client};

/// Where subscriptions are made.
pub const FEEDS: &str = "/api/v1/partnerships/jiezi/feeds";

/// Subscribes; gives all that is shown this once.
pub fn address(caller: &Client, kind: &str, subject: &str) -> Json {
    let wanted = json!({"kind": kind, "subject": subject});
    caller.post(FEEDS, &wanted).expect(201).json()
}

/// Subscribes; gives the path of the feed.
pub fn subscribe(caller: &Client, kind: &str, subject: &str) -> String {
    path_of(&address(caller, kind, subject))
}

/// The path of a feed whose address was shown.
pub fn path_of(address: &Json) -> String {
    let https = address["https"].as_str().expect("an address");
    https[https.find("/feeds/").expect("a feed")..].to_owned()
}

/// The lines of each event, unfolded.
pub fn events(answer: &Answer) -> Vec<Vec<String>> {
    let text = answer.text().replace("\r\n ", "");
    let events = text.split("BEGIN:VEVENT\r\n").skip(1);
    events
        .map(|event| {
            event
                .split("\r\n")
                .take_while(|line| *line != "END:VEVENT")
                .map(str::to_owned)
                .collect()
        })
        .collect()
}

/// The value of a property of an event.
pub fn value<'e>(event: &'e [String], name: &str) -> &'e str {
    let line = event
        .iter()
        .find(|line| line.starts_with(name))
        .unwrap_or_else(|| panic!("{name} in {event:?}"));
    line.split_once(':').expect("a value").1
}
