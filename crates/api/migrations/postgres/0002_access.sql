-- Who may come in. Secrets are kept as SHA-256 of 256 random bits, passwords as argon2id.
CREATE TABLE account (
    id           TEXT PRIMARY KEY,
    partnership  TEXT NOT NULL REFERENCES partnership (id) ON DELETE CASCADE,
    login        TEXT NOT NULL,
    name         TEXT NOT NULL,
    roles        TEXT NOT NULL,            -- "office,centre"
    person       TEXT,                     -- the student or supervisor of the terms' tables that this is
    grid         TEXT,                     -- what a grid worker or building leader answers for
    email        TEXT,
    language     TEXT NOT NULL DEFAULT 'zh-CN' CHECK (language IN ('zh-CN', 'en')),
    password     TEXT,                     -- none until its owner has set one
    active       BOOLEAN NOT NULL DEFAULT TRUE,
    created      BIGINT NOT NULL,
    version      BIGINT NOT NULL DEFAULT 1,
    UNIQUE (partnership, login),
    FOREIGN KEY (partnership, grid) REFERENCES grid (partnership, id)
);
CREATE INDEX account_person ON account (partnership, person);

-- Attempts to sign in that have not succeeded, by what was typed and whether there is such an account or not: so a lock tells
-- nobody who has one. A name is kept as its hash, for people type passwords there.
CREATE TABLE sign_in_attempt (
    name         BYTEA PRIMARY KEY,
    failures     BIGINT NOT NULL,
    locked_until BIGINT NOT NULL,
    at           BIGINT NOT NULL
);

CREATE TABLE sign_in (
    token   BYTEA PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    csrf    TEXT NOT NULL,
    created BIGINT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX sign_in_account ON sign_in (account);

CREATE TABLE api_key (
    partnership TEXT NOT NULL REFERENCES partnership (id) ON DELETE CASCADE,
    id          TEXT NOT NULL,
    name        TEXT NOT NULL,
    token       BYTEA NOT NULL UNIQUE,
    roles       TEXT NOT NULL,             -- the roles it acts as
    writes      BOOLEAN NOT NULL,          -- false: it reads alone
    created_by  TEXT NOT NULL,
    created     BIGINT NOT NULL,
    expires     BIGINT NOT NULL,
    revoked     BIGINT,
    PRIMARY KEY (partnership, id)
);

-- One-time links: the very first set-up, and new passwords.
CREATE TABLE one_time_link (
    token   BYTEA PRIMARY KEY,
    account TEXT REFERENCES account (id) ON DELETE CASCADE,  -- none: it sets up the installation
    expires BIGINT NOT NULL,
    used    BIGINT
);
-- Of those that set up, there is one at most: two founders at once cannot both use one.
CREATE UNIQUE INDEX one_time_link_setup ON one_time_link ((account IS NULL)) WHERE account IS NULL;
CREATE INDEX one_time_link_account ON one_time_link (account);

-- What an Idempotency-Key was answered with, by credential.
CREATE TABLE idempotency (
    credential  BYTEA NOT NULL,
    key         TEXT NOT NULL,
    fingerprint BYTEA NOT NULL,             -- of method, path and body
    status      BIGINT,                    -- none while the first request is under way
    headers     TEXT,
    body        BYTEA,
    created     BIGINT NOT NULL,
    PRIMARY KEY (credential, key)
);
CREATE INDEX idempotency_created ON idempotency (created);

-- Append-only, each entry sealed with the one before it.
CREATE TABLE audit_head (
    partnership TEXT PRIMARY KEY REFERENCES partnership (id) ON DELETE CASCADE,
    number      BIGINT NOT NULL,
    digest      BYTEA NOT NULL
);
CREATE TABLE audit (
    partnership TEXT NOT NULL REFERENCES partnership (id) ON DELETE CASCADE,
    number      BIGINT NOT NULL,
    at          BIGINT NOT NULL,
    actor       TEXT NOT NULL,
    action      TEXT NOT NULL,
    subject     TEXT NOT NULL,
    detail      TEXT NOT NULL,             -- names of what changed, never the values: those may be personal
    digest      BYTEA NOT NULL,
    PRIMARY KEY (partnership, number)
);
