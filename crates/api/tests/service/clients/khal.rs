//! khal, a calendar for the terminal, with vdirsyncer, which fetches feeds for it. vdirsyncer is the strictest subscriber there is:
//! it knows an event by its content alone, so that any byte that moves is an event deleted and another made.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use tempfile::TempDir;

use super::{call_off, published, rename_room, run, spans};
use crate::harness::calendar::subscribe;
use crate::harness::{Backend, Client, Service, on_both};

/// A home with a calendar in it that is kept by a feed.
struct Home {
    folder: TempDir,
}

/// An entry as khal lists it: begin, end, state, title, place.
type Entry = [String; 5];

impl Home {
    /// Subscribes to an address.
    fn new(address: &str) -> Self {
        let home = Self {
            folder: TempDir::new().expect("a folder"),
        };
        let at = |name: &str| home.folder.path().join(name).display().to_string();
        fs::create_dir(at("calendar")).expect("a folder");
        let sync = format!(
            "[general]\nstatus_path = \"{}\"\n[pair feed]\na = \"address\"\nb = \"calendar\"\ncollections = null\n\
             [storage address]\ntype = \"http\"\nurl = \"{address}\"\n\
             [storage calendar]\ntype = \"filesystem\"\npath = \"{}\"\nfileext = \".ics\"\n",
            at("status"),
            at("calendar")
        );
        // A time whose zone khal did not understand would be taken for Berlin's, and be shown at the wrong hour.
        let list = format!(
            "[calendars]\n[[feed]]\npath = {}\nreadonly = True\n[sqlite]\npath = {}\n[locale]\nlocal_timezone = Asia/Shanghai\n\
             default_timezone = Europe/Berlin\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n\
             datetimeformat = %Y-%m-%dT%H:%M\nlongdatetimeformat = %Y-%m-%dT%H:%M\n",
            at("calendar"),
            at("khal.db")
        );
        fs::write(at("sync.conf"), sync).expect("a file");
        fs::write(at("khal.conf"), list).expect("a file");
        home.call("vdirsyncer", &["-v", "WARNING", "-c", &at("sync.conf"), "discover"]);
        home
    }

    fn call(&self, program: &str, arguments: &[&str]) -> String {
        let mut command = Command::new(program);
        command
            .args(arguments)
            .env("HOME", self.folder.path())
            .env("LC_ALL", "C.UTF-8");
        run(&mut command, b"")
    }

    /// Fetches the feed; gives the files of the calendar by name.
    fn sync(&self) -> BTreeMap<String, Vec<u8>> {
        let config = self.folder.path().join("sync.conf").display().to_string();
        self.call("vdirsyncer", &["-v", "WARNING", "-c", &config, "sync"]);
        let entries = fs::read_dir(self.folder.path().join("calendar")).expect("a folder");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        paths
            .map(|path| (path.display().to_string(), fs::read(&path).expect("a file")))
            .collect()
    }

    /// What khal shows of the three weeks of the tiny term.
    fn entries(&self) -> Vec<Entry> {
        let config = self.folder.path().join("khal.conf").display().to_string();
        let format = "{start-long-full}|{end-long-full}|{status}|{title}|{location}";
        let listed = self.call(
            "khal",
            &[
                "-v",
                "WARNING",
                "-c",
                &config,
                "list",
                "--notstarted",
                "--day-format",
                "",
                "--format",
                format,
                "2026-09-07",
                "21d",
            ],
        );
        let entry = |line: &str| -> Entry {
            let cells: Vec<_> = line.split('|').map(|cell| cell.trim().to_owned()).collect();
            cells.try_into().unwrap_or_else(|cells| panic!("{cells:?}"))
        };
        listed.lines().map(entry).collect()
    }
}

fn home(service: &Service, subscriber: &Client, kind: &str, subject: &str) -> Home {
    Home::new(&format!("{}{}", service.base, subscribe(subscriber, kind, subject)))
}

on_both! {
    /// Every duty of the plan is there once, at its hour on the wall.
    fn times_are_those_of_the_plan(service: &Service) {
        let office = published(service);
        let home = home(service, &office, "partnership", "jiezi");
        assert_eq!(home.sync().len(), spans(&office).len());
        let mut seen: Vec<_> = home.entries().into_iter().map(|[start, end, ..]| (start, end)).collect();
        seen.sort();
        assert_eq!(seen, spans(&office));
    }
}

on_both! {
    /// Two syncs without change move nothing, not even when the same plan was published once more.
    fn a_sync_without_change_moves_nothing(service: &Service) {
        let office = published(service);
        let home = home(service, &office, "partnership", "jiezi");
        let first = home.sync();
        assert_eq!(home.sync(), first);
        service.app.clock.advance(3600);
        crate::harness::term::plan_and_publish(&office, true);
        assert_eq!(home.sync(), first);
    }
}

on_both! {
    /// A room that gets another name: its entries show it, the others are not touched, and nothing is there twice.
    fn a_change_of_room_updates(service: &Service) {
        let office = published(service);
        let home = home(service, &office, "partnership", "jiezi");
        let (files, before) = (home.sync(), home.entries());
        let name = rename_room(service, &office);
        let (renewed, after) = (home.sync(), home.entries());
        assert_eq!(before.len(), after.len());
        let there = |entries: &[Entry], place: &str| entries.iter().filter(|entry| entry[4] == place).count();
        assert!(there(&after, name) > 0);
        assert_eq!((there(&after, name), there(&after, "健康理疗馆")), (there(&before, "健康理疗馆"), 0));
        let kept = files.iter().filter(|(name, content)| renewed.get(*name) == Some(content)).count();
        assert_eq!(kept, before.len() - there(&before, "健康理疗馆"));
    }
}

on_both! {
    /// What is called off is shown as such, at the same time and place, and what is not stays.
    fn a_cancellation_cancels(service: &Service) {
        let office = published(service);
        let home = home(service, &office, "team", "tuina-1");
        home.sync();
        let before = home.entries();
        call_off(service, &office);
        home.sync();
        let after = home.entries();
        assert_eq!(before.len(), after.len());
        let off: Vec<_> = after.iter().filter(|entry| entry[2] == "CANCELLED").collect();
        assert!(!off.is_empty());
        for [start, end, _, title, place] in off {
            let title = title.strip_prefix("【已取消】").expect("it says so");
            assert!(before.iter().any(|old| old == &[start.as_str(), end, "CONFIRMED", title, place]));
        }
        assert!(after.iter().all(|entry| entry[2] == "CANCELLED" || before.contains(entry)));
    }
}
