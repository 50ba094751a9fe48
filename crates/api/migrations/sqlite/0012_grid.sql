-- A grid that a place names is one that the office knows: those that came with terms so far are added, for it to put in their places.
INSERT INTO grid (partnership, id, ordinal, name, level)
SELECT DISTINCT place.partnership, place.grid, 0, place.grid, 'grid' FROM place
WHERE place.grid IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM grid WHERE grid.partnership = place.partnership AND grid.id = place.grid);
