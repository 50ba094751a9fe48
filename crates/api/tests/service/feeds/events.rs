//! Each event: points 16 to 25 of `docs/feeds.md`.

use std::collections::BTreeSet;

use serde_json::json;
use yuandi_api::config::Smtp;
use yuandi_api::domain::role::Role;

use super::{calendars, lines, open_account, published, rename_room};
use crate::harness::calendar::{events, subscribe, value};
use crate::harness::peers::Peer;
use crate::harness::term::{TINY, edit, folder, import, plan_and_publish, publish_term};
use crate::harness::{Answer, Backend, FOREIGN, Service, on_both};

/// Seconds of a day.
const DAY: i64 = 86_400;

fn uids(answer: &Answer) -> BTreeSet<String> {
    events(answer)
        .iter()
        .map(|event| value(event, "UID").to_owned())
        .collect()
}

on_both! {
    /// A UID is the duty's for ever: over plans, readings and feeds, and in the mail that tells of it.
    fn p16_uids_are_stable_and_the_same_in_the_mail(backend: Backend) {
        let server = Peer::mail();
        let smtp = Smtp { url: format!("smtp://{}", server.address), from: "yuandi@example.org".to_owned() };
        let service = Service::start_with(backend, |config| config.smtp = Some(smtp));
        service.with_tiny_term();
        let office = service.role(Role::Office);
        open_account(&office, "student", "2026001");
        plan_and_publish(&office, false);
        let student = service.person(Role::Student, Some("2026001"));
        let [of_person, of_team] = [
            subscribe(&student, "person", "2026001"),
            subscribe(&student, "team", "tuina-1"),
        ];
        let first = uids(&service.nobody().get(&of_person).expect(200));
        assert_eq!(uids(&service.nobody().get(&of_team).expect(200)), first);
        let mail = calendars(&server.next().data);
        assert!(!first.is_empty());
        for uid in &first {
            assert!(mail.contains(&format!("UID:{uid}")), "{uid} in {mail}");
        }
        service.app.clock.advance(60);
        plan_and_publish(&office, true);
        assert_eq!(uids(&service.nobody().get(&of_person).expect(200)), first);
    }
}

on_both! {
    /// Two partnerships of one domain that number everything alike have no UID in common.
    fn p16_uids_of_two_partnerships_differ(service: &Service) {
        service.sql("UPDATE partnership SET domain = 'jiezi.example'");
        let office = published(service);
        let others = service.somebody(FOREIGN, Role::Office, None, None);
        let term = "/api/v1/partnerships/elsewhere/terms/tiny";
        import(&others, term, &folder("tests/fixtures/tiny_term"));
        publish_term(&others, term, false);
        let ours = uids(&service.nobody().get(&subscribe(&office, "partnership", "jiezi")).expect(200));
        let wanted = json!({"kind": "partnership", "subject": "elsewhere"});
        let address = others.post("/api/v1/partnerships/elsewhere/feeds", &wanted).expect(201).json();
        let theirs = uids(&service.nobody().get(&crate::harness::calendar::path_of(&address)).expect(200));
        assert!(ours.len() > 3 && theirs.len() > 3 && ours.is_disjoint(&theirs));
    }
}

on_both! {
    /// A UID that calendars know stays, however the service would name the duty today.
    fn p16_published_uids_stay(service: &Service) {
        let office = published(service);
        service.sql("UPDATE duty SET uid = 'old-' || uid");
        let path = subscribe(&office, "partnership", "jiezi");
        let before = uids(&service.nobody().get(&path).expect(200));
        rename_room(&office, "另一间");
        plan_and_publish(&office, true);
        assert_eq!(uids(&service.nobody().get(&path).expect(200)), before);
    }
}

on_both! {
    /// A weekly hour is one event a session: holidays and make-up days need no rule.
    fn p17_one_plain_event_a_session(service: &Service) {
        let office = published(service);
        let feed = service.nobody().get(&subscribe(&office, "partnership", "jiezi")).expect(200);
        for word in ["RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"] {
            assert!(!feed.text().contains(word), "{word}");
        }
        let days: Vec<String> = events(&feed).iter().map(|event| value(event, "DTSTART")[..8].to_owned()).collect();
        assert!(days.contains(&"20260920".to_owned()), "the make-up Sunday: {days:?}");
        assert!(!days.contains(&"20260925".to_owned()), "the holiday: {days:?}");
        assert_eq!(uids(&feed).len(), days.len());
    }
}

on_both! {
    /// Time, place, title, state and the name of a parent each count by one, on the events that show it and on no other.
    fn p18_sequence_counts_every_change_by_one(service: &Service) {
        let office = published(service);
        let path = subscribe(&office, "partnership", "jiezi");
        let read = || events(&service.nobody().get(&path).expect(200));
        let changes: [(&str, &dyn Fn()); 4] = [
            ("the name of the room", &|| rename_room(&office, "另一间")),
            ("the name of the team", &|| drop(edit(&office, &format!("{TINY}/teams/tuina-1"), &json!({"name": "推拿甲队"})).expect(200))),
            ("the room", &|| drop(edit(&office, &format!("{TINY}/hours/tuesday"), &json!({"place": "building-12"})).expect(200))),
            ("the title", &|| drop(edit(&office, &format!("{TINY}/hours/friday"), &json!({"name": "周五理疗"})).expect(200))),
        ];
        for (what, change) in changes {
            let before = read();
            service.app.clock.advance(60);
            change();
            let after = read();
            assert_eq!(before.len(), after.len(), "{what}");
            let shown = |event: &[String]| ["SUMMARY", "LOCATION", "DESCRIPTION", "DTSTART", "DTEND", "STATUS"].map(|name| value(event, name).to_owned());
            let mut changed = 0;
            for (old, new) in before.iter().zip(&after) {
                if shown(old) == shown(new) {
                    assert_eq!(old, new, "{what}");
                } else {
                    let count = |event: &[String]| value(event, "SEQUENCE").parse::<u32>().expect("a number");
                    assert_eq!(count(new), count(old) + 1, "{what}");
                    changed += 1;
                }
            }
            assert!(changed > 0, "{what}");
        }
    }
}

on_both! {
    /// Another time, as a new plan may bring it, counts too.
    fn p18_sequence_counts_a_new_time(service: &Service) {
        let office = published(service);
        let path = subscribe(&office, "service", "course");
        let before = events(&service.nobody().get(&path).expect(200));
        assert!(!before.is_empty());
        service.sql("UPDATE duty SET \"start\" = '2026-09-07T08:00', \"end\" = '2026-09-07T08:45' WHERE service = 'course'");
        plan_and_publish(&office, true);
        for event in events(&service.nobody().get(&path).expect(200)) {
            let old = before.iter().find(|old| value(old, "UID") == value(&event, "UID"));
            let count = value(&event, "SEQUENCE");
            assert_eq!(count, if old.is_some() { "1" } else { "0" }, "{event:?}");
        }
    }
}

on_both! {
    /// Both stamps are the stored instant of the change: not that of the reading, and not that of another event's change.
    fn p19_stamps_are_those_of_the_change(service: &Service) {
        let office = published(service);
        let path = subscribe(&office, "partnership", "jiezi");
        let stamps = || -> Vec<(String, String)> {
            let feed = service.nobody().get(&path).expect(200);
            let stamps = |event: &Vec<String>| (value(event, "DTSTAMP").to_owned(), value(event, "LAST-MODIFIED").to_owned());
            events(&feed).iter().map(stamps).collect()
        };
        let first = stamps();
        assert!(first.iter().all(|(stamp, modified)| stamp == modified && stamp.ends_with('Z')));
        service.app.clock.advance(3 * DAY);
        service.app.feeds.forget();
        assert_eq!(stamps(), first, "another day");
        rename_room(&service.role(Role::Office), "另一间");
        let (later, changed) = (stamps(), |(old, new): &(&(String, String), &(String, String))| old != new);
        let moved = first.iter().zip(&later).filter(changed).count();
        assert!(moved > 0 && moved < first.len(), "{later:?}");
    }
}

on_both! {
    /// A duty that was called off is shown as such until the fourteenth day after its date, and not on the fifteenth; at once gone for
    /// who wants it so.
    fn p20_called_off_for_fourteen_days(service: &Service) {
        let office = published(service);
        let path = subscribe(&office, "team", "tuina-1");
        let quiet = json!({"kind": "team", "subject": "tuina-1", "omit_cancelled": true});
        let quiet = office.post(crate::harness::calendar::FEEDS, &quiet).expect(201).json();
        let quiet = crate::harness::calendar::path_of(&quiet);
        let before = events(&service.nobody().get(&path).expect(200));
        let away = json!({"team": "tuina-1", "start": "2026-09-14 00:00", "end": "2026-09-28 00:00"});
        office.post(&format!("{TINY}/absences"), &away).expect(201);
        plan_and_publish(&office, true);
        let off = |path: &str| -> Vec<Vec<String>> {
            service.app.feeds.forget();
            let all = events(&service.nobody().get(path).expect(200));
            all.into_iter().filter(|event| value(event, "STATUS") == "CANCELLED").collect()
        };
        let told = off(&path);
        assert!(!told.is_empty() && off(&quiet).is_empty());
        for event in &told {
            let old = before.iter().find(|old| value(old, "UID") == value(event, "UID")).expect("it was there");
            assert_eq!(value(event, "SUMMARY"), format!("【已取消】{}", value(old, "SUMMARY")));
            assert_eq!((value(event, "SEQUENCE"), value(event, "TRANSP")), ("1", "TRANSPARENT"));
        }
        let last = told.iter().map(|event| value(event, "DTSTART")[..8].to_owned()).max().expect("a day");
        let date = chrono::NaiveDate::parse_from_str(&last, "%Y%m%d").expect("a day");
        let noon = date.and_hms_opt(12, 0, 0).expect("noon").and_utc().timestamp();
        service.app.clock.advance(noon + 14 * DAY - service.app.clock.now());
        assert!(off(&path).iter().any(|event| value(event, "DTSTART").starts_with(&last)));
        service.app.clock.advance(DAY);
        assert_eq!(off(&path), Vec::<Vec<String>>::new());
    }
}

on_both! {
    /// Duties have hours; so there is no whole day whose end could be written wrongly.
    fn p21_nothing_is_an_all_day_event(service: &Service) {
        let office = published(service);
        let feed = service.nobody().get(&subscribe(&office, "partnership", "jiezi")).expect(200);
        assert!(!feed.text().contains("VALUE=DATE"));
        for event in events(&feed) {
            assert_eq!([value(&event, "DTSTART").len(), value(&event, "DTEND").len()], [15, 15], "{event:?}");
            assert!(value(&event, "DTSTART") < value(&event, "DTEND"));
        }
    }
}

on_both! {
    /// Who publishes invites nobody: invitations go by mail, under the same UID.
    fn p22_no_attendee_and_no_organizer(service: &Service) {
        let office = published(service);
        let feed = service.nobody().get(&subscribe(&office, "partnership", "jiezi")).expect(200);
        assert!(!feed.text().contains("ATTENDEE") && !feed.text().contains("ORGANIZER"));
    }
}

on_both! {
    /// A code, and a link to a page that names nobody either.
    fn p23_a_code_and_a_link_and_no_name(service: &Service) {
        let office = published(service);
        let feed = service.nobody().get(&subscribe(&office, "partnership", "jiezi")).expect(200);
        let people = office.get(&format!("{TINY}/people")).expect(200).json();
        let people = people["items"].as_array().expect("people").clone();
        assert_eq!(people.len(), 7);
        for event in events(&feed) {
            assert!(value(&event, "DESCRIPTION").contains("编号："), "{event:?}");
            let link = value(&event, "URL");
            let page = service.nobody().get(link.strip_prefix(&service.base).expect("ours")).expect(200);
            assert_eq!(page.header("x-robots-tag"), Some("noindex"));
            let title = value(&event, "SUMMARY").replace("\\,", ",");
            assert!(page.text().starts_with(&title), "{}", page.text());
            for person in &people {
                for field in ["id", "name"] {
                    let private = person[field].as_str().expect("text");
                    assert!(!feed.text().contains(private) && !page.text().contains(private), "{private}");
                }
            }
        }
        service.nobody().get("/duties/jiezi/none").problem(404, "not-found");
        service.nobody().get("/duties/nowhere/none").problem(404, "not-found");
    }
}

on_both! {
    fn p24_no_alarm(service: &Service) {
        let office = published(service);
        let feed = service.nobody().get(&subscribe(&office, "partnership", "jiezi")).expect(200);
        assert!(!feed.text().contains("VALARM"));
    }
}

on_both! {
    /// By begin, then by UID; and the same bytes each time.
    fn p25_in_order_and_the_same_bytes(service: &Service) {
        let office = published(service);
        let path = subscribe(&office, "partnership", "jiezi");
        let feed = service.nobody().get(&path).expect(200);
        let order: Vec<_> = events(&feed).iter().map(|event| (value(event, "DTSTART").to_owned(), value(event, "UID").to_owned())).collect();
        assert!(order.is_sorted() && order.len() > 5, "{order:?}");
        let once = lines(&feed);
        service.app.clock.advance(60);
        service.app.feeds.forget();
        assert_eq!(lines(&service.nobody().get(&path).expect(200)), once);
        assert_eq!(service.nobody().get(&path).expect(200).body, feed.body);
    }
}
