-- Violations in spite of which a plan may be published: the office answers for them, or the plan before has them too.
ALTER TABLE plan ADD COLUMN tolerated BIGINT NOT NULL DEFAULT 0;
ALTER TABLE plan ADD COLUMN tolerated_why TEXT;
