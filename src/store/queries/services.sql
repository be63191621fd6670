-- Services of each principal: the prefix of what was mapped, else the first label of the event source.
SELECT DISTINCT principal_arn, principal_type, account_id, unique_id,
  coalesce(split_part(p.action, ':', 1), split_part(s.event_source, '.', 1)) AS service
FROM selected s
LEFT JOIN landed_permission p USING (call_hash)
WHERE s.applicable
ORDER BY ALL;
