-- Each principal, by unique id: a role made anew under its old name is another one.
SELECT p.*, told.* EXCLUDE (principal_id)
FROM (
  SELECT
    principal_id,
    sum(a.count)::BIGINT AS events,
    sum(CASE WHEN o.authorization_state = 'denied' THEN a.count ELSE 0 END)::BIGINT AS denied_events,
    min(a.first_seen) AS first_seen,
    max(a.last_seen) AS last_seen,
    sum(a.usage_rows)::BIGINT AS usage_rows
  FROM active a
  JOIN operation o USING (operation_id)
  WHERE o.applicable
  GROUP BY principal_id
) told
JOIN principal p USING (principal_id)
ORDER BY principal_arn, principal_type, account_id, last_seen DESC, first_seen DESC, unique_id;
