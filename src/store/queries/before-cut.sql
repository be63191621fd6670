-- What was used on days before $cut_day; columns of permission-usage.sql.
,
  coalesce(sum(count) FILTER (WHERE day < $cut_day), 0)::DOUBLE AS before_count,
  count(*) FILTER (WHERE day < $cut_day)::DOUBLE AS before_days,
  (max(last_seen) FILTER (WHERE day < $cut_day))::DOUBLE AS before_last
