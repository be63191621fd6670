-- Events that a filter lets through, by call and UTC day. $regions etc. are lists; an empty list lets all through.
CREATE OR REPLACE TEMP TABLE selected AS
SELECT
  c.*,
  u.day,
  u.count,
  u.first_seen,
  u.last_seen
FROM (
  SELECT call_hash, time // 86400 AS day, count(*) AS count, min(time) AS first_seen, max(time) AS last_seen
  FROM event
  WHERE time >= $since AND time < $until
  GROUP BY ALL
) u
JOIN landed_call c USING (call_hash)
WHERE (len($accounts::VARCHAR[]) = 0 OR list_contains($accounts::VARCHAR[], c.account_id))
  AND (
    len($regions::VARCHAR[]) = 0
    OR list_contains($regions::VARCHAR[], c.region)
    OR list_contains($globals::VARCHAR[], c.event_source)
  )
  AND (len($principals::VARCHAR[]) = 0
    OR len(list_filter($principals::VARCHAR[], lambda p: regexp_full_match(c.principal_arn, p))) > 0);
