//! Terms as workbooks, tables and lists as files, figures of plans; what comes out goes in again.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use encoding_rs::GB18030;
use rust_xlsxwriter::Workbook;
use serde_json::{Value as Json, json};
use yuandi_api::db;
use yuandi_api::db::audit::{self, Deed};
use yuandi_api::domain::role::Role;
use yuandi_scheduler::term::{TermFiles, guarded};

use super::harness::term::{TINY, folder, import, plan_and_publish};
use super::harness::{Answer, Backend, Client, HOME, Service, on_both};

const HOUSE: &str = "/api/v1/partnerships/jiezi";
const NEW: &str = "/api/v1/partnerships/jiezi/terms/new";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Texts that programs stumble over.
const HOSTILE: [&str; 12] = [
    "=HYPERLINK(\"http://x\",\"y\")",
    "+86 931",
    "-1+1",
    "@SUM(A1)",
    "第一行\n第二行",
    "say \"hi\", 'ok'",
    "😀 👨‍👩‍👧",
    "𠮷野 㐀䶮 ȵ",
    "_x0041_ and _x000D_",
    "'=quoted",
    "＝全角",
    "<b>&amp;</b>",
];

/// The tiny term with a supervisor for each hostile text, in the encoding of an office in China; their ids are numbers with zeros.
fn hostile() -> TermFiles {
    let mut files = folder("tests/fixtures/tiny_term");
    let mut people = String::from_utf8(files.files["people.csv"].clone()).expect("UTF-8");
    for (k, name) in HOSTILE.iter().enumerate() {
        let quoted = guarded(name).replace('"', "\"\"");
        people.push_str(&format!("000{k}2345678901234567,\"{quoted}\",0{k},,指导老师\n"));
    }
    let (bytes, _, lost) = GB18030.encode(&people);
    assert!(!lost);
    files.files.insert("people.csv".to_owned(), bytes.into_owned());
    files
}

/// Sends a workbook, and gives what was seen.
fn look_at_book(office: &Client, term: &str, book: &[u8]) -> Json {
    office
        .send("POST", &format!("{term}/imports?file=term.xlsx"), XLSX, book)
        .expect(201)
        .json()
}

/// The rows of a sheet.
fn sheet(book: &[u8], name: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).expect("a workbook");
    let range = book.worksheet_range(name).expect("a sheet");
    range.rows().map(<[Data]>::to_vec).collect()
}

/// The rows of a CSV file, its byte order mark checked.
fn rows(answer: &Answer) -> Vec<Vec<String>> {
    let text = answer.text().strip_prefix('\u{feff}').expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let rows = reader
        .records()
        .map(|record| record.expect("a row").iter().map(str::to_owned).collect());
    rows.collect()
}

fn names(office: &Client, term: &str) -> Vec<String> {
    let people = office.get(&format!("{term}/people?limit=1000")).expect(200).json();
    let people = people["items"].as_array().expect("people").clone();
    people
        .iter()
        .filter_map(|person| person["name"].as_str().map(str::to_owned))
        .collect()
}

/// Imports a folder, then its own workbook in each language, and asserts that nothing changed.
fn travels(office: &Client, files: &TermFiles) {
    import(office, NEW, files);
    let zip = office.get(&format!("{NEW}/export")).expect(200).body;
    for lang in ["zh", "en"] {
        let book = office.get(&format!("{NEW}/export?format=xlsx&lang={lang}")).expect(200);
        assert_eq!(book.header("content-type"), Some(XLSX));
        let again = office.get(&format!("{NEW}/export?format=xlsx&lang={lang}")).expect(200);
        assert!(book.body == again.body, "the same term, other bytes");
        let seen = look_at_book(office, NEW, &book.body);
        assert_eq!(seen["state"], "ready", "{seen}");
        for (table, counts) in seen["summary"].as_object().expect("tables") {
            assert_eq!(
                [&counts["new"], &counts["changed"], &counts["gone"]],
                [0, 0, 0],
                "{table}: {counts}"
            );
        }
        let path = format!("{NEW}/imports/{}", seen["id"].as_str().expect("an id"));
        office.send("POST", &format!("{path}/apply"), "", b"").expect(204);
        assert!(
            office.get(&format!("{NEW}/export")).expect(200).body == zip,
            "{lang}: another term"
        );
    }
}

on_both! {
    /// The example, with its settings and calendars, as a workbook out and in again.
    fn the_example_travels_as_a_workbook(service: &Service) {
        travels(&service.role(Role::Office), &folder("examples/jiezi"));
    }
}

on_both! {
    /// Texts that are formulas, lines, quotes, rare signs, numbers with zeros stay what they are.
    fn hostile_texts_travel_as_a_workbook(service: &Service) {
        let office = service.role(Role::Office);
        travels(&office, &hostile());
        let kept = names(&office, NEW);
        for name in HOSTILE {
            assert!(kept.iter().any(|other| other == name), "{name:?} of {kept:?}");
        }
        // A workbook that is a term by itself: no folder was there before.
        let book = office.get(&format!("{NEW}/export?format=xlsx")).expect(200).body;
        let other = "/api/v1/partnerships/jiezi/terms/other";
        let seen = look_at_book(&office, other, &book);
        let path = format!("{other}/imports/{}", seen["id"].as_str().expect("an id"));
        office.send("POST", &format!("{path}/apply"), "", b"").expect(204);
        let settings = |term: &str| {
            let term = office.get(term).expect(200).json();
            [term["name"].clone(), term["settings"].clone(), term["weeks"].clone()]
        };
        assert_eq!(settings(other), settings(NEW));
        assert_eq!(names(&office, other), kept);
    }
}

on_both! {
    /// Every mistake of a workbook by sheet and row, settings too; a good one is applied and undone.
    fn a_broken_workbook_is_told_by_sheet_and_row(service: &Service) {
        let office = service.role(Role::Office);
        import(&office, NEW, &folder("tests/fixtures/tiny_term"));
        let before = office.get(&format!("{NEW}/export")).expect(200).body;
        let book = office.get(&format!("{NEW}/export?format=xlsx&lang=en")).expect(200).body;
        let changed = |change: &dyn Fn(&str, usize, usize) -> Option<&'static str>| {
            let mut out = Workbook::new();
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&book[..])).expect("a workbook");
            for (name, range) in book.worksheets() {
                let sheet = out.add_worksheet();
                sheet.set_name(&name).expect("a name");
                for (r, row) in range.rows().enumerate() {
                    for (c, cell) in row.iter().enumerate() {
                        let text = change(&name, r + 1, c + 1).map_or_else(|| cell.to_string(), str::to_owned);
                        sheet.write(r as u32, c as u16, text).expect("a cell");
                    }
                }
            }
            out.save_to_buffer().expect("a workbook")
        };
        let broken = changed(&|sheet, row, column| match (sheet, row, column) {
            ("people", 5, 4) => Some("nobody"),
            ("needs", 2, 4) => Some("an hour"),
            ("hours", 4, 8) => Some("25:00"),
            ("term", 2, 1) => Some("nome"),
            ("term", 4, 2) => Some("someday"),
            _ => None,
        });
        let seen = look_at_book(&office, NEW, &broken);
        assert_eq!(seen["state"], "faulty");
        let told: Vec<String> = seen["faults"].as_array().expect("faults").iter().map(|fault| {
            let part = |key: &str| fault[key].as_str().unwrap_or_default().to_owned();
            [part("file"), part("at"), part("field"), part("code")].join(" | ")
        }).collect();
        assert_eq!(told, [
            "term.xlsx, sheet term | row 2 | nome | unknown-key",
            "term.xlsx, sheet term |  | name | missing-value",
            "term.xlsx, sheet term | row 4 | first_day | not-a-date",
            "term.xlsx, sheet people | row 5 | team | unknown-team",
            "term.xlsx, sheet hours | row 4 | end | not-a-time",
            "term.xlsx, sheet needs | row 2 | minutes | not-a-whole-number",
        ], "{seen}");
        let renamed = changed(&|sheet, row, column| ((sheet, row, column) == ("places", 2, 2)).then_some("新校区"));
        let seen = look_at_book(&office, NEW, &renamed);
        assert_eq!(seen["summary"]["places"]["changed"], 1, "{seen}");
        let path = format!("{NEW}/imports/{}", seen["id"].as_str().expect("an id"));
        office.send("POST", &format!("{path}/apply"), "", b"").expect(204);
        assert!(office.get(&format!("{NEW}/places")).expect(200).text().contains("新校区"));
        office.send("POST", &format!("{path}/undo"), "", b"").expect(204);
        assert!(office.get(&format!("{NEW}/export")).expect(200).body == before);
        let cut = office.send("POST", &format!("{NEW}/imports"), XLSX, &book[..book.len() / 2]);
        cut.problem(422, "invalid");
    }
}

on_both! {
    /// The files of all tables put together are the term again, and no cell of them is a formula.
    fn tables_as_csv_are_the_folder(service: &Service) {
        let office = service.role(Role::Office);
        import(&office, NEW, &hostile());
        let before = office.get(&format!("{NEW}/people?limit=1000")).expect(200).body;
        let mut files = folder("tests/fixtures/tiny_term");
        for lang in ["zh", "en"] {
            for table in ["places", "people", "teams", "timetables", "hours", "needs", "wishes", "fixed", "excluded", "absences"] {
                let file = office.get(&format!("{NEW}/{table}.csv?lang={lang}")).expect(200);
                assert_eq!(file.header("content-disposition"), Some(&format!("attachment; filename=\"new-{table}.csv\"")[..]));
                for cell in rows(&file).iter().flatten().filter(|cell| cell.parse::<f64>().is_err()) {
                    assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']), "{cell}");
                }
                files.files.insert(format!("{table}.csv"), file.body);
            }
            import(&office, NEW, &files);
            assert!(office.get(&format!("{NEW}/people?limit=1000")).expect(200).body == before, "{lang}");
        }
        office.get(&format!("{NEW}/people.pdf")).problem(404, "not-found");
        office.get(&format!("{NEW}/people.csv?lang=fr")).problem(422, "invalid");
    }
}

on_both! {
    /// A file shows what the list shows its reader, in the language they ask for.
    fn tables_as_files_show_what_the_lists_show(service: &Service) {
        let office = service.role(Role::Office);
        import(&office, NEW, &hostile());
        let english = office.with("accept-language", "fr, en;q=0.8, zh;q=0.5").get(&format!("{NEW}/people.csv")).expect(200);
        assert_eq!(english.header("content-language"), Some("en"));
        assert_eq!(rows(&english)[0], ["id", "name", "college", "team", "role", "skills", "experienced", "friends", "apart"]);
        let chinese = office.get(&format!("{NEW}/people.xlsx")).expect(200);
        let people = sheet(&chinese.body, "人员");
        assert_eq!(people[0][1], Data::String("姓名".to_owned()));
        let hostile = people.iter().find(|row| row[0] == Data::String("00002345678901234567".to_owned()));
        assert_eq!(hostile.expect("an id with its zeros")[1], Data::String(HOSTILE[0].to_owned()));
        let places = sheet(&office.get(&format!("{NEW}/places.xlsx?lang=en")).expect(200).body, "places");
        assert!(matches!(places[1][2], Data::Float(_)), "{places:?}");
        let student = service.person(Role::Student, Some("2026001"));
        let own = rows(&student.get(&format!("{NEW}/people.csv?lang=en")).expect(200));
        assert_eq!(own.iter().map(|row| row[0].as_str()).collect::<Vec<_>>(), ["id", "2026001"]);
        student.get(&format!("{NEW}/needs.csv")).problem(403, "forbidden");
        // A grid without a building: every need lies in another.
        office.post(&format!("{HOUSE}/grids"), &json!({"id": "empty", "name": "空网格", "level": "grid", "parent": null})).expect(201);
        let worker = service.somebody(HOME, Role::GridWorker, None, Some("empty"));
        assert_eq!(rows(&worker.get(&format!("{NEW}/needs.csv?lang=en")).expect(200)).len(), 1);
        assert!(rows(&office.get(&format!("{NEW}/needs.csv")).expect(200)).len() > 1);
    }
}

on_both! {
    /// Lists of the partnership as files: many pages, no secrets, guarded texts.
    fn lists_as_files_are_whole_and_hold_no_secret(service: &Service) {
        let office = service.role(Role::Office);
        let opened = json!({"login": "wang", "name": "=1+1", "roles": ["student", "host"]});
        office.post(&format!("{HOUSE}/accounts"), &opened).expect(201);
        let made = office.post(&format!("{HOUSE}/feeds"), &json!({"kind": "partnership", "subject": "jiezi"})).expect(201).json();
        let now = service.app.clock.now();
        let done = service.app.db.write::<_, db::Error, _>(move |tx| Box::pin(async move {
            for k in 0..2100 {
                let subject = format!("s{k}");
                let deed = Deed { actor: "a", action: "place.create", subject: &subject, detail: "@x" };
                audit::append(tx, HOME, now, &deed).await?;
            }
            Ok(())
        }));
        service.wait(done).expect("a long trail");
        let accounts = office.get(&format!("{HOUSE}/accounts.csv?lang=en")).expect(200);
        let row = rows(&accounts).into_iter().find(|row| row[1] == "wang").expect("an account");
        assert_eq!((&row[2][..], &row[3][..], &row[8][..], &row[9][..]), ("'=1+1", "host;student", "yes", "no"));
        assert!(row[10].ends_with('Z'), "{row:?}");
        let feeds = office.get(&format!("{HOUSE}/feeds.csv")).expect(200);
        let secret = made["https"].as_str().expect("an address").rsplit('/').next().expect("a secret").trim_end_matches(".ics");
        assert_eq!(rows(&feeds).len(), 2);
        assert!(!feeds.text().contains(secret));
        let trail = rows(&office.get(&format!("{HOUSE}/audit.csv")).expect(200));
        let numbers: Vec<i64> = trail[1..].iter().map(|row| row[0].parse().expect("a number")).collect();
        assert!(numbers.len() > 2100 && numbers.windows(2).all(|two| two[0] == two[1] + 1), "{}", numbers.len());
        assert!(trail.iter().any(|row| row[5] == "'@x"));
        let book = office.get(&format!("{HOUSE}/audit.xlsx?lang=en")).expect(200).body;
        assert_eq!(sheet(&book, "audit trail").len(), trail.len());
        assert_eq!(rows(&office.get(&format!("{HOUSE}/messages.csv")).expect(200)).len(), 1);
        let student = service.role(Role::Student);
        assert_eq!(rows(&student.get(&format!("{HOUSE}/accounts.csv")).expect(200)).len(), 2);
        student.get(&format!("{HOUSE}/audit.csv")).problem(403, "forbidden");
    }
}

on_both! {
    /// What a plan comes to, as data, as a workbook, as single tables; and what it asks of whom.
    fn a_plan_is_reported(service: &Service) {
        service.with_tiny_term();
        let office = service.role(Role::Office);
        let plan = format!("{TINY}/plans/{}", plan_and_publish(&office, false));
        let stored = office.get(&plan).expect(200).json();
        let report = office.get(&format!("{plan}/report")).expect(200).json();
        let sum = |list: &str, field: &str| report[list].as_array().expect("a list").iter().filter_map(|row| row[field].as_i64()).sum::<i64>();
        assert_eq!(sum("costs", "cost"), stored["cost"].as_i64().expect("a cost"));
        assert_eq!((sum("needs", "needs"), sum("needs", "served")), (5, 4), "{report}");
        assert_eq!(report["open_needs"][0]["need"], "piano");
        assert_eq!(report["open_needs"][0]["reasons"][0]["zh"], "没有服务队具备所需技能或获准服务");
        assert_eq!(report["coverage"][0]["weeks"].as_array().map(Vec::len), Some(3));
        assert_eq!(report["students"].as_array().map(Vec::len), Some(6));
        let decisions = rows(&office.get(&format!("{plan}/decisions.csv")).expect(200));
        let duties = rows(&office.get(&format!("{TINY}/duties.csv?lang=en")).expect(200));
        assert_eq!(decisions.len(), duties.len());
        let listed = office.get(&format!("{TINY}/duties?limit=1")).expect(200).json();
        let next = office.get(&format!("{TINY}/duties?limit=1&cursor={}", listed["next"].as_str().expect("more"))).expect(200).json();
        assert_eq!([listed["items"][0]["uid"].as_str(), next["items"][0]["uid"].as_str()], [Some(&duties[1][0][..]), Some(&duties[2][0][..])]);
        let teams = rows(&office.get(&format!("{plan}/report.csv?part=teams&lang=en")).expect(200));
        assert_eq!(teams[0], ["team", "name", "college", "minutes", "target minutes"]);
        assert_eq!(teams[1][3].parse::<i64>().ok(), report["teams"][0]["minutes"].as_i64());
        let book = office.get(&format!("{plan}/report.xlsx?lang=en")).expect(200).body;
        for (name, list) in [("coverage", "coverage"), ("needs", "needs"), ("hours of teams", "teams"), ("hours of students", "students"),
            ("needs not served", "open_needs"), ("sessions short of teams", "open_sessions"), ("costs", "costs")] {
            assert_eq!(sheet(&book, name).len(), report[list].as_array().expect("a list").len() + 1, "{name}");
        }
        office.get(&format!("{plan}/report.csv")).problem(422, "invalid");
        office.get(&format!("{TINY}/plans/none/report")).problem(404, "not-found");
        service.person(Role::Student, Some("2026001")).get(&format!("{plan}/report")).problem(403, "forbidden");
    }
}
