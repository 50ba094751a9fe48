//! Imports: the bytes of somebody else's `.ics` file in.

use super::component::{Components, Kind};
use super::event::{Calendar, latest};
use super::fault::{Faults, ReadFault};
use super::line::{Logical, Property, logical_lines};
use super::raw_event::RawEvent;
use super::text::unescaped;
use super::zone::{Definition, Zones};

/// Largest file read. A student's calendar of ten years has less than one.
const MOST_BYTES: usize = 10_000_000;

/// Events read at most.
const MOST_EVENTS: usize = 20_000;

/// Reads a calendar, or says everything that is wrong with it.
///
/// Lenient where other programs are careless without harm: a byte order mark, small letters, bare line feeds, lines
/// folded inside a character, unknown components. Strict where a guess could put a visit on top of a class.
///
/// # Errors
///
/// All faults at once, in the order of their lines; the codes are `not-a-calendar`, `too-large`, `too-many-events`,
/// `too-deep`, `not-utf-8`, `bad-line`, `outside-calendar`, `wrong-end`, `unclosed-component`, `no-start`, `bad-date`,
/// `bad-duration`, `ends-before-start`, `unknown-zone`, `bad-rule`, `rule-too-frequent`, `unsupported-range` and
/// `too-many-faults`.
pub fn read(bytes: &[u8]) -> Result<Calendar, Vec<ReadFault>> {
    let mut reader = Reader::default();
    if bytes.len() > MOST_BYTES {
        reader.faults.add(
            1,
            "too-large",
            format!("{} bytes; at most {MOST_BYTES} are read", bytes.len()),
        );
        return reader.faults.or(Calendar::default());
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    for line in logical_lines(bytes) {
        if reader.line(&line).is_none() || reader.faults.full() {
            return reader.faults.or(Calendar::default());
        }
    }
    reader.finish()
}

#[derive(Default)]
struct Reader {
    faults: Faults,
    components: Components,
    /// Whether a VCALENDAR has begun.
    begun: bool,
    name: Option<String>,
    zones: Zones,
    /// The VTIMEZONE and the VEVENT being read.
    zone: Definition,
    event: Vec<Property>,
    events: Vec<RawEvent>,
    /// How many of the events belong to earlier VCALENDARs of the file.
    earlier: usize,
    /// METHOD:CANCEL calls off every event of its VCALENDAR.
    cancels: bool,
}

impl Reader {
    /// Takes in one line; none when the rest cannot mean anything.
    fn line(&mut self, line: &Logical<'_>) -> Option<()> {
        let Ok(text) = std::str::from_utf8(&line.bytes) else {
            self.not_utf8(line.number);
            return self.begun.then_some(());
        };
        let begin = keyword(text, "BEGIN:");
        if self.components.current().is_none() {
            let opens = begin.is_some_and(|name| name.trim().eq_ignore_ascii_case("VCALENDAR"));
            if !opens && !self.begun {
                self.faults
                    .add(line.number, "not-a-calendar", "the first line is not BEGIN:VCALENDAR");
                return None;
            }
            if !opens {
                self.faults
                    .add(line.number, "outside-calendar", "a line after END:VCALENDAR");
                return Some(());
            }
            self.begun = true;
        }
        if let Some(name) = begin {
            self.begin(name, line.number)
        } else if let Some(name) = keyword(text, "END:") {
            self.end(name, line.number)
        } else {
            self.property(text, line.number);
            Some(())
        }
    }

    fn not_utf8(&mut self, line: usize) {
        if !self.begun {
            self.faults
                .add(line, "not-a-calendar", "the first line is not BEGIN:VCALENDAR in UTF-8");
        } else if !self.faults.has("not-utf-8") {
            self.faults.add(
                line,
                "not-utf-8",
                "the text is not UTF-8 from here on, if not before; save it as UTF-8",
            );
        }
    }

    fn begin(&mut self, name: &str, line: usize) -> Option<()> {
        match self.components.begin(name, line, &mut self.faults)? {
            Kind::Event => self.event = Vec::new(),
            Kind::Zone => self.zone = Definition::default(),
            Kind::Calendar | Kind::Observance | Kind::Other => {}
        }
        Some(())
    }

    fn end(&mut self, name: &str, line: usize) -> Option<()> {
        let Some((kind, begun)) = self.components.end(name, line, &mut self.faults) else {
            return Some(());
        };
        match kind {
            Kind::Event if self.events.len() == MOST_EVENTS => {
                self.faults
                    .add(begun, "too-many-events", format!("more than {MOST_EVENTS} events"));
                return None;
            }
            Kind::Event => {
                let properties = std::mem::take(&mut self.event);
                self.events.push(RawEvent {
                    line: begun,
                    properties,
                    cancelled: false,
                });
            }
            Kind::Zone => self.zones.define(std::mem::take(&mut self.zone)),
            Kind::Calendar => {
                if std::mem::take(&mut self.cancels) {
                    self.events[self.earlier..]
                        .iter_mut()
                        .for_each(|event| event.cancelled = true);
                }
                self.earlier = self.events.len();
            }
            Kind::Observance | Kind::Other => {}
        }
        Some(())
    }

    fn property(&mut self, text: &str, line: usize) {
        let Some(kind) = self.components.current().filter(|&kind| kind != Kind::Other) else {
            return;
        };
        let property = match Property::parse(line, text) {
            Ok(property) => property,
            Err(cause) => return self.faults.add(line, "bad-line", cause),
        };
        match (kind, property.name.as_str()) {
            (Kind::Calendar, "X-WR-CALNAME" | "NAME") => self.name = Some(unescaped(&property.value)),
            (Kind::Calendar, "METHOD") => self.cancels = property.value.trim().eq_ignore_ascii_case("CANCEL"),
            (Kind::Zone, "TZID") => self.zone.id = Some(property.value),
            (Kind::Zone, "X-LIC-LOCATION") => self.zone.location = Some(property.value),
            (Kind::Observance, "TZOFFSETTO") => self.zone.add_offset(property.value.trim()),
            (Kind::Event, name) if RawEvent::PROPERTIES.contains(&name) => self.event.push(property),
            _ => {}
        }
    }

    fn finish(mut self) -> Result<Calendar, Vec<ReadFault>> {
        if !self.begun && self.faults.has("not-a-calendar") {
            return self.faults.or(Calendar::default());
        }
        if !self.begun {
            self.faults.add(1, "not-a-calendar", "the file is empty");
        }
        self.components.finish(&mut self.faults);
        let mut events = Vec::with_capacity(self.events.len());
        for raw in &self.events {
            events.extend(raw.build(&self.zones, &mut self.faults));
        }
        self.faults.or(Calendar {
            name: self.name,
            events: latest(events),
        })
    }
}

/// What follows `word` at the begin of a line, in capitals or not.
fn keyword<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(word.len())?;
    start.eq_ignore_ascii_case(word).then_some(rest)
}
