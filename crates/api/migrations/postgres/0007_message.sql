-- Messages leave from here; each row is written in the transaction that caused it.
CREATE TABLE message (
    partnership TEXT NOT NULL REFERENCES partnership (id) ON DELETE CASCADE,
    id          TEXT NOT NULL,
    channel     TEXT NOT NULL CHECK (channel IN ('email', 'webhook', 'file')),
    recipient   TEXT NOT NULL,             -- account, or webhook
    cause       TEXT NOT NULL,             -- "publication PLAN": one message a recipient and cause
    content     TEXT NOT NULL,             -- JSON
    state       TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'dead')),
    attempts    BIGINT NOT NULL DEFAULT 0, -- never falls: it fences a worker that lost its lease
    spent       BIGINT NOT NULL DEFAULT 0, -- attempts of earlier rounds: before somebody asked to send it once more
    next        BIGINT NOT NULL,           -- not before; while sending, when the lease ends
    error       TEXT,                      -- a code: what a server answered may be personal
    created     BIGINT NOT NULL,
    sent        BIGINT,
    PRIMARY KEY (partnership, id),
    UNIQUE (partnership, channel, recipient, cause)
);
CREATE INDEX message_waiting ON message (state, next);
CREATE INDEX message_state ON message (partnership, state, id);

CREATE TABLE webhook (
    partnership TEXT NOT NULL REFERENCES partnership (id) ON DELETE CASCADE,
    id          TEXT NOT NULL,
    url         TEXT NOT NULL,
    secret      TEXT NOT NULL,             -- signs each delivery (Standard Webhooks), so it cannot be a hash
    events      TEXT NOT NULL,             -- JSON array
    active      BOOLEAN NOT NULL DEFAULT TRUE,
    created     BIGINT NOT NULL,
    version     BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (partnership, id)
);
