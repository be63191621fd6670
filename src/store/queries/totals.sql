-- What was looked at, over all that is settled.
WITH
files AS (SELECT * FROM log_file WHERE chunk <= (SELECT value::INTEGER FROM meta WHERE key = 'settled_chunk')),
-- Few rows, told once: all that follows is told from them.
used AS MATERIALIZED (
  SELECT
    u.call_id // 4294967296 AS principal_id, m.operation_id,
    sum(count)::BIGINT AS count,
    min(day * 86400::BIGINT + first_second) AS first_seen,
    max(day * 86400::BIGINT + last_second) AS last_seen
  FROM usage u
  JOIN meaning m ON m.meaning_id = u.call_id % 4294967296
  GROUP BY ALL
),
told AS MATERIALIZED (SELECT u.*, o.applicable, o.region FROM used u JOIN operation o USING (operation_id))
SELECT
  (SELECT count(*) FROM files WHERE set_aside = '') AS log_files,
  (SELECT count(*) FROM files WHERE damaged) + (SELECT count(DISTINCT path) FROM skip WHERE file_id = -1) AS log_files_skipped,
  (SELECT coalesce(sum(records), 0)::BIGINT FROM files) AS records,
  (SELECT coalesce(sum(records_skipped), 0)::BIGINT FROM files) AS records_skipped,
  (SELECT coalesce(sum(count), 0)::BIGINT FROM told) AS identities,
  (SELECT coalesce(sum(count), 0)::BIGINT FROM told WHERE applicable) AS events,
  (SELECT min(first_seen) FROM told) AS start_time,
  (SELECT max(last_seen) FROM told) AS end_time,
  (SELECT list_sort(list_distinct(list(account_id)))
   FROM principal WHERE account_id <> '' AND policy_holder AND principal_id IN (SELECT principal_id FROM told)) AS accounts,
  (SELECT list_sort(list_distinct(list(region))) FROM told WHERE region <> '') AS regions;
