-- Distinct permissions of the principals in $ids with their counts; roles known by reference are resolved over the archive.
WITH used AS (
  SELECT
    s.principal_id,
    m.action, coalesce(l.role_arn, p.resource) AS resource, p.raw_arn,
    CASE WHEN l.role_arn IS NULL THEN m.resource_type ELSE 'iam:role' END AS resource_type,
    m.resource_reason, m.conditions, m.evidence, m.source,
    CASE WHEN l.role_arn IS NULL THEN m.role_kind ELSE '' END AS role_kind,
    CASE WHEN l.role_arn IS NULL THEN p.role_key ELSE '' END AS role_key,
    o.authorization_state, o.error_code, o.denial_cause, o.cross_account,
    s.day, s.count, s.first_seen, s.last_seen
  FROM selected s
  JOIN operation o USING (operation_id)
  JOIN permission p USING (meaning_id)
  JOIN mapping m USING (mapping_id)
  LEFT JOIN (SELECT DISTINCT kind, key, role_arn FROM role_link) l ON l.kind = m.role_kind AND l.key = p.role_key
  WHERE s.principal_id IN (SELECT unnest($ids::INTEGER[]))
)
SELECT
  principal_id,
  action, resource, raw_arn, resource_type, resource_reason, conditions, evidence, source, role_kind, role_key,
  authorization_state, error_code, denial_cause, cross_account,
  sum(count)::BIGINT AS count,
  count(DISTINCT day)::BIGINT AS days,
  min(first_seen) AS first_seen,
  max(last_seen) AS last_seen
FROM used
GROUP BY ALL
ORDER BY ALL;
