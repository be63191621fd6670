-- Identities that have copies of different content, one of them new.
CREATE OR REPLACE TEMP TABLE disputed AS
SELECT id_space, id_high, id_low, row_number() OVER (ORDER BY id_space, id_high, id_low) AS row
FROM shared_copy
GROUP BY id_space, id_high, id_low
HAVING count(DISTINCT record) > 1 AND max(chunk) > (SELECT value::INTEGER FROM meta WHERE key = 'settled_chunk');
