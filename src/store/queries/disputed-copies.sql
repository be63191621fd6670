SELECT c.id_space, c.id_high, c.id_low, f.digest, c.record_index, c.record
FROM shared_copy c
JOIN disputed d USING (id_space, id_high, id_low)
JOIN log_file f USING (file_id)
WHERE d.row BETWEEN $first AND $last
ORDER BY d.row, f.digest, c.record_index;
