//! The file as a whole: points 11 to 15 of `docs/feeds.md`.

use yuandi_api::domain::role::Role;

use super::{lines, published, rename_room};
use crate::harness::calendar::subscribe;
use crate::harness::term::{folder, import, publish_term};
use crate::harness::{Answer, Backend, Service, on_both};

/// The whole partnership's feed.
fn feed(service: &Service) -> Answer {
    let office = service.role(Role::Office);
    service
        .nobody()
        .get(&subscribe(&office, "partnership", "jiezi"))
        .expect(200)
}

on_both! {
    fn p11_crlf_utf8_without_mark_one_prodid_gregorian_publish(service: &Service) {
        published(service);
        let feed = feed(service);
        let text = feed.text();
        assert!(feed.body.starts_with(b"BEGIN:VCALENDAR\r\n") && feed.body.ends_with(b"END:VCALENDAR\r\n"));
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
        assert_eq!(text.matches('\r').count(), text.matches("\r\n").count());
        for (line, times) in [("VERSION:2.0", 1), ("CALSCALE:GREGORIAN", 1), ("METHOD:PUBLISH", 1), ("END:VCALENDAR", 1)] {
            assert_eq!(text.lines().filter(|other| *other == line).count(), times, "{line}");
        }
        assert_eq!(text.lines().filter(|line| line.starts_with("PRODID:")).count(), 1);
    }
}

on_both! {
    fn p12_named_twice_and_with_its_zone(service: &Service) {
        published(service);
        let lines = lines(&feed(service));
        for line in ["NAME:介子路社区", "X-WR-CALNAME:介子路社区", "X-WR-TIMEZONE:Asia/Shanghai"] {
            assert_eq!(lines.iter().filter(|other| *other == line).count(), 1, "{line}");
        }
    }
}

on_both! {
    /// `P1H` for `PT1H` once made a phone's calendar refuse whole files.
    fn p13_to_be_fetched_every_hour(service: &Service) {
        published(service);
        let lines = lines(&feed(service));
        for line in ["REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"] {
            assert_eq!(lines.iter().filter(|other| *other == line).count(), 1, "{line}");
        }
    }
}

on_both! {
    /// Names that people write end up as text, whatever they are made of, and no line is longer than 75 octets.
    fn p14_folded_between_characters_and_escaped(service: &Service) {
        let office = published(service);
        let nasty = format!("{}馆; \"二楼\", \\ 左\nSTATUS:CANCELLED", "👩‍⚕️健康".repeat(12));
        rename_room(&office, &nasty);
        let feed = feed(service);
        assert!(feed.text().split("\r\n").all(|line| line.len() <= 75));
        let written = nasty.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n");
        let lines = lines(&feed);
        assert!(lines.contains(&format!("LOCATION:{written}")), "{lines:?}");
        assert!(!lines.contains(&"STATUS:CANCELLED".to_owned()));
    }
}

on_both! {
    /// Two terms in two zones, in one feed: each event keeps its own clock, and each zone is defined once, before its use.
    fn p15_every_zone_is_defined_before_its_use(service: &Service) {
        let office = published(service);
        let mut files = folder("tests/fixtures/tiny_term");
        let settings = files.files.get_mut("term.toml").expect("settings");
        *settings = String::from_utf8_lossy(settings).replace("Asia/Shanghai", "Europe/Berlin").into_bytes();
        let berlin = "/api/v1/partnerships/jiezi/terms/berlin";
        import(&office, berlin, &files);
        publish_term(&office, berlin, false);
        let lines = lines(&feed(service));
        let at = |wanted: &str| lines.iter().position(|line| line == wanted).unwrap_or_else(|| panic!("{wanted}"));
        let first_event = at("BEGIN:VEVENT");
        for zone in ["Asia/Shanghai", "Europe/Berlin"] {
            assert!(at(&format!("TZID:{zone}")) < first_event);
            assert_eq!(lines.iter().filter(|line| **line == format!("TZID:{zone}")).count(), 1);
            let open_day = format!("DTSTART;TZID={zone}:20260912T143000");
            assert!(lines.contains(&open_day), "{open_day}");
        }
        for line in lines.iter().filter(|line| line.starts_with("DTSTART;") || line.starts_with("DTEND;")) {
            let zone = line.split(['=', ':']).nth(1).expect("a zone");
            assert!(zone == "Asia/Shanghai" || zone == "Europe/Berlin", "{line}");
        }
        let offsets = lines.iter().filter(|line| line.starts_with("TZOFFSET"));
        assert!(offsets.clone().count() > 2 && offsets.into_iter().all(|line| line.split(':').nth(1).expect("an offset").len() == 5));
    }
}
