-- One row an identity for the days from first_day to last_day: of copies that say the same any, else the least by
-- (copy_rank, event_id, digest, record_index), whatever came first; with what merged copies mean.
CREATE OR REPLACE TEMP MACRO winners(first_day, last_day) AS TABLE (
  WITH seen AS (
    SELECT *
    FROM known_sighting s
    ANTI JOIN straddling USING (id_space, id_high, id_low)
    WHERE s.day BETWEEN first_day AND last_day
  ),
  told AS (
    SELECT
      day, id_space, id_high, id_low,
      min(call_id) AS call_id,
      min(second) AS second,
      min(call_id) <> max(call_id) OR min(second) <> max(second) AS differ
    FROM seen
    GROUP BY day, id_space, id_high, id_low
  ),
  ranked AS (
    SELECT
      s.day, s.id_space, s.id_high, s.id_low,
      arg_min(s.call_id, (s.copy_rank, s.event_id, f.digest, s.record_index)) AS call_id,
      arg_min(s.second, (s.copy_rank, s.event_id, f.digest, s.record_index)) AS second
    FROM seen s
    SEMI JOIN (SELECT * FROM told WHERE differ) t USING (day, id_space, id_high, id_low)
    JOIN log_file f USING (file_id)
    GROUP BY s.day, s.id_space, s.id_high, s.id_low
  ),
  won AS (
    SELECT day, id_space, id_high, id_low, call_id, second FROM told WHERE NOT differ
    UNION ALL
    SELECT day, id_space, id_high, id_low, call_id, second FROM ranked
  )
  SELECT w.day, w.second, coalesce(m.call_id, w.call_id) AS call_id
  FROM won w
  LEFT JOIN known_merged m USING (id_space, id_high, id_low)
  UNION ALL
  SELECT day, second, call_id
  FROM straddling
  WHERE day BETWEEN first_day AND last_day
);
