-- The duties at a place of a term: what an edit of the place's row touches.
CREATE INDEX duty_at_place ON duty (partnership, term, place);
