//! The small folder that the cases break, and ways to break it.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use yuandi_scheduler::term::{Busy, CalendarFault, TermFiles};

/// Four weeks from Monday, 9 March. The clock goes forward on Sunday, 29 March; Friday, 3 April, is a holiday; Saturday, 14 March,
/// follows Friday and opens its hours.
const TERM: &str = r#"name = "Spring 春季"
zone = "Europe/Berlin"
first_day = "2026-03-09"
weeks = 4
holidays = ["2026-04-03"]
blocks = [["08:00", "12:00"], ["14:00", "18:00"]]
speed = 100
overhead = 2

[[make_up]]
date = "2026-03-14"
follows = "friday"
sessions = true

[weights]
travel = 1
outing = 5
regularity = 15
change = 30

[continuity]
max_teams = 1
weight = 60

[[limits]]
id = "week-hours"
for = ["medical"]
count = "minutes"
per = "week"
max = 480

[[limits]]
id = "morning-after"
count = "rest"
of = ["therapy"]
min = 660
"#;

const PLACES: &str = "id,name,x,y,grid,kind
campus,Campus 校区,0,0,,campus
room,Therapy room 理疗馆,300,400,,room
block-1,Block 1,600,800,g1,house
";

const PEOPLE: &str = "id,name,college,team,role
s1,Ann,medical,med-1,leader
s2,Ben,medical,med-1,student
s3,Cai 蔡,medical,med-1,
p1,Prof,medical,med-1,supervisor
s4,Dan,law,law-1,leader
s5,Eve,law,law-1,
s6,Fay,law,,
";

const TEAMS: &str = "id,name,college,home,skills,quorum,capacity,longest_outing,groups
med-1,Medical one 岐伯一队,medical,campus,tuina:2,2,4,240,old;care
law-1,Law one,law,campus,advice;tuina,1,,,
";

const TIMETABLES: &str = "person,weekday,start,end,weeks,course
s1,monday,08:00,10:00,,Anatomy
s2,monday,09:00,11:00,1-4,Tuina 推拿
s3,friday,14:00,18:00,odd,Law
s1,friday,14:00,16:00,1-3 odd,Law
s4,tue,08:00,11:00,1;3-4,Ethics
s5,周二,10:40,12:00,双周,Ethics
s5,2,10:40,12:00,单周,Ethics
p1,wednesday,08:00,18:00,,Teaching
p1,monday,08:00,18:00,,Teaching
";

const HOURS: &str = "id,kind,name,place,weekday,date,start,end,weeks,skills,target,max,under,over,mix,mix_under
monday,therapy,Monday,room,monday,,14:30,17:30,,tuina,1,2,240,20,tuina:2 x1,90
friday,therapy,,room,friday,,09:00,11:00,,,1,1,100,,,
odd-wed,advice,,campus,星期三,,10:00,11:00,1-4 单周,advice,1,1,50,,,
even-tue,advice,,campus,周二,,08:30,09:30,even,,1,1,50,,,
fair,event,Spring fair,block-1,,2026-03-21,10:00,12:00,,,2,2,300,,,
";

const NEEDS: &str = "id,kind,place,minutes,from,to,hours,skills,unserved,due,late,load,teams,excluded,preferred,after,gap_min,\
gap_max,same_team,link_weight,together,continuity
knee,therapy,block-1,45,2026-03-10,2026-03-11,,tuina:2,200,2026-03-10 18:00,5,1,,,law-1:10,,,,,,,care-1
knee-2,therapy,block-1,30,2026-04-02,2026-04-04,09:00-10:00;15:00-16:30,tuina,150,,,,med-1;law-1,,med-1:-20,knee,1440,43200,same,40,yes,care-1
form,advice,room,20,2026-03-20,2026-03-20,08:30-09:00,,80,,,,,med-1,,,,,,,,
";

const WISHES: &str = "team,hour,date,start,end,want,weight
med-1,odd-wed,,,,no,8
law-1,,2026-03-16,08:00,12:00,yes,3
law-1,fair,,,,是,4
";

const FIXED: &str = "session,need,team,start
monday-0316,,med-1,
,form,law-1,2026-03-20 08:35
";

const BASELINE: &str = r#"{"format": "plan/1",
"sessions": [{"session": "friday-0313", "teams": ["med-1"]}],
"needs": [{"need": "knee", "team": "med-1", "start": "2026-03-10T14:30"}]}
"#;

/// Cai is away on the first Wednesday, and over the first night between Thursday and Friday.
const CALENDAR: &str = "busy 2026-03-11T08:00:00 2026-03-11T12:00:00
busy 2026-03-12T17:00:00 2026-03-13T09:00:00
";

/// A folder in memory.
#[derive(Clone)]
pub struct Folder(pub BTreeMap<String, Vec<u8>>);

impl Folder {
    /// The valid one.
    pub fn valid() -> Self {
        let files = [
            ("term.toml", TERM),
            ("places.csv", PLACES),
            ("people.csv", PEOPLE),
            ("teams.csv", TEAMS),
            ("timetables.csv", TIMETABLES),
            ("hours.csv", HOURS),
            ("needs.csv", NEEDS),
            ("wishes.csv", WISHES),
            ("fixed.csv", FIXED),
            ("baseline.json", BASELINE),
            ("calendars/s3.ics", CALENDAR),
        ];
        Self(files.map(|(file, text)| (file.to_owned(), text.into())).into())
    }

    /// As the library takes it.
    pub fn files(&self) -> TermFiles {
        TermFiles { files: self.0.clone() }
    }

    /// A file's text.
    pub fn text(&self, file: &str) -> String {
        String::from_utf8(self.0[file].clone()).expect("the folder is UTF-8")
    }

    /// Adds or replaces a file.
    pub fn put(&mut self, file: &str, bytes: impl Into<Vec<u8>>) {
        self.0.insert(file.into(), bytes.into());
    }

    /// Removes a file.
    pub fn remove(&mut self, file: &str) {
        self.0.remove(file).expect("the file is there");
    }

    /// Replaces what stands once in a file.
    pub fn replace(&mut self, file: &str, old: &str, new: &str) {
        let text = self.text(file);
        assert_eq!(text.matches(old).count(), 1, "{old:?} in {file}");
        self.put(file, text.replace(old, new));
    }

    /// Appends a line.
    pub fn add(&mut self, file: &str, line: &str) {
        self.put(file, format!("{}{line}\n", self.text(file)));
    }

    /// Replaces the cell of a column in a row, the header being row 1.
    pub fn cell(&mut self, file: &str, row: usize, column: &str, value: &str) {
        let mut rows = self.rows(file);
        let at = rows[0]
            .iter()
            .position(|title| title == column)
            .expect("the column is there");
        rows[row - 1][at] = value.into();
        self.put_rows(file, &rows);
    }

    /// Removes a column with its title.
    pub fn drop_column(&mut self, file: &str, column: &str) {
        let mut rows = self.rows(file);
        let at = rows[0]
            .iter()
            .position(|title| title == column)
            .expect("the column is there");
        rows.iter_mut().for_each(|row| drop(row.remove(at)));
        self.put_rows(file, &rows);
    }

    /// A table's cells, the header first. No cell of the folder holds a comma.
    pub fn rows(&self, file: &str) -> Vec<Vec<String>> {
        let text = self.text(file);
        text.lines()
            .map(|line| line.split(',').map(str::to_owned).collect())
            .collect()
    }

    fn put_rows(&mut self, file: &str, rows: &[Vec<String>]) {
        let lines: Vec<String> = rows.iter().map(|row| row.join(",") + "\n").collect();
        self.put(file, lines.concat());
    }
}

/// A reader of calendars with lines `busy FROM TO`; the library knows no iCalendar.
pub fn read_calendar(bytes: &[u8], first: NaiveDate, end: NaiveDate, _: Tz) -> Result<Busy, Vec<CalendarFault>> {
    let fault = |line: usize, cause: &str| CalendarFault {
        line,
        code: "not-a-calendar",
        cause: cause.into(),
    };
    let text = std::str::from_utf8(bytes).map_err(|_| vec![fault(0, "no text")])?;
    let (mut busy, mut faults) = (Busy::new(), Vec::new());
    for (k, line) in text.lines().enumerate() {
        match line.split(' ').collect::<Vec<_>>().as_slice() {
            ["busy", from, to] => match (from.parse::<NaiveDateTime>(), to.parse::<NaiveDateTime>()) {
                (Ok(from), Ok(to)) if from.date() < end && to.date() >= first => busy.push((from, to)),
                (Ok(_), Ok(_)) => {}
                _ => faults.push(fault(k + 1, "no times")),
            },
            _ => faults.push(fault(k + 1, "no line of a calendar")),
        }
    }
    if faults.is_empty() { Ok(busy) } else { Err(faults) }
}
