-- The few supervisors who are in no team, for the teams of their college.
CREATE INDEX person_supervisor ON person (partnership, term, college) WHERE team IS NULL AND role = 'supervisor';
