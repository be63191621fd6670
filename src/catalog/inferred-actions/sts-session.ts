// A session that carries a source identity keeps it through role chaining: assuming a further role sets it again.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
// Tags and a source identity in the request itself are in data/request-actions.tsv.
import type { Inference } from './inference.js';

const SOURCE =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html';

/** sts:SetSourceIdentity on the role that is assumed from a session with a source identity. */
export const setSourceIdentity: Inference = {
  appliesTo: ({ service, name }) => service === 'sts' && name === 'AssumeRole',
  infer: ({ event, own }) =>
    own
      .filter(({ action }) => event.principal.hasSourceIdentity && action === 'sts:AssumeRole')
      .map((permission) => ({
        action: 'sts:SetSourceIdentity',
        resources: permission.resources,
        conditions: permission.conditions,
        evidence: 'inferred',
        source: SOURCE,
      })),
};
