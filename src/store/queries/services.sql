-- Services of each principal: prefixes of what was mapped, else the first label of the event source.
SELECT DISTINCT
  principal_id,
  unnest(CASE WHEN services = '' THEN [split_part(event_source, '.', 1)] ELSE string_split(services, ',') END) AS service
FROM active
JOIN operation USING (operation_id)
WHERE applicable
ORDER BY ALL;
