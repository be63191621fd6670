-- One event an identity: the winner is the least by (copy_rank, event_id, digest, record_index), whatever came first.
CREATE OR REPLACE TABLE event AS
SELECT
  r.identity,
  coalesce(any_value(m.call_hash), arg_min(r.call_hash, (r.copy_rank, r.event_id, r.digest, r.record_index))) AS call_hash,
  arg_min(r.time, (r.copy_rank, r.event_id, r.digest, r.record_index)) AS time
FROM landed_record r
LEFT JOIN merged_call m USING (identity)
GROUP BY r.identity
ORDER BY r.identity;
