"""Reads a feed as programs built on Python's `icalendar` do: from standard input, to a JSON list of events, sorted by UID.

Any warning is an error; so is a property that the library gave up on.
"""

import json
import sys
import warnings

import icalendar

warnings.simplefilter("error")


def text(event, name):
    value = event.get(name)
    return None if value is None else str(value)


def described(event):
    start, end = event.decoded("DTSTART"), event.decoded("DTEND")
    return {
        "uid": text(event, "UID"),
        "sequence": int(event["SEQUENCE"]),
        "status": text(event, "STATUS"),
        "start": start.strftime("%Y-%m-%dT%H:%M"),
        "end": end.strftime("%Y-%m-%dT%H:%M"),
        "zone": str(event["DTSTART"].params["TZID"]),
        "instant": int(start.timestamp()),
        "minutes": int((end - start).total_seconds()) // 60,
        "summary": text(event, "SUMMARY"),
        "location": text(event, "LOCATION"),
        "url": text(event, "URL"),
    }


calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
errors = [str(error) for component in calendar.walk() for error in component.errors]
if errors:
    sys.exit("\n".join(errors))
events = sorted((described(event) for event in calendar.walk("VEVENT")), key=lambda event: event["uid"])
json.dump(events, sys.stdout)
