-- Landed principals, operations, mappings and meanings → those of the whole store. Ids hang on order of arrival; nothing
-- that is shown does.
INSERT INTO principal
SELECT
  (SELECT coalesce(max(principal_id), 0) FROM principal) + row_number() OVER (ORDER BY principal_arn, unique_id),
  *
FROM (SELECT DISTINCT * EXCLUDE (chunk, principal) FROM landed_principal) AS told
ANTI JOIN principal USING (principal_arn, principal_type, account_id, unique_id);

INSERT INTO principal_of
SELECT chunk, principal, principal_id
FROM landed_principal
JOIN principal USING (principal_arn, principal_type, account_id, unique_id);

INSERT INTO operation
SELECT
  (SELECT coalesce(max(operation_id), 0) FROM operation) + row_number() OVER (ORDER BY event_source, event_name),
  *
FROM (
  SELECT * EXCLUDE (chunk, operation) FROM landed_operation
  EXCEPT
  SELECT * EXCLUDE (operation_id) FROM operation
);

INSERT INTO mapping
SELECT
  (SELECT coalesce(max(mapping_id), 0) FROM mapping) + row_number() OVER (ORDER BY action, resource_type),
  *
FROM (
  SELECT * EXCLUDE (chunk, mapping) FROM landed_mapping
  EXCEPT
  SELECT * EXCLUDE (mapping_id) FROM mapping
);

-- Each landed meaning, and a landed row that tells it.
CREATE OR REPLACE TEMP TABLE told_meaning AS
SELECT hash_high, hash_low, min(chunk::BIGINT * 4294967296 + meaning) AS place
FROM landed_meaning
GROUP BY hash_high, hash_low;

-- Those that the store has. An inner join keeps the few that have landed in memory and goes through `meaning` once; an
-- anti join with `meaning` itself would keep all of that, however large the store is.
CREATE OR REPLACE TEMP TABLE known_meaning AS
SELECT t.hash_high, t.hash_low, m.meaning_id
FROM told_meaning t
JOIN meaning m USING (hash_high, hash_low);

CREATE OR REPLACE TEMP TABLE new_meaning AS
SELECT
  hash_high,
  hash_low,
  (SELECT coalesce(max(meaning_id), 0) FROM meaning) + row_number() OVER (ORDER BY place) AS meaning_id,
  place // 4294967296 AS chunk,
  place % 4294967296 AS meaning
FROM told_meaning
ANTI JOIN known_meaning USING (hash_high, hash_low);

INSERT INTO meaning
SELECT n.meaning_id, n.hash_high, n.hash_low, o.operation_id
FROM new_meaning n
JOIN landed_meaning l USING (chunk, meaning)
JOIN (
  SELECT chunk, operation, operation_id
  FROM landed_operation
  JOIN operation USING (
    event_source, event_name, region, applicable, authorization_state, error_code, denial_cause, cross_account, unmapped,
    services
  )
) o ON o.chunk = l.chunk AND o.operation = l.operation;

INSERT INTO permission
SELECT n.meaning_id, m.mapping_id, l.resource, l.raw_arn, l.role_key
FROM new_meaning n
JOIN landed_permission l USING (chunk, meaning)
JOIN (
  SELECT chunk, mapping, mapping_id
  FROM landed_mapping
  JOIN mapping USING (action, resource_type, resource_reason, conditions, evidence, source, role_kind)
) m ON m.chunk = l.chunk AND m.mapping = l.mapping;

INSERT INTO meaning_of
SELECT l.chunk, l.meaning, m.meaning_id
FROM landed_meaning l
JOIN (
  FROM known_meaning
  UNION ALL
  SELECT hash_high, hash_low, meaning_id FROM new_meaning
) m USING (hash_high, hash_low);

DROP TABLE told_meaning;
DROP TABLE known_meaning;
DROP TABLE new_meaning;
TRUNCATE landed_principal;
TRUNCATE landed_operation;
TRUNCATE landed_mapping;
TRUNCATE landed_meaning;
TRUNCATE landed_permission;
