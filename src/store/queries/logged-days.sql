-- Days that anything is logged of, over all that is settled.
SELECT count(DISTINCT day) AS days FROM activity;
