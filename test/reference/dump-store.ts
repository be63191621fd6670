// All that a store says, as lines that hang on nothing but what was read: ids are replaced by what they stand for.
import { openStore } from '../../src/store/open-store.js';

const QUERIES = [
  `SELECT 'file', digest, parse_filename(path), copy, set_aside, damaged, records, records_skipped FROM log_file`,
  `SELECT 'skip', digest, record, reason FROM skip JOIN (SELECT file_id, digest FROM log_file) USING (file_id)`,
  `SELECT 'sighting', day, second, id_space, id_high, id_low, copy_rank, event_id, network, digest, record_index,
     p.* EXCLUDE (principal_id), hash_high, hash_low
   FROM sighting JOIN (SELECT file_id, digest FROM log_file) USING (file_id)
   JOIN principal_of USING (chunk, principal) JOIN principal p USING (principal_id)
   JOIN meaning_of USING (chunk, meaning) JOIN meaning USING (meaning_id)`,
  `SELECT 'link', digest, kind, key, role_arn FROM role_link JOIN (SELECT file_id, digest FROM log_file) USING (file_id)`,
  `SELECT 'copy', id_space, id_high, id_low, digest, record_index, record FROM shared_copy JOIN (SELECT file_id, digest FROM log_file) USING (file_id)`,
  `SELECT 'usage', day, count, first_second, last_second, p.* EXCLUDE (principal_id), hash_high, hash_low
   FROM usage JOIN principal p ON principal_id = call_id // 4294967296 JOIN meaning ON meaning_id = call_id % 4294967296`,
  `SELECT 'activity', day, count, first_second, last_second, usage_rows, p.* EXCLUDE (principal_id), o.* EXCLUDE (operation_id)
   FROM activity JOIN principal p USING (principal_id) JOIN operation o USING (operation_id)`,
  `SELECT 'meaning', hash_high, hash_low, o.* EXCLUDE (operation_id)
   FROM meaning JOIN operation o USING (operation_id)
   WHERE meaning_id IN (SELECT call_id % 4294967296 FROM usage)`,
  `SELECT 'permission', hash_high, hash_low, m.* EXCLUDE (mapping_id), resource, raw_arn, role_key
   FROM permission JOIN meaning USING (meaning_id) JOIN mapping m USING (mapping_id)
   WHERE meaning_id IN (SELECT call_id % 4294967296 FROM usage)`,
];

/** The store at `path`, which no other process may have open. */
export async function dumpStore(path: string): Promise<string[]> {
  const store = await openStore({ path, mustExist: true, catalogDate: '2026-01-01' });
  try {
    const lines: string[] = [];
    for (const query of QUERIES) {
      for (const row of await store.rows(`${query} ORDER BY ALL`))
        lines.push(Object.values(row).map(String).join('|'));
    }
    return lines;
  } finally {
    store.close();
  }
}
