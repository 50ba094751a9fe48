-- Plans, their versions and states. Of a term, one at most is published: the database sees to it.
CREATE TABLE plan (
    partnership TEXT NOT NULL,
    term        TEXT NOT NULL,
    id          TEXT NOT NULL,
    number      BIGINT NOT NULL,           -- 1, 2, 3 … within the term
    version     BIGINT NOT NULL DEFAULT 1,
    state       TEXT NOT NULL CHECK (state IN ('draft', 'published', 'superseded')),
    origin      TEXT NOT NULL CHECK (origin IN ('solve', 'edit', 'swap', 'import')),
    parent      TEXT,                      -- the plan it was made from
    cost        BIGINT NOT NULL,           -- as the checker that is independent of the solver has it
    bound       BIGINT,
    violations  BIGINT NOT NULL,
    parts       TEXT NOT NULL,             -- JSON: cost by part
    unserved    TEXT NOT NULL,             -- JSON: needs and reasons
    note        TEXT,
    created_by  TEXT NOT NULL,
    created     BIGINT NOT NULL,
    published   BIGINT,
    superseded  BIGINT,
    PRIMARY KEY (partnership, id),
    UNIQUE (partnership, term, number),
    FOREIGN KEY (partnership, term) REFERENCES term (partnership, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX plan_published ON plan (partnership, term) WHERE state = 'published';

CREATE TABLE assignment (
    partnership TEXT NOT NULL,
    plan        TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('session', 'need')),
    activity    TEXT NOT NULL,             -- session or need
    team        TEXT NOT NULL,
    "start"     TEXT NOT NULL,             -- local, 2026-09-07T14:00
    "end"       TEXT NOT NULL,
    PRIMARY KEY (partnership, plan, kind, activity, team),
    FOREIGN KEY (partnership, plan) REFERENCES plan (partnership, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX assignment_need ON assignment (partnership, plan, activity) WHERE kind = 'need';

-- What the published plans ask of people: what feeds and messages are made of. A row is never deleted while a feed may show it.
CREATE TABLE duty (
    partnership TEXT NOT NULL REFERENCES partnership (id) ON DELETE CASCADE,
    uid         TEXT NOT NULL,             -- of the calendar event
    term        TEXT NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('session', 'need')),
    activity    TEXT NOT NULL,
    team        TEXT NOT NULL,
    service     TEXT NOT NULL,             -- the kind of the hour or need
    place       TEXT NOT NULL,
    grid        TEXT,
    zone        TEXT NOT NULL,
    "start"     TEXT NOT NULL,
    "end"       TEXT NOT NULL,
    title       TEXT NOT NULL,
    location    TEXT NOT NULL,
    description TEXT NOT NULL,
    sequence    BIGINT NOT NULL,           -- RFC 5545: rises with every change
    updated     BIGINT NOT NULL,
    cancelled   BOOLEAN NOT NULL,
    PRIMARY KEY (partnership, uid)
);
CREATE INDEX duty_team ON duty (partnership, term, team, "start");
CREATE INDEX duty_any_term ON duty (partnership, team, "start");
CREATE INDEX duty_place ON duty (partnership, place, "start");
CREATE INDEX duty_grid ON duty (partnership, grid, "start");
CREATE INDEX duty_service ON duty (partnership, service, "start");
CREATE INDEX duty_start ON duty (partnership, "start");

-- A team gives a session away, or trades it for another.
CREATE TABLE swap (
    partnership TEXT NOT NULL,
    term        TEXT NOT NULL,
    id          TEXT NOT NULL,
    version     BIGINT NOT NULL DEFAULT 1,
    state       TEXT NOT NULL CHECK (state IN ('asked', 'accepted', 'done', 'refused', 'withdrawn', 'failed')),
    session     TEXT NOT NULL,
    team        TEXT NOT NULL,             -- who gives it
    other_team  TEXT NOT NULL,             -- who takes it
    other_session TEXT,                    -- what the other gives for it
    reason      TEXT,
    outcome     TEXT,                      -- why it was refused or failed
    asked_by    TEXT NOT NULL,
    created     BIGINT NOT NULL,
    updated     BIGINT NOT NULL,
    PRIMARY KEY (partnership, id),
    FOREIGN KEY (partnership, term) REFERENCES term (partnership, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX swap_open ON swap (partnership, term, session, team) WHERE state IN ('asked', 'accepted');
