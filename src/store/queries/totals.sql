-- What was looked at, over all that is settled.
SELECT *
FROM (
  SELECT
    count(*) FILTER (WHERE set_aside = '') AS log_files,
    count(*) FILTER (WHERE damaged) AS log_files_damaged,
    coalesce(sum(records), 0)::BIGINT AS records,
    coalesce(sum(records_skipped), 0)::BIGINT AS records_skipped
  FROM log_file
  WHERE chunk <= (SELECT value::INTEGER FROM meta WHERE key = 'settled_chunk')
)
CROSS JOIN (SELECT count(DISTINCT path) AS files_not_opened FROM skip WHERE file_id = -1)
CROSS JOIN (
  SELECT
    coalesce(sum(a.count), 0)::BIGINT AS identities,
    coalesce(sum(a.count) FILTER (WHERE o.applicable), 0)::BIGINT AS events,
    min(a.day * 86400::BIGINT + a.first_second) AS start_time,
    max(a.day * 86400::BIGINT + a.last_second) AS end_time,
    list_sort(list(DISTINCT o.region) FILTER (WHERE o.region <> '')) AS regions
  FROM activity a
  JOIN operation o USING (operation_id)
)
CROSS JOIN (
  SELECT list_sort(list(DISTINCT account_id)) AS accounts
  FROM principal
  SEMI JOIN activity USING (principal_id)
  WHERE account_id <> '' AND policy_holder
);
