-- A key is claimed by one request; the transaction of its deed marks it as done, so that a repeat after a crash does nothing again.
ALTER TABLE idempotency ADD COLUMN claim TEXT;
ALTER TABLE idempotency ADD COLUMN done BOOLEAN NOT NULL DEFAULT FALSE;
