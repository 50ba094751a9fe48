-- Ten partnerships with SUBSCRIBERS subscribers in all, each with a team, a duty and a feed; with a tenth of that of what else there may
-- be much of. Both databases take it; BYTES is their word for bytes.

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9)
INSERT INTO partnership (id, name, zone, domain, created)
SELECT 'u' || i, 'University ' || i, 'Asia/Shanghai', 'u' || i || '.example', 0 FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9)
INSERT INTO term (partnership, id, ordinal, name, zone, first_day, weeks, settings)
SELECT 'u' || i, 't', 1, 'Autumn', 'Asia/Shanghai', '2026-09-07', 18, '{"blocks":[["08:00","12:00"],["14:00","18:00"]]}' FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9)
INSERT INTO plan (partnership, term, id, number, state, origin, cost, violations, parts, unserved, created_by, created, published)
SELECT 'u' || i, 't', 'plan' || i, 1, 'published', 'solve', 0, 0, '{}', '[]', 'seed', 0, 0 FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < SUBSCRIBERS / 10 - 1)
INSERT INTO place (partnership, term, id, ordinal, name, x, y)
SELECT 'u' || (i % 10), 't', 'r' || i, i, 'Room ' || i, i % 100, i / 100 FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < SUBSCRIBERS - 1)
INSERT INTO team (partnership, term, id, ordinal, name, college, home, skills, quorum, groups)
SELECT 'u' || (i % 10), 't', 'm' || i, i, 'Team ' || i, 'College ' || (i / 1000), 'r' || (i % (SUBSCRIBERS / 10)), '[]', 1, '[]' FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < SUBSCRIBERS - 1)
INSERT INTO person (partnership, term, id, ordinal, name, college, team, role)
SELECT 'u' || (i % 10), 't', 'p' || i, i, 'Student ' || i, 'College ' || (i / 1000), 'm' || i, 'student' FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < SUBSCRIBERS / 10 - 1)
INSERT INTO person (partnership, term, id, ordinal, name, college, role)
SELECT 'u' || (i % 10), 't', 's' || i, SUBSCRIBERS + i, 'Supervisor ' || i, 'College ' || (i / 100), 'supervisor' FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < SUBSCRIBERS / 10 - 1)
INSERT INTO departure (partnership, term, person, team, changes, at, gone)
SELECT 'u' || (i % 10), 't', 'p' || i, 'm' || (i + 10), 1, 0, TRUE FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < SUBSCRIBERS - 1)
INSERT INTO duty (partnership, uid, term, kind, activity, team, service, place, zone, "start", "end", title, location, description,
sequence, updated, cancelled)
SELECT 'u' || (i % 10), 'd' || i || '@u.example', 't', 'need', 'n' || i, 'm' || i, 'visit', 'r' || (i % (SUBSCRIBERS / 10)), 'Asia/Shanghai',
'2026-12-07T14:00', '2026-12-07T15:00', 'Visit', 'Room ' || i, 'Team ' || i, 0, 1788000000, FALSE FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < SUBSCRIBERS - 1)
INSERT INTO feed (partnership, id, token, kind, subject, created_by, created)
SELECT 'u' || (i % 10), 'f' || i, CAST('feed ' || i AS BYTES), 'person', 'p' || i, 'a' || i, 0 FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < SUBSCRIBERS - 1)
INSERT INTO feed_version (partnership, kind, subject, version, changed)
SELECT 'u' || (i % 10), 'team', 'm' || i, 1, 0 FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < SUBSCRIBERS / 10 - 1)
INSERT INTO account (id, partnership, login, name, roles, person, email, created)
SELECT 'a' || i, 'u' || (i % 10), 'l' || i, 'Student ' || i, 'student', 'p' || i, 'l' || i || '@u.example', 0 FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < SUBSCRIBERS / 10 - 1)
INSERT INTO sign_in (token, account, csrf, created, expires)
SELECT CAST('sign-in ' || i AS BYTES), 'a' || i, 'csrf', 0, 4000000000 FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < SUBSCRIBERS / 10 - 1)
INSERT INTO sign_in_attempt (name, failures, locked_until, at)
SELECT CAST('login ' || i AS BYTES), 1, 0, 4000000000 FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < SUBSCRIBERS / 10 - 1)
INSERT INTO api_key (partnership, id, name, token, roles, writes, created_by, created, expires)
SELECT 'u' || (i % 10), 'k' || i, 'Key', CAST('key ' || i AS BYTES), 'office', TRUE, 'seed', 0, 4000000000 FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < SUBSCRIBERS / 10 - 1)
INSERT INTO idempotency (credential, key, fingerprint, status, created)
SELECT CAST('credential ' || i AS BYTES), 'key', CAST('request' AS BYTES), 201, 4000000000 FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < SUBSCRIBERS / 10 - 1)
INSERT INTO hour (partnership, term, id, ordinal, kind, place, weekday, "start", "end", skills, target, max, under, mix)
SELECT 'u' || (i % 10), 't', 'h' || i, i, 'clinic', 'r' || i, 'monday', '14:30', '17:30', '[]', 1, 2, 100, '[]' FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < SUBSCRIBERS / 10 - 1)
INSERT INTO need (partnership, term, id, ordinal, kind, place, minutes, "from", "to", hours, skills, unserved, teams, excluded,
preferred)
SELECT 'u' || (i % 10), 't', 'n' || i, i, 'visit', 'r' || i, 60, '2026-12-07', '2026-12-11', '[]', '[]', 1000, '[]', '[]', '[]' FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < SUBSCRIBERS / 10 - 1)
INSERT INTO assignment (partnership, plan, kind, activity, team, "start", "end")
SELECT 'u' || (i % 10), 'plan' || (i % 10), 'need', 'n' || i, 'm' || i, '2026-12-07T14:00', '2026-12-07T15:00' FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < SUBSCRIBERS / 10 - 1)
INSERT INTO position (partnership, term, id, ordinal, host, capacity, skills, groups, hours, times)
SELECT 'u' || (i % 10), 't', 'w' || i, i, 'h' || (i / 100), 5, '[]', '[]', '[]', '[]' FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < SUBSCRIBERS / 10 - 1)
INSERT INTO choice (partnership, term, id, ordinal, applicant, position, rank)
SELECT 'u' || (i % 10), 't', 'c' || i, i, 'p' || i, 'w' || i, 1 FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < SUBSCRIBERS / 10 - 1)
INSERT INTO ranking (partnership, term, id, ordinal, applicant, position, rank)
SELECT 'u' || (i % 10), 't', 'k' || i, i, 'p' || i, 'w' || i, 1 FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < SUBSCRIBERS / 10 - 1)
INSERT INTO placement (partnership, term, id, ordinal, applicant, position)
SELECT 'u' || (i % 10), 't', 'q' || i, i, 'p' || i, 'w' || i FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < SUBSCRIBERS / 10 - 1)
INSERT INTO absence (partnership, term, id, ordinal, person, "start", "end")
SELECT 'u' || (i % 10), 't', 'b' || i, i, 'p' || i, '2026-12-07T00:00', '2026-12-08T00:00' FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < SUBSCRIBERS / 10 - 1)
INSERT INTO wish (partnership, term, id, ordinal, team, date, want, weight)
SELECT 'u' || (i % 10), 't', 'w' || i, i, 'm' || i, '2026-12-07', 'no', 10 FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < SUBSCRIBERS / 10 - 1)
INSERT INTO timetable (partnership, term, id, ordinal, person, weekday, "start", "end")
SELECT 'u' || (i % 10), 't', 'l' || i, i, 'p' || i, 'monday', '08:00', '09:40' FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < SUBSCRIBERS / 10 - 1)
INSERT INTO pin (partnership, term, id, ordinal, need, team)
SELECT 'u' || (i % 10), 't', 'x' || i, i, 'n' || i, 'm' || i FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < SUBSCRIBERS / 10 - 1)
INSERT INTO exclusion (partnership, term, id, ordinal, need, team)
SELECT 'u' || (i % 10), 't', 'e' || i, i, 'n' || i, 'm' || i FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < SUBSCRIBERS / 10 - 1)
INSERT INTO import (partnership, id, term, state, file, content, faults, summary, created_by, created)
SELECT 'u' || (i % 10), 'i' || i, 't', 'applied', 'term.zip', CAST('zip' AS BYTES), '[]', '{}', 'seed', 0 FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < SUBSCRIBERS / 10 - 1)
INSERT INTO message (partnership, id, channel, recipient, cause, content, state, next, created, sent)
SELECT 'u' || (i % 10), 'e' || i, 'email', 'a' || i, 'seed', '{}', 'sent', 0, 0, 0 FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < SUBSCRIBERS / 10 - 1)
INSERT INTO job (partnership, id, term, state, settings, created_by, created, finished)
SELECT 'u' || (i % 10), 'j' || i, 't', 'done', '{}', 'seed', 0, 0 FROM n;

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < SUBSCRIBERS / 10 - 1)
INSERT INTO audit (partnership, number, at, actor, action, subject, detail, digest)
SELECT 'u' || (i % 10), i / 10 + 1, 0, 'seed', 'seed', 'seed', 'seed', CAST('seal' AS BYTES) FROM n;

INSERT INTO audit_head (partnership, number, digest)
SELECT partnership, COUNT(*), CAST('seal' AS BYTES) FROM audit GROUP BY partnership;
