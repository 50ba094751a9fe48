-- A partnership is one university and the communities it serves: the tenant. Every other row belongs to one.
CREATE TABLE partnership (
    id      TEXT PRIMARY KEY,
    name    TEXT NOT NULL,
    zone    TEXT NOT NULL,                 -- IANA name
    domain  TEXT NOT NULL,                 -- namespace of its feeds' UIDs; never changes
    swaps   TEXT NOT NULL DEFAULT 'office' CHECK (swaps IN ('office', 'automatic')),  -- who approves a swap
    created BIGINT NOT NULL,               -- instants are seconds since 1970, UTC
    version BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE college (
    partnership TEXT NOT NULL REFERENCES partnership (id) ON DELETE CASCADE,
    id          TEXT NOT NULL,
    ordinal     BIGINT NOT NULL,           -- the office's order
    version     BIGINT NOT NULL DEFAULT 1, -- rises with every change: the ETag
    name        TEXT NOT NULL,
    PRIMARY KEY (partnership, id)
);

-- District, street, community, grid, building: a tree.
CREATE TABLE grid (
    partnership TEXT NOT NULL REFERENCES partnership (id) ON DELETE CASCADE,
    id          TEXT NOT NULL,
    ordinal     BIGINT NOT NULL,
    version     BIGINT NOT NULL DEFAULT 1,
    name        TEXT NOT NULL,
    level       TEXT NOT NULL CHECK (level IN ('district', 'street', 'community', 'grid', 'building')),
    parent      TEXT,
    PRIMARY KEY (partnership, id),
    FOREIGN KEY (partnership, parent) REFERENCES grid (partnership, id)
);
