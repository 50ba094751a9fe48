-- An account has one address for what it wants to see: for another, it gives the old one up. Where there were several, the newest
-- stays.
UPDATE feed SET revoked = created WHERE revoked IS NULL AND EXISTS (
    SELECT 1 FROM feed AS other
    WHERE other.partnership = feed.partnership AND other.created_by = feed.created_by AND other.kind = feed.kind
        AND other.subject = feed.subject AND other.omit_cancelled = feed.omit_cancelled AND other.revoked IS NULL
        AND other.id > feed.id
);
CREATE UNIQUE INDEX feed_active ON feed (partnership, created_by, kind, subject, omit_cancelled) WHERE revoked IS NULL;
