-- A team offers a duty of the published plan, to one team or to whoever takes it, for nothing or for a duty of theirs.
-- The table of this name before knew sessions alone, and no release ever wrote a row.
DROP TABLE swap;
CREATE TABLE swap (
    partnership  TEXT NOT NULL,
    term         TEXT NOT NULL,
    id           TEXT NOT NULL,
    version      BIGINT NOT NULL DEFAULT 1,
    state        TEXT NOT NULL CHECK (state IN
                     ('open', 'offered', 'accepted', 'done', 'declined', 'refused', 'withdrawn', 'expired')),
    kind         TEXT NOT NULL CHECK (kind IN ('session', 'need')),
    activity     TEXT NOT NULL,
    team         TEXT NOT NULL,            -- who gives it
    "start"      TEXT NOT NULL,            -- local, as the plan had it when it was offered
    to_team      TEXT,                     -- who takes it; none while any team may
    for_kind     TEXT CHECK (for_kind IN ('session', 'need')),
    for_activity TEXT,                     -- what they give for it
    for_start    TEXT,
    begins       BIGINT NOT NULL,          -- instant at which the first of both begins
    cost         BIGINT,                   -- what it costs more, as last checked; none while nobody is named
    reason       TEXT,
    outcome      TEXT,                     -- why it was refused, or a code of why it expired
    plan         TEXT,                     -- the plan that it made
    asked_by     TEXT NOT NULL,
    answered_by  TEXT,
    decided_by   TEXT,
    created      BIGINT NOT NULL,
    updated      BIGINT NOT NULL,
    PRIMARY KEY (partnership, id),
    FOREIGN KEY (partnership, term) REFERENCES term (partnership, id) ON DELETE CASCADE
);
CREATE INDEX swap_term ON swap (partnership, term, id);
CREATE INDEX swap_begins ON swap (begins) WHERE state IN ('open', 'offered', 'accepted');

-- The duties that swaps under way are about: each is in one at most, the database sees to it.
CREATE TABLE swap_duty (
    partnership TEXT NOT NULL,
    term        TEXT NOT NULL,
    kind        TEXT NOT NULL,
    activity    TEXT NOT NULL,
    team        TEXT NOT NULL,
    swap        TEXT NOT NULL,
    PRIMARY KEY (partnership, term, kind, activity, team),
    FOREIGN KEY (partnership, swap) REFERENCES swap (partnership, id) ON DELETE CASCADE
);
CREATE INDEX swap_duty_swap ON swap_duty (partnership, swap);
