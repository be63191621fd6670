SELECT s.principal_id, c.event_source, c.event_name, sum(s.count)::BIGINT AS count
FROM selected s
JOIN call c USING (call_id)
WHERE c.unmapped
GROUP BY ALL
ORDER BY ALL;
