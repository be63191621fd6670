-- Landing tables take what was read, a transaction a batch; derived tables are made of them by settle, whole.
CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

-- One row a log file that was read. A file is known again by the SHA-256 of its bytes.
CREATE TABLE log_file (
  digest VARCHAR PRIMARY KEY,
  path VARCHAR NOT NULL,
  set_aside VARCHAR,
  damaged BOOLEAN NOT NULL,
  records BIGINT NOT NULL,
  records_skipped BIGINT NOT NULL
);

CREATE TABLE skip (digest VARCHAR NOT NULL, path VARCHAR NOT NULL, record BIGINT, reason VARCHAR NOT NULL);

-- One row a record that is an event. `copy_rank`: least wins among copies of one identity.
CREATE TABLE landed_record (
  identity VARCHAR NOT NULL,
  copy_rank TINYINT NOT NULL,
  event_id VARCHAR NOT NULL,
  digest VARCHAR NOT NULL,
  record_index BIGINT NOT NULL,
  call_hash VARCHAR NOT NULL,
  time BIGINT NOT NULL
);

-- One row a distinct call: all of an event but its id and time. The hash is of its content, so that a call has the
-- same name whichever worker met it first.
CREATE TABLE landed_call (
  call_hash VARCHAR NOT NULL,
  principal_arn VARCHAR NOT NULL,
  principal_type VARCHAR NOT NULL,
  account_id VARCHAR,
  unique_id VARCHAR,
  service_linked BOOLEAN NOT NULL,
  permission_set VARCHAR,
  policy_holder BOOLEAN NOT NULL,
  event_source VARCHAR NOT NULL,
  event_name VARCHAR NOT NULL,
  region VARCHAR NOT NULL,
  applicable BOOLEAN NOT NULL,
  authorization_state VARCHAR NOT NULL,
  error_code VARCHAR,
  denial_cause VARCHAR,
  cross_account BOOLEAN NOT NULL,
  unmapped BOOLEAN NOT NULL
);

CREATE TABLE landed_permission (
  call_hash VARCHAR NOT NULL,
  action VARCHAR NOT NULL,
  resource VARCHAR NOT NULL,
  raw_arn VARCHAR,
  resource_type VARCHAR,
  resource_reason VARCHAR,
  conditions VARCHAR NOT NULL,
  evidence VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  role_kind VARCHAR,
  role_key VARCHAR
);

CREATE TABLE role_link (kind VARCHAR NOT NULL, key VARCHAR NOT NULL, role_arn VARCHAR NOT NULL);

-- Records that may have copies of other content (sharedEventID): kept, to be merged and mapped again by settle.
CREATE TABLE shared_copy (identity VARCHAR NOT NULL, digest VARCHAR NOT NULL, record_index BIGINT NOT NULL, record VARCHAR NOT NULL);

-- What merged copies mean: takes the place of the winner's call.
CREATE TABLE merged_call (identity VARCHAR PRIMARY KEY, call_hash VARCHAR NOT NULL);

-- Derived: one row an identity.
CREATE TABLE event (identity VARCHAR NOT NULL, call_hash VARCHAR NOT NULL, time BIGINT NOT NULL);
