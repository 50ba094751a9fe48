-- Whom an edit concerns is found without reading all of a partnership's rows.
CREATE INDEX departure_team ON departure (partnership, term, team) WHERE gone;
CREATE INDEX account_grid ON account (partnership, id) WHERE grid IS NOT NULL;
