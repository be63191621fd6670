-- Identities that are not one eventID may have copies on several days: who they are, and the days that this changes.
CREATE OR REPLACE TEMP TABLE wide AS
SELECT id_space, id_high, id_low
FROM sighting
SEMI JOIN (SELECT id_space, id_high, id_low FROM sighting WHERE event_id <> '') USING (id_space, id_high, id_low)
GROUP BY id_space, id_high, id_low
HAVING min(day) <> max(day) AND max(chunk) > (SELECT value::INTEGER FROM meta WHERE key = 'settled_chunk');

INSERT INTO dirty_day
SELECT DISTINCT day FROM sighting SEMI JOIN wide USING (id_space, id_high, id_low);

DELETE FROM straddling
USING wide
WHERE straddling.id_space = wide.id_space AND straddling.id_high = wide.id_high AND straddling.id_low = wide.id_low;

INSERT INTO straddling
SELECT w.id_space, w.id_high, w.id_low, w.day, w.second, coalesce(m.call_id, w.call_id)
FROM (
  SELECT
    id_space, id_high, id_low,
    arg_min(day, (copy_rank, event_id, digest, record_index)) AS day,
    arg_min(second, (copy_rank, event_id, digest, record_index)) AS second,
    arg_min(call_id, (copy_rank, event_id, digest, record_index)) AS call_id
  FROM known_sighting
  SEMI JOIN wide USING (id_space, id_high, id_low)
  JOIN (SELECT file_id, digest FROM log_file) USING (file_id)
  GROUP BY id_space, id_high, id_low
) w
LEFT JOIN known_merged m USING (id_space, id_high, id_low);

DROP TABLE wide;
