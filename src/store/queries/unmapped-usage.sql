SELECT s.principal_id, o.event_source, o.event_name, sum(s.count)::BIGINT AS count
FROM selected s
JOIN operation o USING (operation_id)
WHERE o.unmapped
GROUP BY ALL
ORDER BY ALL;
