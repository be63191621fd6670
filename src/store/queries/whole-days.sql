-- Days that $since and $until leave whole.
CREATE OR REPLACE TEMP TABLE whole_day AS
SELECT DISTINCT day
FROM activity
WHERE day * 86400::BIGINT >= $since AND (day + 1) * 86400::BIGINT <= $until;
