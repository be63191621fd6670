-- Distinct permissions of the principals in $ids with their counts, of what `active` lets through; roles known by
-- reference are resolved over the archive. The range of call ids is what lets most of `usage` go unread. Where a cut is asked for,
-- the columns of before-cut.sql stand at the mark. Counts and times are doubles, which are JavaScript's own
-- numbers; days are told apart first, as that takes less than to count the distinct ones twice.
WITH wanted AS (
  SELECT day, (call_id // 4294967296)::INTEGER AS principal_id, (call_id % 4294967296)::INTEGER AS meaning_id, count, first_second, last_second
  FROM (
    SELECT * FROM usage SEMI JOIN whole_day USING (day)
    UNION ALL
    FROM cut_usage
  )
  WHERE call_id BETWEEN $first_call AND $last_call AND (call_id // 4294967296)::INTEGER IN (SELECT unnest($ids::INTEGER[]))
),
used AS (
  SELECT
    a.principal_id,
    m.action, coalesce(l.role_arn, p.resource) AS resource, p.raw_arn,
    CASE WHEN l.role_arn IS NULL THEN m.resource_type ELSE 'iam:role' END AS resource_type,
    m.resource_reason, m.conditions, m.evidence, m.source,
    CASE WHEN l.role_arn IS NULL THEN m.role_kind ELSE '' END AS role_kind,
    CASE WHEN l.role_arn IS NULL THEN p.role_key ELSE '' END AS role_key,
    o.authorization_state, o.error_code, o.denial_cause, o.cross_account,
    w.day, w.count,
    w.day * 86400::BIGINT + w.first_second AS first_seen,
    w.day * 86400::BIGINT + w.last_second AS last_seen
  FROM wanted w
  JOIN meaning USING (meaning_id)
  JOIN active a ON a.principal_id = w.principal_id AND a.operation_id = meaning.operation_id
  JOIN operation o ON o.operation_id = meaning.operation_id
  JOIN permission p USING (meaning_id)
  JOIN mapping m USING (mapping_id)
  LEFT JOIN (SELECT DISTINCT kind, key, role_arn FROM role_link) l ON l.kind = m.role_kind AND l.key = p.role_key
),
used_on AS (
  SELECT
    principal_id,
    action, resource, raw_arn, resource_type, resource_reason, conditions, evidence, source, role_kind, role_key,
    authorization_state, error_code, denial_cause, cross_account,
    day, sum(count) AS count, min(first_seen) AS first_seen, max(last_seen) AS last_seen
  FROM used
  GROUP BY ALL
)
SELECT
  principal_id,
  action, resource, raw_arn, resource_type, resource_reason, conditions, evidence, source, role_kind, role_key,
  authorization_state, error_code, denial_cause, cross_account,
  sum(count)::DOUBLE AS count,
  count(*)::DOUBLE AS days,
  min(first_seen)::DOUBLE AS first_seen,
  max(last_seen)::DOUBLE AS last_seen /* before the cut */
FROM used_on
GROUP BY ALL
ORDER BY ALL;
