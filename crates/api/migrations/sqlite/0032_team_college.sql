-- The teams of a college, for a supervisor who is in none of them.
CREATE INDEX team_college ON team (partnership, term, college);
