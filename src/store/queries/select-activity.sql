-- What a filter lets through, by principal and operation. Lists: an empty one lets all through.
CREATE OR REPLACE TEMP TABLE active AS
SELECT
  principal_id,
  operation_id,
  sum(count)::BIGINT AS count,
  min(day * 86400::BIGINT + first_second) AS first_seen,
  max(day * 86400::BIGINT + last_second) AS last_seen,
  sum(usage_rows)::BIGINT AS usage_rows
FROM (
  SELECT * FROM activity SEMI JOIN whole_day USING (day)
  UNION ALL
  FROM activity_of('cut_usage')
)
SEMI JOIN (
  SELECT principal_id
  FROM principal
  WHERE (len($accounts::VARCHAR[]) = 0 OR list_contains($accounts::VARCHAR[], account_id))
    AND (len($principals::VARCHAR[]) = 0
      OR len(list_filter($principals::VARCHAR[], lambda p: regexp_full_match(principal_arn, p))) > 0)
) USING (principal_id)
SEMI JOIN (
  SELECT operation_id
  FROM operation
  WHERE len($regions::VARCHAR[]) = 0
    OR list_contains($regions::VARCHAR[], region)
    OR list_contains($globals::VARCHAR[], event_source)
) USING (operation_id)
GROUP BY principal_id, operation_id;
