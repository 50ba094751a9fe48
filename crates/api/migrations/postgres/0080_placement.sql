-- Semester placement (docs/term-folder.md): what hosts offer, both sides' lists, and who got what. An applicant is a person or a team.
CREATE TABLE position (
    partnership TEXT NOT NULL, term TEXT NOT NULL, id TEXT NOT NULL,
    ordinal BIGINT NOT NULL, version BIGINT NOT NULL DEFAULT 1,
    name     TEXT,
    host     TEXT NOT NULL,
    "for"    TEXT,                         -- student or team
    capacity BIGINT NOT NULL,
    minimum  BIGINT,
    skills   TEXT NOT NULL,
    groups   TEXT NOT NULL,
    hours    TEXT NOT NULL,                -- of clinics: ids of hours
    times    TEXT NOT NULL,                -- weekdays and ranges
    weeks    TEXT,
    PRIMARY KEY (partnership, term, id),
    FOREIGN KEY (partnership, term) REFERENCES term (partnership, id) ON DELETE CASCADE
);
CREATE INDEX position_host ON position (partnership, term, host);

CREATE TABLE choice (
    partnership TEXT NOT NULL, term TEXT NOT NULL, id TEXT NOT NULL,
    ordinal BIGINT NOT NULL, version BIGINT NOT NULL DEFAULT 1,
    applicant TEXT NOT NULL,
    position  TEXT NOT NULL,
    rank BIGINT NOT NULL,
    PRIMARY KEY (partnership, term, id),
    UNIQUE (partnership, term, applicant, position),
    FOREIGN KEY (partnership, term) REFERENCES term (partnership, id) ON DELETE CASCADE,
    FOREIGN KEY (partnership, term, position) REFERENCES position (partnership, term, id) ON DELETE CASCADE
);
CREATE INDEX choice_position ON choice (partnership, term, position);

CREATE TABLE ranking (
    partnership TEXT NOT NULL, term TEXT NOT NULL, id TEXT NOT NULL,
    ordinal BIGINT NOT NULL, version BIGINT NOT NULL DEFAULT 1,
    applicant TEXT NOT NULL,
    position  TEXT NOT NULL,
    rank BIGINT NOT NULL,
    PRIMARY KEY (partnership, term, id),
    UNIQUE (partnership, term, position, applicant),
    FOREIGN KEY (partnership, term) REFERENCES term (partnership, id) ON DELETE CASCADE,
    FOREIGN KEY (partnership, term, position) REFERENCES position (partnership, term, id) ON DELETE CASCADE
);

CREATE TABLE placement (
    partnership TEXT NOT NULL, term TEXT NOT NULL, id TEXT NOT NULL,
    ordinal BIGINT NOT NULL, version BIGINT NOT NULL DEFAULT 1,
    applicant TEXT NOT NULL,
    position  TEXT NOT NULL,
    fixed TEXT,
    PRIMARY KEY (partnership, term, id),
    UNIQUE (partnership, term, applicant),
    FOREIGN KEY (partnership, term) REFERENCES term (partnership, id) ON DELETE CASCADE,
    FOREIGN KEY (partnership, term, position) REFERENCES position (partnership, term, id) ON DELETE CASCADE
);
CREATE INDEX placement_position ON placement (partnership, term, position);

-- Who is gone applies no more.
CREATE FUNCTION applies_no_more() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM choice WHERE partnership = OLD.partnership AND term = OLD.term AND applicant = OLD.id;
    DELETE FROM ranking WHERE partnership = OLD.partnership AND term = OLD.term AND applicant = OLD.id;
    DELETE FROM placement WHERE partnership = OLD.partnership AND term = OLD.term AND applicant = OLD.id;
    RETURN NULL;
END $$;
CREATE TRIGGER person_applies_no_more AFTER DELETE ON person FOR EACH ROW EXECUTE FUNCTION applies_no_more();
CREATE TRIGGER team_applies_no_more AFTER DELETE ON team FOR EACH ROW EXECUTE FUNCTION applies_no_more();
CREATE INDEX ranking_applicant ON ranking (partnership, term, applicant);

-- Rounds: when lists are collected, and the placement that came of them. One of a term is published.
CREATE TABLE placement_round (
    partnership TEXT NOT NULL, term TEXT NOT NULL, id TEXT NOT NULL, version BIGINT NOT NULL DEFAULT 1,
    name           TEXT NOT NULL,
    opens          BIGINT NOT NULL,        -- instants
    closes         BIGINT NOT NULL,
    ranking_opens  BIGINT,
    ranking_closes BIGINT,
    state          TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'placed', 'published', 'superseded')),
    result         TEXT,                   -- JSON: placement-result/1
    figures        TEXT,                   -- JSON
    placed         BIGINT,
    published      BIGINT,
    PRIMARY KEY (partnership, term, id),
    FOREIGN KEY (partnership, term) REFERENCES term (partnership, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX placement_round_published ON placement_round (partnership, term) WHERE state = 'published';

-- A job that places is of a round; one that plans is of none.
ALTER TABLE job ADD COLUMN round TEXT;
