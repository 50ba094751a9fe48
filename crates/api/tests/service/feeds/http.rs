//! How a feed is served: points 1 to 10 of `docs/feeds.md`.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use serde_json::json;
use yuandi_api::domain::role::Role;
use yuandi_api::domain::secret;

use super::{published, rename_room};
use crate::harness::calendar::{FEEDS, address, events, path_of, subscribe, value};
use crate::harness::{Answer, Backend, Client, Service, on_both};

/// Seconds of a day.
const DAY: i64 = 86_400;

/// Whether search engines are told to stay away.
fn is_hidden(answer: &Answer) -> bool {
    answer.header("x-robots-tag") == Some("noindex")
}

on_both! {
    /// Google reads no address of more than 256 UTF-16 units: the longest that settings allow stays below.
    fn p01_the_address_is_short_ascii_and_ends_in_ics(backend: Backend) {
        let service = Service::start_with(backend, |config| {
            config.public_url = format!("https://{}.example", "a".repeat(164));
            assert_eq!((config.mistakes(), config.public_url.len()), (Vec::new(), 180));
        });
        let address = address(&service.role(Role::Office), "partnership", "jiezi");
        for link in ["https", "webcal", "download"] {
            let link = address[link].as_str().expect("a link");
            assert!(link.is_ascii() && link.encode_utf16().count() <= 256, "{link}");
        }
        assert!(address["https"].as_str().expect("a link").ends_with(".ics"));
    }
}

on_both! {
    /// Three ways to subscribe, and one to have it as a file.
    fn p02_three_links_and_a_download(service: &Service) {
        let office = published(service);
        let address = address(&office, "partnership", "jiezi");
        let link = |name: &str| address[name].as_str().expect("a link").to_owned();
        let path = path_of(&address);
        assert_eq!(link("https"), format!("{}{path}", service.base));
        assert_eq!(link("webcal"), link("https").replacen("http", "webcal", 1));
        let encoded = link("webcal").replace(':', "%3A").replace('/', "%2F");
        assert_eq!(link("google"), format!("https://calendar.google.com/calendar/r?cid={encoded}"));
        assert!(link("qr").contains("<svg"));
        let file = service.nobody().get(link("download").strip_prefix(&service.base).expect("ours")).expect(200);
        assert_eq!(file.header("content-disposition"), Some("attachment; filename=\"partnership.ics\""));
        let feed = service.nobody().get(&path).expect(200);
        assert_eq!(feed.header("content-disposition"), Some("inline; filename=\"partnership.ics\""));
        assert_eq!(file.body, feed.body);
    }
}

on_both! {
    /// The address is all it takes; its hash is all that is kept; there is one to a person and feed, until it is rotated or withdrawn.
    fn p03_a_secret_path_hashed_rotated_revoked_unsearchable(service: &Service) {
        let office = published(service);
        let address = address(&office, "partnership", "jiezi");
        let (old, id) = (path_of(&address), address["id"].as_str().expect("an id"));
        let key = old.strip_prefix("/feeds/").and_then(|path| path.strip_suffix(".ics")).expect("a secret");
        let hash = secret::hash(key);
        let kept = yuandi_api::db::feeds::by_token(&service.app.db, &hash);
        assert_eq!(service.wait(kept).expect("a database").expect("a feed").feed.id, id);
        let (list, trail) = (office.get(FEEDS).expect(200), office.get("/api/v1/partnerships/jiezi/audit").expect(200));
        assert!(!list.text().contains(key) && !trail.text().contains(key), "a secret is told again");
        office.post(FEEDS, &json!({"kind": "partnership", "subject": "jiezi"})).problem(409, "subscribed");
        let nobody = service.nobody();
        assert!(is_hidden(&nobody.get(&old).expect(200)));
        let rotated = office.send("POST", &format!("{FEEDS}/{id}/rotate"), "", b"").expect(200).json();
        let new = path_of(&rotated);
        assert!(is_hidden(&nobody.get(&old).expect(404)));
        let etag = nobody.get(&new).expect(200).header("etag").expect("an ETag").to_owned();
        assert!(is_hidden(&nobody.with("if-none-match", &etag).get(&new).expect(304)));
        office.send("DELETE", &format!("{FEEDS}/{id}"), "", b"").expect(204);
        assert!(is_hidden(&nobody.get(&new).expect(410)));
        nobody.get(&subscribe(&office, "partnership", "jiezi")).expect(200);
    }
}

on_both! {
    /// Two at once: the database gives one of them the address.
    fn p03_two_subscriptions_at_once_make_one(service: &Service) {
        let office = service.role(Role::Office);
        let wanted = json!({"kind": "partnership", "subject": "jiezi"});
        let mut answers: Vec<u16> = std::thread::scope(|scope| {
            let ask = || office.post(FEEDS, &wanted).status;
            let asked: Vec<_> = (0..8).map(|_| scope.spawn(ask)).collect();
            asked.into_iter().map(|one| one.join().expect("an answer")).collect()
        });
        answers.sort_unstable();
        assert_eq!(answers, [201, 409, 409, 409, 409, 409, 409, 409]);
    }
}

on_both! {
    /// Google asks for it first, and reads no feed without it.
    fn p04_robots_txt_allows_feeds(service: &Service) {
        let robots = service.nobody().get("/robots.txt").expect(200);
        assert_eq!(robots.header("content-type"), Some("text/plain; charset=utf-8"));
        assert!(robots.text().lines().any(|line| line == "Allow: /feeds/"));
        assert!(!robots.text().lines().any(|line| line == "Disallow: /feeds/"));
    }
}

/// A GET with no header but the host: what Google's importer comes near to.
fn bare_get(service: &Service, path: &str) -> String {
    let host = service.base.strip_prefix("http://").expect("an address");
    let mut stream = TcpStream::connect(host).expect("a connection");
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    )
    .expect("a listener");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

on_both! {
    /// Whatever a client says it takes, or nothing: it gets the calendar.
    fn p05_no_negotiation_on_accept(service: &Service) {
        let office = published(service);
        let path = subscribe(&office, "partnership", "jiezi");
        let usual = service.nobody().get(&path).expect(200);
        let bare = bare_get(service, &path);
        assert!(bare.starts_with("HTTP/1.1 200 OK\r\n") && bare.ends_with(usual.text()), "{bare}");
        for accept in ["text/html", "application/json", "nonsense", "text/calendar;q=0"] {
            assert_eq!(service.nobody().with("accept", accept).get(&path).expect(200).body, usual.body);
        }
    }
}

on_both! {
    fn p06_type_and_name_for_get_and_head(service: &Service) {
        let office = published(service);
        let path = subscribe(&office, "team", "tuina-1");
        let get = service.nobody().get(&path).expect(200);
        assert_eq!(get.header("content-type"), Some("text/calendar; charset=utf-8"));
        assert_eq!(get.header("content-disposition"), Some("inline; filename=\"team.ics\""));
        let head = service.nobody().send("HEAD", &path, "", b"").expect(200);
        assert!(head.body.is_empty());
        for name in ["content-type", "content-disposition", "etag", "last-modified", "cache-control", "x-robots-tag"] {
            assert_eq!(head.header(name), get.header(name), "{name}");
        }
        service.nobody().send("POST", &path, "", b"").expect(405);
    }
}

on_both! {
    /// A poll is answered from the version alone: with the duties themselves out of reach it still is.
    fn p07_strong_etag_and_date_304_without_rendering(service: &Service) {
        let office = published(service);
        let student = service.person(Role::Student, Some("2026001"));
        for path in [subscribe(&office, "partnership", "jiezi"), subscribe(&student, "person", "2026001")] {
            let nobody = service.nobody();
            let first = nobody.get(&path).expect(200);
            let [etag, modified] = ["etag", "last-modified"].map(|name| first.header(name).expect("a validator").to_owned());
            assert!(etag.starts_with('"') && etag.ends_with('"'), "{etag}");
            service.sql("ALTER TABLE duty RENAME TO duty_away");
            for (name, value) in [("if-none-match", &etag), ("if-modified-since", &modified)] {
                service.app.feeds.forget();
                let unchanged = nobody.with(name, value).get(&path).expect(304);
                assert_eq!((unchanged.header("etag"), unchanged.body.len()), (Some(etag.as_str()), 0));
            }
            service.sql("ALTER TABLE duty_away RENAME TO duty");
            nobody.with("if-none-match", "\"other\"").with("if-modified-since", &modified).get(&path).expect(200);
        }
    }
}

on_both! {
    /// Two changes within a second are two: a client that goes by dates sees both.
    fn p07_dates_rise_with_every_change(service: &Service) {
        let office = published(service);
        let path = subscribe(&office, "place", "therapy-room");
        let mut dates = vec![service.nobody().get(&path).expect(200).header("last-modified").expect("a date").to_owned()];
        for name in ["甲", "乙", "丙"] {
            rename_room(&office, name);
            let date = dates.last().expect("a date");
            let answer = service.nobody().with("if-modified-since", date).get(&path).expect(200);
            assert!(answer.text().contains(name));
            dates.push(answer.header("last-modified").expect("a date").to_owned());
        }
        dates.dedup();
        assert_eq!(dates.len(), 4);
    }
}

on_both! {
    /// Whatever goes wrong: no page, no half of a file, and a word on when to come again.
    fn p08_trouble_is_503_with_retry_after(service: &Service) {
        let office = published(service);
        let path = subscribe(&office, "partnership", "jiezi");
        let before = service.nobody().get(&path).expect(200);
        service.sql("ALTER TABLE duty RENAME TO duty_away");
        let trouble = service.nobody().get(&path);
        assert_eq!(trouble.header("retry-after"), Some("300"));
        assert!(is_hidden(&trouble) && !trouble.text().contains("BEGIN:"));
        trouble.problem(503, "busy");
        service.sql("ALTER TABLE duty_away RENAME TO duty");
        assert_eq!(service.nobody().get(&path).expect(200).body, before.body);
    }
}

on_both! {
    /// One duty that no calendar could carry is left out; the others are served.
    fn p08_one_bad_duty_does_not_withhold_the_feed(service: &Service) {
        let office = published(service);
        let path = subscribe(&office, "team", "tuina-1");
        let before = events(&service.nobody().get(&path).expect(200));
        service.sql("UPDATE duty SET \"end\" = \"start\" WHERE uid = (SELECT MIN(uid) FROM duty WHERE team = 'tuina-1')");
        service.sql("UPDATE feed_version SET version = version + 1");
        service.app.feeds.forget();
        let after = events(&service.nobody().get(&path).expect(200));
        assert_eq!(after.len(), before.len() - 1);
        assert!(after.iter().all(|event| before.contains(event)));
    }
}

on_both! {
    fn p09_no_long_cache_in_front(service: &Service) {
        let office = published(service);
        let path = subscribe(&office, "partnership", "jiezi");
        let fresh = service.nobody().get(&path).expect(200);
        assert_eq!(fresh.header("cache-control"), Some("private, max-age=300"));
        let etag = fresh.header("etag").expect("an ETag");
        let same = service.nobody().with("if-none-match", etag).get(&path).expect(304);
        assert_eq!(same.header("cache-control"), Some("private, max-age=300"));
    }
}

/// The days of a feed's events.
fn days(reader: &Client, path: &str) -> Vec<String> {
    let answer = reader.get(path).expect(200);
    events(&answer)
        .iter()
        .map(|event| value(event, "DTSTART")[..8].to_owned())
        .collect()
}

on_both! {
    /// 30 days back and 200 ahead, both days whole; what is between is the semester.
    fn p10_a_window_of_30_days_back_and_200_ahead(service: &Service) {
        let office = published(service);
        let path = subscribe(&office, "partnership", "jiezi");
        let nobody = service.nobody();
        let all = days(&nobody, &path);
        let (first, last) = (all[0].clone(), all[all.len() - 1].clone());
        let parse = |day: &str| chrono::NaiveDate::parse_from_str(day, "%Y%m%d").expect("a day");
        let stand_on = |day: chrono::NaiveDate| {
            let noon = day.and_hms_opt(12, 0, 0).expect("noon").and_utc().timestamp();
            service.app.clock.advance(noon - service.app.clock.now());
            service.app.feeds.forget();
        };
        let days_from = |day: &str, count: i64| parse(day) + chrono::TimeDelta::seconds(count * DAY);
        stand_on(days_from(&first, 30));
        assert_eq!(days(&nobody, &path), all);
        stand_on(days_from(&first, 31));
        assert!(!days(&nobody, &path).contains(&first));
        stand_on(days_from(&last, -200));
        assert_eq!(days(&nobody, &path), all);
        stand_on(days_from(&last, -201));
        assert!(!days(&nobody, &path).contains(&last));
    }
}
