-- A duty is a team at an activity of a term; its UID was made once and is only looked up from then on.
CREATE UNIQUE INDEX duty_identity ON duty (partnership, term, kind, activity, team);
-- When it was first published: who left the team before that was never told of it.
ALTER TABLE duty ADD COLUMN created BIGINT NOT NULL DEFAULT 0;

-- Who left a team, or came back to it, while its plan was published: their calendars have its duties, and must hear.
CREATE TABLE departure (
    partnership TEXT NOT NULL,
    term        TEXT NOT NULL,
    person      TEXT NOT NULL,
    team        TEXT NOT NULL,
    changes     BIGINT NOT NULL,           -- how often they left or came back: added to the SEQUENCE of what they see
    at          BIGINT NOT NULL,           -- when last
    gone        BOOLEAN NOT NULL,          -- false: they are back
    PRIMARY KEY (partnership, term, person, team),
    FOREIGN KEY (partnership, term) REFERENCES term (partnership, id) ON DELETE CASCADE
);
CREATE INDEX departure_person ON departure (partnership, person);
