-- Services of each principal: the prefix of what was mapped, else the first label of the event source.
SELECT DISTINCT s.principal_id, coalesce(split_part(p.action, ':', 1), split_part(c.event_source, '.', 1)) AS service
FROM selected s
JOIN call c USING (call_id)
LEFT JOIN permission p USING (call_id)
WHERE c.applicable
ORDER BY ALL;
