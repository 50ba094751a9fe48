-- What teams are formed by, and the kinds of teams that are asked for (docs/term-folder.md).
ALTER TABLE person ADD COLUMN skills TEXT NOT NULL DEFAULT '[]';
ALTER TABLE person ADD COLUMN experienced TEXT;
ALTER TABLE person ADD COLUMN friends TEXT NOT NULL DEFAULT '[]';
ALTER TABLE person ADD COLUMN apart TEXT NOT NULL DEFAULT '[]';

CREATE TABLE formation (
    partnership TEXT NOT NULL, term TEXT NOT NULL, id TEXT NOT NULL,
    ordinal BIGINT NOT NULL, version BIGINT NOT NULL DEFAULT 1,
    name           TEXT,
    college        TEXT NOT NULL,
    "from"         TEXT NOT NULL,          -- colleges whose students may be members
    teams          BIGINT NOT NULL,
    min            BIGINT NOT NULL,
    max            BIGINT NOT NULL,
    mix            TEXT NOT NULL,
    quorum         BIGINT,
    home           TEXT NOT NULL,
    capacity       BIGINT,
    longest_outing BIGINT,                 -- minutes
    groups         TEXT NOT NULL,
    least          BIGINT,                 -- minutes
    short          BIGINT,
    PRIMARY KEY (partnership, term, id),
    FOREIGN KEY (partnership, term) REFERENCES term (partnership, id) ON DELETE CASCADE,
    FOREIGN KEY (partnership, term, home) REFERENCES place (partnership, term, id)
);

CREATE INDEX formation_home ON formation (partnership, term, home);
