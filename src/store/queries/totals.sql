-- What was looked at, over the whole store.
SELECT
  (SELECT count(*) FROM log_file WHERE set_aside IS NULL) AS log_files,
  (SELECT count(*) FROM log_file WHERE damaged) + (SELECT count(*) FROM skip WHERE digest = '' AND record IS NULL) AS log_files_skipped,
  (SELECT coalesce(sum(records), 0)::BIGINT FROM log_file) AS records,
  (SELECT coalesce(sum(records_skipped), 0)::BIGINT FROM log_file) AS records_skipped,
  (SELECT count(*) FROM landed_record) AS landed,
  (SELECT count(*) FROM event) AS identities,
  (SELECT count(*) FROM event e JOIN landed_call c USING (call_hash) WHERE c.applicable) AS events,
  (SELECT min(time) FROM event) AS start_time,
  (SELECT max(time) FROM event) AS end_time,
  (SELECT list_sort(list_distinct(list(c.account_id))) FROM landed_call c WHERE c.account_id IS NOT NULL AND c.policy_holder) AS accounts,
  (SELECT list_sort(list_distinct(list(c.region))) FROM landed_call c WHERE c.region <> '') AS regions;
