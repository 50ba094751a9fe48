-- Solves. A worker holds a lease; its attempt number fences whoever lost it. Of a term, one solve at most is under way.
CREATE TABLE job (
    partnership TEXT NOT NULL,
    id          TEXT NOT NULL,
    term        TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    settings    TEXT NOT NULL,             -- JSON: seconds, steps, seed, threads, from, freeze
    progress    TEXT,                      -- JSON: elapsed, steps, cost, violations, bound
    cancel      BOOLEAN NOT NULL DEFAULT FALSE,
    attempt     BIGINT NOT NULL DEFAULT 0,
    worker      TEXT,
    lease_until BIGINT NOT NULL DEFAULT 0,
    plan        TEXT,                      -- what came of it
    outcome     TEXT,                      -- code of why it failed
    created_by  TEXT NOT NULL,
    created     BIGINT NOT NULL,
    started     BIGINT,
    finished    BIGINT,
    PRIMARY KEY (partnership, id),
    FOREIGN KEY (partnership, term) REFERENCES term (partnership, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX job_active ON job (partnership, term) WHERE state IN ('queued', 'running');
CREATE INDEX job_queue ON job (state, created);
