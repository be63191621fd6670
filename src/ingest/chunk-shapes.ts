// What the rows of a chunk hold, table by table. Names are those of src/store/schema.sql; the 128-bit ids and hashes,
// and the number of the chunk, are added beside them.

export const PRINCIPAL = {
  principal_arn: 'text',
  principal_type: 'text',
  account_id: 'text',
  unique_id: 'text',
  service_linked: 'byte',
  permission_set: 'text',
  policy_holder: 'byte',
} as const;

export const OPERATION = {
  event_source: 'text',
  event_name: 'text',
  region: 'text',
  applicable: 'byte',
  authorization_state: 'text',
  error_code: 'text',
  denial_cause: 'text',
  cross_account: 'byte',
  unmapped: 'byte',
} as const;

export const MAPPING = {
  action: 'text',
  resource_type: 'text',
  resource_reason: 'text',
  conditions: 'text',
  evidence: 'text',
  source: 'text',
  role_kind: 'text',
} as const;

export const ROLE_LINK = { file_id: 'integer', kind: 'text', key: 'text', role_arn: 'text' } as const;

export const COPY = {
  id_space: 'byte',
  file_id: 'integer',
  record_index: 'integer',
  record: 'text',
} as const;
