-- Usage that a filter lets through, by call and UTC day. Whole days come from `usage`; of a day that $since or $until
-- cuts, the winners are counted anew. Lists: an empty one lets all through.
CREATE OR REPLACE TEMP TABLE selected AS
WITH counted AS (
  SELECT day, call_id, count, first_second, last_second
  FROM usage
  WHERE day * 86400::BIGINT >= $since AND (day + 1) * 86400::BIGINT <= $until
  UNION ALL
  SELECT day, call_id, count(*), min(second), max(second)
  FROM (
    SELECT * FROM winners($first_day::INTEGER, $first_day::INTEGER)
    UNION ALL
    SELECT * FROM winners($last_day::INTEGER, $last_day::INTEGER)
  )
  WHERE day * 86400::BIGINT + second >= $since AND day * 86400::BIGINT + second < $until
  GROUP BY day, call_id
)
SELECT
  p.principal_id, m.meaning_id, m.operation_id, u.day, u.count,
  u.day * 86400::BIGINT + u.first_second AS first_seen,
  u.day * 86400::BIGINT + u.last_second AS last_seen
FROM counted u
JOIN principal p ON p.principal_id = u.call_id // 4294967296
JOIN meaning m ON m.meaning_id = u.call_id % 4294967296
JOIN operation o USING (operation_id)
WHERE (len($accounts::VARCHAR[]) = 0 OR list_contains($accounts::VARCHAR[], p.account_id))
  AND (
    len($regions::VARCHAR[]) = 0
    OR list_contains($regions::VARCHAR[], o.region)
    OR list_contains($globals::VARCHAR[], o.event_source)
  )
  AND (len($principals::VARCHAR[]) = 0
    OR len(list_filter($principals::VARCHAR[], lambda p: regexp_full_match(principal_arn, p))) > 0);
