-- Usage by day, principal and operation. `rows`: the name of a table like `usage`.
CREATE OR REPLACE TEMP MACRO activity_of(rows) AS TABLE (
  SELECT
    day,
    (call_id // 4294967296)::INTEGER AS principal_id,
    operation_id,
    sum(count)::INTEGER AS count,
    min(first_second) AS first_second,
    max(last_second) AS last_second,
    count(*)::INTEGER AS usage_rows
  FROM query_table(rows)
  JOIN meaning ON meaning_id = (call_id % 4294967296)::INTEGER
  GROUP BY ALL
);
