// Reads a feed as programs built on ical.js do, Thunderbird among them: from standard input, to a JSON list of events, sorted by
// UID. The parser is strict, and zones are those that the feed itself defines.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

// The folder that holds node_modules is the only argument.
const ICAL = createRequire(join(process.argv[2], "read.mjs"))("ical.js");

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(zone);
}

function described(component) {
  const event = new ICAL.Event(component, { strictExceptions: true });
  const start = event.startDate;
  const zone = component.getFirstProperty("dtstart").getParameter("tzid");
  if (start.zone.tzid !== zone) {
    throw new Error(`the zone ${zone} of ${event.uid} is not defined`);
  }
  const local = (time) => time.toString().slice(0, 16);
  return {
    uid: event.uid,
    sequence: event.sequence,
    status: component.getFirstPropertyValue("status"),
    start: local(start),
    end: local(event.endDate),
    zone,
    instant: start.toUnixTime(),
    minutes: Math.trunc(event.duration.toSeconds() / 60),
    summary: event.summary,
    location: event.location,
    url: component.getFirstPropertyValue("url"),
  };
}

const events = calendar.getAllSubcomponents("vevent").map(described);
events.sort((a, b) => (a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0));
process.stdout.write(JSON.stringify(events));
