-- Each principal, by unique id: a role made anew under its old name is another one.
SELECT
  p.*,
  sum(s.count)::BIGINT AS events,
  sum(CASE WHEN o.authorization_state = 'denied' THEN s.count ELSE 0 END)::BIGINT AS denied_events,
  min(s.first_seen) AS first_seen,
  max(s.last_seen) AS last_seen,
  count(*) AS usage_rows
FROM selected s
JOIN operation o USING (operation_id)
JOIN principal p ON p.principal_id = s.principal_id
WHERE o.applicable
GROUP BY ALL
ORDER BY principal_arn, principal_type, account_id, last_seen DESC, first_seen DESC, unique_id;
