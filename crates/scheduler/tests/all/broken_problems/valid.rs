//! The problem that the cases break.

use serde_json::{Value, json};

/// Two teams, two sessions, two needs, and something of everything else; Berlin sets its clock forward on 29 March.
pub fn problem() -> Value {
    json!({
        "format": "problem/1",
        "time_zone": "Europe/Berlin",
        "horizon": {"start": "2026-03-23", "end": "2026-04-06"},
        "places": [{"id": "campus", "x": 0, "y": 0}, {"id": "centre", "x": 800, "y": 600}],
        "travel": {"metric": "euclidean", "per_minute": 80, "overhead": 3},
        "teams": [
            {"id": "medical-1", "groups": ["medical"], "home": "campus", "skills": {"tuina": 2}, "capacity": 4,
             "longest_outing": 480,
             "available": [["2026-03-23T08:00", "2026-03-23T12:00"], ["2026-03-23T12:00", "2026-03-23T18:00"]]},
            {"id": "law-1", "home": "campus", "available": [["2026-03-28T20:00", "2026-03-29T06:00"]]}
        ],
        "sessions": [
            {"id": "clinic-1", "place": "centre", "start": "2026-03-23T14:30", "end": "2026-03-23T17:30",
             "skills": {"tuina": 1}, "tags": ["clinic"], "series": "monday",
             "teams": {"target": 1, "max": 2, "under": 60, "over": 20},
             "mix": [{"skills": {"tuina": 2}, "min": 1, "under": 90}]},
            {"id": "clinic-2", "place": "centre", "start": "2026-03-30T14:30", "end": "2026-03-30T17:30",
             "series": "monday", "teams": {"target": 1, "max": 2}}
        ],
        "needs": [
            {"id": "need-1", "place": "centre", "minutes": 45, "unserved": 200, "late": 5, "load": 1,
             "windows": [["2026-03-23T09:00", "2026-03-23T12:00"]], "due": "2026-03-24T18:00", "skills": {"tuina": 1},
             "allowed": ["medical-1"], "excluded": ["law-1"], "preferred": {"medical-1": -10}},
            {"id": "need-2", "place": "campus", "minutes": 30, "unserved": 100,
             "windows": [["2026-03-29T00:00", "2026-03-29T04:00"]]}
        ],
        "links": [{"first": "need-1", "second": "need-2", "min": 0, "max": 10080, "teams": "same", "weight": 40}],
        "continuity": [{"id": "care", "needs": ["need-1", "need-2"], "max_teams": 1, "weight": 60}],
        "limits": [
            {"id": "day-hours", "for": ["medical"], "count": "minutes", "per": "day", "max": 300},
            {"id": "morning-after", "count": "rest", "of": ["clinic"], "then": ["clinic"], "min": 660},
            {"id": "ten-days", "count": "days", "per": "window", "window": 10, "max": 4, "weight": 1},
            {"id": "time-off", "count": "days_off", "per": "run", "min": 2, "weight": 1}
        ],
        "requests": [
            {"team": "law-1", "session": "clinic-2", "want": true, "weight": 8},
            {"team": "law-1", "during": ["2026-03-23T08:00", "2026-03-23T12:00"], "want": false, "weight": 8}
        ],
        "fixed": [
            {"session": "clinic-1", "team": "medical-1"},
            {"need": "need-1", "team": "medical-1", "start": "2026-03-23T10:00"}
        ],
        "baseline": {
            "sessions": [{"session": "clinic-2", "team": "law-1"}],
            "needs": [{"need": "need-1", "team": "medical-1", "start": "2026-03-23T09:30"}]
        },
        "weights": {"travel": 1, "outing": 5, "regularity": 15, "change": 30}
    })
}
