-- What was wrong with the term of a job that failed for it, as JSON.
ALTER TABLE job ADD COLUMN faults TEXT;
-- How often its worker was not heard of any more: a job that ends whoever takes it up is not tried for ever.
ALTER TABLE job ADD COLUMN lost BIGINT NOT NULL DEFAULT 0;
-- Who was served least recently comes first.
CREATE INDEX job_served ON job (partnership, started);
