-- What stood in a person's calendar before each change of it, so that the last one can be undone. It goes with the person.
CREATE TABLE calendar_past (
    partnership TEXT NOT NULL, term TEXT NOT NULL,
    person  TEXT NOT NULL,
    version BIGINT NOT NULL,               -- that the change made
    content BLOB,                          -- before it; none if there was no calendar
    actor   TEXT NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (partnership, term, person, version),
    FOREIGN KEY (partnership, term, person) REFERENCES person (partnership, term, id) ON DELETE CASCADE
);
