SELECT a.principal_id, o.event_source, o.event_name, sum(a.count)::BIGINT AS count
FROM active a
JOIN operation o USING (operation_id)
WHERE o.unmapped
GROUP BY ALL
ORDER BY ALL;
