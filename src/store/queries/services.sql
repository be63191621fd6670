-- Services of each principal: the prefix of what was mapped, else the first label of the event source.
SELECT DISTINCT s.principal_id, coalesce(split_part(m.action, ':', 1), split_part(o.event_source, '.', 1)) AS service
FROM selected s
JOIN operation o USING (operation_id)
LEFT JOIN (permission JOIN mapping m USING (mapping_id)) USING (meaning_id)
WHERE o.applicable
ORDER BY ALL;
