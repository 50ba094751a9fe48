-- Calendar subscriptions. The address holds a secret; its hash is all that is kept.
CREATE TABLE feed (
    partnership    TEXT NOT NULL REFERENCES partnership (id) ON DELETE CASCADE,
    id             TEXT NOT NULL,
    token          BYTEA NOT NULL UNIQUE,
    kind           TEXT NOT NULL CHECK (kind IN ('person', 'team', 'place', 'grid', 'service', 'partnership')),
    subject        TEXT NOT NULL,          -- its id; for a partnership its own
    omit_cancelled BOOLEAN NOT NULL DEFAULT FALSE,
    created_by     TEXT NOT NULL,
    created        BIGINT NOT NULL,
    revoked        BIGINT,
    fetched        BIGINT,                 -- when last
    client         TEXT,                   -- by which program
    fetches        BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (partnership, id)
);
CREATE INDEX feed_subject ON feed (partnership, kind, subject);

-- Rises when something changes that a feed of this subject shows.
CREATE TABLE feed_version (
    partnership TEXT NOT NULL REFERENCES partnership (id) ON DELETE CASCADE,
    kind        TEXT NOT NULL,
    subject     TEXT NOT NULL,
    version     BIGINT NOT NULL,
    changed     BIGINT NOT NULL,
    PRIMARY KEY (partnership, kind, subject)
);
