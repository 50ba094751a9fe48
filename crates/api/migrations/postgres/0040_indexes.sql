-- Whatever is looked up often is found without reading a whole table, or all of a partnership.
CREATE INDEX account_page ON account (partnership, id);
CREATE INDEX sign_in_expires ON sign_in (expires);
CREATE INDEX sign_in_attempt_at ON sign_in_attempt (at);
CREATE INDEX team_any_term ON team (partnership, id, term);
CREATE INDEX place_any_term ON place (partnership, id, term);
-- In the order in which the terms of a person are told: SQLite would rather read everybody than sort two rows.
CREATE INDEX person_any_term ON person (partnership, id, term);
DROP INDEX person_id;
CREATE INDEX hour_kind ON hour (partnership, kind);
CREATE INDEX need_kind ON need (partnership, kind);
CREATE INDEX feed_owner ON feed (partnership, created_by, id);
-- What is due, in the order in which it leaves; what has left is not in it.
CREATE INDEX message_due ON message (next, id) WHERE state IN ('waiting', 'sending');

-- Whose turn it is to have something solved.
CREATE INDEX job_turn ON job (partnership, state);
CREATE INDEX job_started ON job (partnership, started);

-- Rows that name others: who takes one of those out, or changes it, asks for them. The name comes first: without statistics,
-- PostgreSQL would take an index that begins like the primary key for as good as that.
CREATE INDEX place_grid ON place (grid, term, partnership);
CREATE INDEX team_home ON team (home, term, partnership);
CREATE INDEX hour_place ON hour (place, term, partnership);
CREATE INDEX need_place ON need (place, term, partnership);
CREATE INDEX wish_team ON wish (team, term, partnership);
CREATE INDEX wish_hour ON wish (hour, term, partnership);
CREATE INDEX pin_need ON pin (need, term, partnership);
CREATE INDEX pin_team ON pin (team, term, partnership);
CREATE INDEX exclusion_need ON exclusion (need, term, partnership);
CREATE INDEX exclusion_team ON exclusion (team, term, partnership);
CREATE INDEX absence_person ON absence (person, term, partnership);
CREATE INDEX absence_team ON absence (team, term, partnership);
