-- Of actions in $actions, and of those that a principal called $rare times at most: where every call came from a network from
-- which the principal was first seen at most a day before, after $settled_days and more in which it was seen elsewhere.
-- Copies of a record are counted each: they tell the same.
WITH action_of AS (
  SELECT DISTINCT meaning_id, action
  FROM permission JOIN mapping USING (mapping_id) JOIN meaning USING (meaning_id) JOIN operation USING (operation_id)
  WHERE authorization_state = 'proven'
),
wanted AS (
  SELECT (call_id // 4294967296)::INTEGER AS principal_id, meaning_id, action
  FROM usage JOIN action_of ON meaning_id = (call_id % 4294967296)::INTEGER
  GROUP BY principal_id, meaning_id, action
  QUALIFY action IN (SELECT unnest($actions::VARCHAR[])) OR sum(sum(count)) OVER (PARTITION BY principal_id, action) <= $rare
),
located AS (
  SELECT principal_id, chunk, meaning, network, day * 86400::BIGINT + second AS time
  FROM sighting JOIN principal_of USING (chunk, principal)
  WHERE principal_id IN (SELECT principal_id FROM wanted)
),
home AS (
  SELECT principal_id, network, min(time) AS first_seen, min(min(time)) OVER (PARTITION BY principal_id) AS principal_first_seen
  FROM located WHERE network <> 0
  GROUP BY principal_id, network
),
used AS (
  SELECT principal_id, action, network, max(time) AS last_used
  FROM located JOIN meaning_of USING (chunk, meaning) JOIN wanted USING (principal_id, meaning_id)
  GROUP BY principal_id, action, network
)
SELECT principal_id, action, list(network ORDER BY network) AS networks
FROM used LEFT JOIN home USING (principal_id, network)
GROUP BY principal_id, action
HAVING bool_and(
  first_seen IS NOT NULL
  AND last_used - first_seen <= 86400
  AND first_seen - principal_first_seen >= $settled_days * 86400::BIGINT
)
ORDER BY principal_id, action;
