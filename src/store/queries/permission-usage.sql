-- Distinct permissions of the principals in $ids with their counts, of what `active` lets through; roles known by
-- reference are resolved over the archive. The range of call ids is what lets most of `usage` go unread. Texts that repeat stand as
-- numbers: mapping_id, and outcome_id of the temporary table `outcome`. Where a cut is asked for, the columns of
-- before-cut.sql stand at the marks.
WITH called AS (
  SELECT
    (call_id // 4294967296)::INTEGER AS principal_id,
    (call_id % 4294967296)::INTEGER AS meaning_id,
    sum(count) AS count,
    min(day * 86400::BIGINT + first_second) AS first_seen,
    max(day * 86400::BIGINT + last_second) AS last_seen
    /* before the cut */
  FROM (
    SELECT * FROM usage SEMI JOIN whole_day USING (day)
    UNION ALL
    FROM cut_usage
  )
  WHERE call_id BETWEEN $first_call AND $last_call AND (call_id // 4294967296)::INTEGER IN (SELECT unnest($ids::INTEGER[]))
  GROUP BY call_id
),
used AS (
  SELECT
    c.*, mapping_id, outcome_id,
    coalesce(l.role_arn, p.resource) AS resource, p.raw_arn,
    CASE WHEN l.role_arn IS NULL THEN p.role_key ELSE '' END AS role_key,
    l.role_arn IS NOT NULL AS is_role
  FROM called c
  JOIN meaning USING (meaning_id)
  SEMI JOIN active a ON a.principal_id = c.principal_id AND a.operation_id = meaning.operation_id
  JOIN outcome USING (operation_id)
  JOIN permission p USING (meaning_id)
  JOIN mapping m USING (mapping_id)
  LEFT JOIN (SELECT DISTINCT kind, key, role_arn FROM role_link) l ON l.kind = m.role_kind AND l.key = p.role_key
)
SELECT
  principal_id, mapping_id, outcome_id, resource, raw_arn, role_key, is_role,
  sum(count)::DOUBLE AS count,
  min(first_seen)::DOUBLE AS first_seen,
  max(last_seen)::DOUBLE AS last_seen
  /* before the cut, summed */
FROM used
GROUP BY principal_id, mapping_id, outcome_id, resource, raw_arn, role_key, is_role;
