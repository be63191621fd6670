-- Usage of a day that $since or $until cuts: its winners are counted anew.
INSERT INTO cut_usage
SELECT day, call_id, count(*)::INTEGER, min(second), max(second)
FROM winners($day::INTEGER, $day::INTEGER)
WHERE day * 86400::BIGINT + second >= $since AND day * 86400::BIGINT + second < $until
GROUP BY day, call_id;
