-- What was looked at, over all that is settled.
WITH
files AS (SELECT * FROM log_file WHERE chunk <= (SELECT value::INTEGER FROM meta WHERE key = 'settled_chunk')),
used AS (
  SELECT u.*, o.applicable, o.region, u.call_id // 4294967296 AS principal_id
  FROM usage u
  JOIN meaning m ON m.meaning_id = u.call_id % 4294967296
  JOIN operation o USING (operation_id)
)
SELECT
  (SELECT count(*) FROM files WHERE set_aside = '') AS log_files,
  (SELECT count(*) FROM files WHERE damaged) + (SELECT count(DISTINCT path) FROM skip WHERE file_id = -1) AS log_files_skipped,
  (SELECT coalesce(sum(records), 0)::BIGINT FROM files) AS records,
  (SELECT coalesce(sum(records_skipped), 0)::BIGINT FROM files) AS records_skipped,
  (SELECT coalesce(sum(count), 0)::BIGINT FROM used) AS identities,
  (SELECT coalesce(sum(count), 0)::BIGINT FROM used WHERE applicable) AS events,
  (SELECT min(day * 86400::BIGINT + first_second) FROM used) AS start_time,
  (SELECT max(day * 86400::BIGINT + last_second) FROM used) AS end_time,
  (SELECT list_sort(list_distinct(list(account_id)))
   FROM principal WHERE account_id <> '' AND policy_holder AND principal_id IN (SELECT principal_id FROM used)) AS accounts,
  (SELECT list_sort(list_distinct(list(region))) FROM used WHERE region <> '') AS regions;
