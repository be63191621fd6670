-- What was used on days before $cut_day; columns of permission-usage.sql, at its two marks.
,
    coalesce(sum(count) FILTER (WHERE day < $cut_day), 0) AS before_count,
    max(day * 86400::BIGINT + last_second) FILTER (WHERE day < $cut_day) AS before_last
-- summed
,
  sum(before_count)::DOUBLE AS before_count,
  max(before_last)::DOUBLE AS before_last
