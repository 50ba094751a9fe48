-- The tables of a term folder (docs/term-folder.md). Lists are JSON arrays, dates and times text as the folder has them.
CREATE TABLE term (
    partnership TEXT NOT NULL REFERENCES partnership (id) ON DELETE CASCADE,
    id          TEXT NOT NULL,
    ordinal     BIGINT NOT NULL,
    version     BIGINT NOT NULL DEFAULT 1,
    name        TEXT NOT NULL,
    zone        TEXT NOT NULL,
    first_day   TEXT NOT NULL,
    weeks       BIGINT NOT NULL,
    settings    TEXT NOT NULL,             -- the rest of term.toml, as a JSON object
    changes     BIGINT NOT NULL DEFAULT 1, -- rises with every change to any of its tables
    PRIMARY KEY (partnership, id)
);

CREATE TABLE place (
    partnership TEXT NOT NULL, term TEXT NOT NULL, id TEXT NOT NULL,
    ordinal BIGINT NOT NULL, version BIGINT NOT NULL DEFAULT 1,
    name TEXT NOT NULL,
    x    DOUBLE PRECISION NOT NULL,                    -- metres
    y    DOUBLE PRECISION NOT NULL,
    grid TEXT,
    kind TEXT,
    PRIMARY KEY (partnership, term, id),
    FOREIGN KEY (partnership, term) REFERENCES term (partnership, id) ON DELETE CASCADE
);

CREATE TABLE team (
    partnership TEXT NOT NULL, term TEXT NOT NULL, id TEXT NOT NULL,
    ordinal BIGINT NOT NULL, version BIGINT NOT NULL DEFAULT 1,
    name           TEXT NOT NULL,
    college        TEXT NOT NULL,
    home           TEXT NOT NULL,
    skills         TEXT NOT NULL,
    quorum         BIGINT NOT NULL,
    capacity       BIGINT,
    longest_outing BIGINT,                 -- minutes
    groups         TEXT NOT NULL,
    PRIMARY KEY (partnership, term, id),
    FOREIGN KEY (partnership, term) REFERENCES term (partnership, id) ON DELETE CASCADE,
    FOREIGN KEY (partnership, term, home) REFERENCES place (partnership, term, id)
);

CREATE TABLE person (
    partnership TEXT NOT NULL, term TEXT NOT NULL, id TEXT NOT NULL,
    ordinal BIGINT NOT NULL, version BIGINT NOT NULL DEFAULT 1,
    name    TEXT NOT NULL,
    college TEXT NOT NULL,
    team    TEXT,
    role    TEXT NOT NULL CHECK (role IN ('student', 'leader', 'supervisor')),
    PRIMARY KEY (partnership, term, id),
    FOREIGN KEY (partnership, term) REFERENCES term (partnership, id) ON DELETE CASCADE,
    FOREIGN KEY (partnership, term, team) REFERENCES team (partnership, term, id)
);
CREATE INDEX person_team ON person (partnership, term, team);

CREATE TABLE timetable (
    partnership TEXT NOT NULL, term TEXT NOT NULL, id TEXT NOT NULL,
    ordinal BIGINT NOT NULL, version BIGINT NOT NULL DEFAULT 1,
    person  TEXT NOT NULL,
    weekday TEXT NOT NULL,
    "start" TEXT NOT NULL,
    "end"   TEXT NOT NULL,
    weeks   TEXT,
    course  TEXT,
    PRIMARY KEY (partnership, term, id),
    FOREIGN KEY (partnership, term) REFERENCES term (partnership, id) ON DELETE CASCADE,
    FOREIGN KEY (partnership, term, person) REFERENCES person (partnership, term, id) ON DELETE CASCADE
);
CREATE INDEX timetable_person ON timetable (partnership, term, person);

-- A student's timetable as a calendar file, as it came.
CREATE TABLE calendar (
    partnership TEXT NOT NULL, term TEXT NOT NULL,
    person  TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    content BYTEA NOT NULL,
    PRIMARY KEY (partnership, term, person),
    FOREIGN KEY (partnership, term, person) REFERENCES person (partnership, term, id) ON DELETE CASCADE
);

CREATE TABLE hour (
    partnership TEXT NOT NULL, term TEXT NOT NULL, id TEXT NOT NULL,
    ordinal BIGINT NOT NULL, version BIGINT NOT NULL DEFAULT 1,
    kind      TEXT NOT NULL,
    name      TEXT,
    place     TEXT NOT NULL,
    weekday   TEXT,                        -- a weekly hour
    date      TEXT,                        -- or a single event
    "start"   TEXT NOT NULL,
    "end"     TEXT NOT NULL,
    weeks     TEXT,
    skills    TEXT NOT NULL,
    target    BIGINT NOT NULL,
    max       BIGINT NOT NULL,
    under     BIGINT NOT NULL,
    over      BIGINT,
    mix       TEXT NOT NULL,
    mix_under BIGINT,
    PRIMARY KEY (partnership, term, id),
    CHECK ((weekday IS NULL) <> (date IS NULL)),
    FOREIGN KEY (partnership, term) REFERENCES term (partnership, id) ON DELETE CASCADE,
    FOREIGN KEY (partnership, term, place) REFERENCES place (partnership, term, id)
);

CREATE TABLE need (
    partnership TEXT NOT NULL, term TEXT NOT NULL, id TEXT NOT NULL,
    ordinal BIGINT NOT NULL, version BIGINT NOT NULL DEFAULT 1,
    kind        TEXT NOT NULL,
    place       TEXT NOT NULL,
    minutes     BIGINT NOT NULL,
    "from"      TEXT NOT NULL,
    "to"        TEXT NOT NULL,
    hours       TEXT NOT NULL,
    skills      TEXT NOT NULL,
    unserved    BIGINT NOT NULL,
    due         TEXT,
    late        BIGINT,
    load        BIGINT,
    teams       TEXT NOT NULL,
    excluded    TEXT NOT NULL,
    preferred   TEXT NOT NULL,
    after       TEXT,
    gap_min     BIGINT,
    gap_max     BIGINT,
    same_team   TEXT,
    link_weight BIGINT,
    together    TEXT,
    continuity  TEXT,
    PRIMARY KEY (partnership, term, id),
    FOREIGN KEY (partnership, term) REFERENCES term (partnership, id) ON DELETE CASCADE,
    FOREIGN KEY (partnership, term, place) REFERENCES place (partnership, term, id)
);

CREATE TABLE wish (
    partnership TEXT NOT NULL, term TEXT NOT NULL, id TEXT NOT NULL,
    ordinal BIGINT NOT NULL, version BIGINT NOT NULL DEFAULT 1,
    team    TEXT NOT NULL,
    hour    TEXT,
    date    TEXT,
    "start" TEXT,
    "end"   TEXT,
    want    TEXT NOT NULL,
    weight  BIGINT NOT NULL,
    PRIMARY KEY (partnership, term, id),
    FOREIGN KEY (partnership, term) REFERENCES term (partnership, id) ON DELETE CASCADE,
    FOREIGN KEY (partnership, term, team) REFERENCES team (partnership, term, id) ON DELETE CASCADE,
    FOREIGN KEY (partnership, term, hour) REFERENCES hour (partnership, term, id) ON DELETE CASCADE
);

-- Pins: decisions already taken, by session (HOUR-MMDD) or need.
CREATE TABLE pin (
    partnership TEXT NOT NULL, term TEXT NOT NULL, id TEXT NOT NULL,
    ordinal BIGINT NOT NULL, version BIGINT NOT NULL DEFAULT 1,
    session TEXT,
    need    TEXT,
    team    TEXT NOT NULL,
    "start" TEXT,
    PRIMARY KEY (partnership, term, id),
    CHECK ((session IS NULL) <> (need IS NULL)),
    FOREIGN KEY (partnership, term) REFERENCES term (partnership, id) ON DELETE CASCADE,
    FOREIGN KEY (partnership, term, need) REFERENCES need (partnership, term, id) ON DELETE CASCADE,
    FOREIGN KEY (partnership, term, team) REFERENCES team (partnership, term, id) ON DELETE CASCADE
);

-- Teams that must not do something.
CREATE TABLE exclusion (
    partnership TEXT NOT NULL, term TEXT NOT NULL, id TEXT NOT NULL,
    ordinal BIGINT NOT NULL, version BIGINT NOT NULL DEFAULT 1,
    session TEXT,
    need    TEXT,
    team    TEXT NOT NULL,
    reason  TEXT,
    PRIMARY KEY (partnership, term, id),
    CHECK ((session IS NULL) <> (need IS NULL)),
    FOREIGN KEY (partnership, term) REFERENCES term (partnership, id) ON DELETE CASCADE,
    FOREIGN KEY (partnership, term, need) REFERENCES need (partnership, term, id) ON DELETE CASCADE,
    FOREIGN KEY (partnership, term, team) REFERENCES team (partnership, term, id) ON DELETE CASCADE
);

CREATE TABLE absence (
    partnership TEXT NOT NULL, term TEXT NOT NULL, id TEXT NOT NULL,
    ordinal BIGINT NOT NULL, version BIGINT NOT NULL DEFAULT 1,
    person  TEXT,
    team    TEXT,
    "start" TEXT NOT NULL,
    "end"   TEXT NOT NULL,
    reason  TEXT,
    PRIMARY KEY (partnership, term, id),
    CHECK ((person IS NULL) <> (team IS NULL)),
    FOREIGN KEY (partnership, term) REFERENCES term (partnership, id) ON DELETE CASCADE,
    FOREIGN KEY (partnership, term, person) REFERENCES person (partnership, term, id) ON DELETE CASCADE,
    FOREIGN KEY (partnership, term, team) REFERENCES team (partnership, term, id) ON DELETE CASCADE
);

-- A folder, zip or workbook on its way in: looked at, applied, undone.
CREATE TABLE import (
    partnership TEXT NOT NULL REFERENCES partnership (id) ON DELETE CASCADE,
    id          TEXT NOT NULL,
    term        TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('faulty', 'ready', 'applied', 'undone')),
    file        TEXT NOT NULL,             -- its name
    content     BYTEA NOT NULL,             -- the term it holds, as a zip of the folder
    faults      TEXT NOT NULL,             -- JSON
    summary     TEXT NOT NULL,             -- JSON: rows new, changed and gone, by table
    before      BYTEA,                      -- the term as it was, once applied; none if there was none
    applied_as  BIGINT,                    -- version of the term that it made
    created_by  TEXT NOT NULL,
    created     BIGINT NOT NULL,
    version     BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (partnership, id)
);
CREATE INDEX import_term ON import (partnership, term, created);
