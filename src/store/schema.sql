-- The event store. Three layers: what was read (log_file, skip, sighting, role_link, shared_copy), calls as workers
-- told them and not yet unified (landed_*), and what follows from both (principal, meaning, permission, usage …).
-- '' stands for "none" in texts, so that joins need no care for NULL.
CREATE TABLE meta (key VARCHAR NOT NULL, value VARCHAR NOT NULL);

-- One row a log file that was read whole. `digest`: SHA-256 of its bytes, hex. `copy`: the same bytes under another
-- path; its records count as duplicates.
CREATE TABLE log_file (
  file_id INTEGER NOT NULL,
  chunk INTEGER NOT NULL,
  digest VARCHAR NOT NULL,
  path VARCHAR NOT NULL,
  copy BOOLEAN NOT NULL,
  set_aside VARCHAR NOT NULL,
  damaged BOOLEAN NOT NULL,
  records INTEGER NOT NULL,
  records_skipped INTEGER NOT NULL
);

-- What could not be read: a record of a file (`record` from 0), or the file itself (`record` -1). Paths that are no
-- file that could be opened have file_id -1.
CREATE TABLE skip (file_id INTEGER NOT NULL, path VARCHAR NOT NULL, record INTEGER NOT NULL, reason VARCHAR NOT NULL);

-- One row a record that is an event. Its identity is two 64-bit columns in a name space: 0 UUIDs, 1 hashes of other
-- ids, 2 hashes of content. `day`: days since 1970-01-01 UTC; `second` of the day. `copy_rank`: least wins among copies.
-- `event_id`: only where the identity is not the record's own eventID. A call is who and what: (chunk, principal) and
-- (chunk, meaning) name them, see principal_of and meaning_of. `network`: of the caller's address (src/core/network.ts), 0
-- where none is told.
CREATE TABLE sighting (
  day INTEGER NOT NULL,
  second INTEGER NOT NULL,
  id_space UTINYINT NOT NULL,
  id_high UBIGINT NOT NULL,
  id_low UBIGINT NOT NULL,
  copy_rank UTINYINT NOT NULL,
  event_id VARCHAR NOT NULL,
  file_id INTEGER NOT NULL,
  record_index INTEGER NOT NULL,
  chunk INTEGER NOT NULL,
  principal INTEGER NOT NULL,
  meaning INTEGER NOT NULL,
  network INTEGER NOT NULL
);

-- A role that a task definition or instance profile stands for.
CREATE TABLE role_link (file_id INTEGER NOT NULL, kind VARCHAR NOT NULL, key VARCHAR NOT NULL, role_arn VARCHAR NOT NULL);

-- Records that may have copies of other content (sharedEventID): kept, to be merged and mapped again.
CREATE TABLE shared_copy (
  id_space UTINYINT NOT NULL,
  id_high UBIGINT NOT NULL,
  id_low UBIGINT NOT NULL,
  file_id INTEGER NOT NULL,
  record_index INTEGER NOT NULL,
  chunk INTEGER NOT NULL,
  record VARCHAR NOT NULL
);

-- Distinct calls of one chunk: all of an event but its identity and time. Who called, what was called with what outcome,
-- and what the catalog made of it are numbered within the chunk. The 128-bit hash is of all that a meaning says: its
-- operation and its permissions. `services`: prefixes of the actions that an operation was mapped to, sorted, with commas
-- between; '' where nothing was. Calls of one name that take other services are other operations.
CREATE TABLE landed_principal (
  chunk INTEGER NOT NULL,
  principal INTEGER NOT NULL,
  principal_arn VARCHAR NOT NULL,
  principal_type VARCHAR NOT NULL,
  account_id VARCHAR NOT NULL,
  unique_id VARCHAR NOT NULL,
  service_linked BOOLEAN NOT NULL,
  permission_set VARCHAR NOT NULL,
  policy_holder BOOLEAN NOT NULL
);

CREATE TABLE landed_operation (
  chunk INTEGER NOT NULL,
  operation INTEGER NOT NULL,
  event_source VARCHAR NOT NULL,
  event_name VARCHAR NOT NULL,
  region VARCHAR NOT NULL,
  applicable BOOLEAN NOT NULL,
  authorization_state VARCHAR NOT NULL,
  error_code VARCHAR NOT NULL,
  denial_cause VARCHAR NOT NULL,
  cross_account BOOLEAN NOT NULL,
  unmapped BOOLEAN NOT NULL,
  services VARCHAR NOT NULL
);

CREATE TABLE landed_mapping (
  chunk INTEGER NOT NULL,
  mapping INTEGER NOT NULL,
  action VARCHAR NOT NULL,
  resource_type VARCHAR NOT NULL,
  resource_reason VARCHAR NOT NULL,
  conditions VARCHAR NOT NULL,
  evidence VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  role_kind VARCHAR NOT NULL
);

CREATE TABLE landed_meaning (
  chunk INTEGER NOT NULL,
  meaning INTEGER NOT NULL,
  hash_high UBIGINT NOT NULL,
  hash_low UBIGINT NOT NULL,
  operation INTEGER NOT NULL
);

CREATE TABLE landed_permission (
  chunk INTEGER NOT NULL,
  meaning INTEGER NOT NULL,
  mapping INTEGER NOT NULL,
  resource VARCHAR NOT NULL,
  raw_arn VARCHAR NOT NULL,
  role_key VARCHAR NOT NULL
);

-- The same over the whole store, each text once.
CREATE TABLE principal (
  principal_id INTEGER NOT NULL,
  principal_arn VARCHAR NOT NULL,
  principal_type VARCHAR NOT NULL,
  account_id VARCHAR NOT NULL,
  unique_id VARCHAR NOT NULL,
  service_linked BOOLEAN NOT NULL,
  permission_set VARCHAR NOT NULL,
  policy_holder BOOLEAN NOT NULL
);

CREATE TABLE operation (
  operation_id INTEGER NOT NULL,
  event_source VARCHAR NOT NULL,
  event_name VARCHAR NOT NULL,
  region VARCHAR NOT NULL,
  applicable BOOLEAN NOT NULL,
  authorization_state VARCHAR NOT NULL,
  error_code VARCHAR NOT NULL,
  denial_cause VARCHAR NOT NULL,
  cross_account BOOLEAN NOT NULL,
  unmapped BOOLEAN NOT NULL,
  services VARCHAR NOT NULL
);

CREATE TABLE mapping (
  mapping_id INTEGER NOT NULL,
  action VARCHAR NOT NULL,
  resource_type VARCHAR NOT NULL,
  resource_reason VARCHAR NOT NULL,
  conditions VARCHAR NOT NULL,
  evidence VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  role_kind VARCHAR NOT NULL
);

CREATE TABLE meaning (
  meaning_id INTEGER NOT NULL,
  hash_high UBIGINT NOT NULL,
  hash_low UBIGINT NOT NULL,
  operation_id INTEGER NOT NULL
);

CREATE TABLE permission (
  meaning_id INTEGER NOT NULL,
  mapping_id INTEGER NOT NULL,
  resource VARCHAR NOT NULL,
  raw_arn VARCHAR NOT NULL,
  role_key VARCHAR NOT NULL
);

-- Who and what each chunk's numbers stand for.
CREATE TABLE principal_of (chunk INTEGER NOT NULL, principal INTEGER NOT NULL, principal_id INTEGER NOT NULL);
CREATE TABLE meaning_of (chunk INTEGER NOT NULL, meaning INTEGER NOT NULL, meaning_id INTEGER NOT NULL);

-- Who and what in one number.
CREATE MACRO call_id_of(principal_id, meaning_id) AS principal_id::BIGINT * 4294967296 + meaning_id;

-- What merged copies mean: takes the place of the winner's call.
CREATE TABLE merged_call (
  id_space UTINYINT NOT NULL,
  id_high UBIGINT NOT NULL,
  id_low UBIGINT NOT NULL,
  chunk INTEGER NOT NULL,
  principal INTEGER NOT NULL,
  meaning INTEGER NOT NULL
);

CREATE VIEW known_sighting AS
SELECT s.*, call_id_of(principal_id, meaning_id) AS call_id
FROM sighting s
JOIN principal_of USING (chunk, principal)
JOIN meaning_of USING (chunk, meaning);

CREATE VIEW known_merged AS
SELECT m.id_space, m.id_high, m.id_low, call_id_of(principal_id, meaning_id) AS call_id
FROM merged_call m
JOIN principal_of USING (chunk, principal)
JOIN meaning_of USING (chunk, meaning);

-- Identities whose copies bear times of several days: they count on the winner's day alone.
CREATE TABLE straddling (
  id_space UTINYINT NOT NULL,
  id_high UBIGINT NOT NULL,
  id_low UBIGINT NOT NULL,
  day INTEGER NOT NULL,
  second INTEGER NOT NULL,
  call_id BIGINT NOT NULL
);

-- Distinct identities a day and call (its id: principal_id * 2^32 + meaning_id), with the first and last second of that day.
CREATE TABLE usage (
  day INTEGER NOT NULL,
  call_id BIGINT NOT NULL,
  count INTEGER NOT NULL,
  first_second INTEGER NOT NULL,
  last_second INTEGER NOT NULL
);

-- The same by day, principal and operation: what lists and totals are told from. `usage_rows`: rows of usage in it.
CREATE TABLE activity (
  day INTEGER NOT NULL,
  principal_id INTEGER NOT NULL,
  operation_id INTEGER NOT NULL,
  count INTEGER NOT NULL,
  first_second INTEGER NOT NULL,
  last_second INTEGER NOT NULL,
  usage_rows INTEGER NOT NULL
);
