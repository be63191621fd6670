-- Landed calls → principal, call, permission, call_of. Ids hang on order of arrival; nothing that is shown does.
INSERT INTO principal
SELECT
  (SELECT coalesce(max(principal_id), 0) FROM principal) + row_number() OVER (ORDER BY principal_arn, principal_type, account_id, unique_id),
  *
FROM (
  SELECT DISTINCT
    principal_arn, principal_type, account_id, unique_id, service_linked, permission_set, policy_holder
  FROM landed_call
) AS told
ANTI JOIN principal USING (principal_arn, principal_type, account_id, unique_id);

-- Of each new call, the landed row that tells it.
CREATE OR REPLACE TEMP TABLE new_call AS
SELECT
  hash_high,
  hash_low,
  (SELECT coalesce(max(call_id), 0) FROM call) + row_number() OVER (ORDER BY hash_high, hash_low) AS call_id,
  place // 4294967296 AS chunk,
  place % 4294967296 AS call
FROM (
  SELECT hash_high, hash_low, min(chunk::BIGINT * 4294967296 + call) AS place
  FROM landed_call
  ANTI JOIN call USING (hash_high, hash_low)
  GROUP BY hash_high, hash_low
);

INSERT INTO call
SELECT
  n.call_id, n.hash_high, n.hash_low, p.principal_id, l.event_source, l.event_name, l.region, l.applicable,
  l.authorization_state, l.error_code, l.denial_cause, l.cross_account, l.unmapped
FROM new_call n
JOIN landed_call l USING (chunk, call)
JOIN principal p USING (principal_arn, principal_type, account_id, unique_id);

INSERT INTO permission
SELECT
  n.call_id, l.action, l.resource, l.raw_arn, l.resource_type, l.resource_reason, l.conditions, l.evidence, l.source,
  l.role_kind, l.role_key
FROM new_call n
JOIN landed_permission l USING (chunk, call);

INSERT INTO call_of
SELECT l.chunk, l.call, c.call_id
FROM landed_call l
JOIN call c USING (hash_high, hash_low);

DROP TABLE new_call;
TRUNCATE landed_call;
TRUNCATE landed_permission;
