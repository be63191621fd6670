// A session that carries a source identity keeps it through role chaining: assuming a further role sets it again.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
// Tags and a source identity in the request itself are in data/request-actions.tsv.
import type { Inference } from './inference.js';

const SOURCE =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html';

/** sts:SetSourceIdentity on the role that is assumed from a session with a source identity. */
export const inferSetSourceIdentity: Inference = ({ event, operation, own }) => {
  if (!event.principal.hasSourceIdentity || operation.service !== 'sts' || operation.name !== 'AssumeRole')
    return [];
  return own
    .filter((permission) => permission.action === 'sts:AssumeRole')
    .map((permission) => ({
      action: 'sts:SetSourceIdentity',
      resources: permission.resources,
      conditions: permission.conditions,
      evidence: 'inferred',
      source: SOURCE,
    }));
};
