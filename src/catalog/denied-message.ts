// The action, the resource and the cause that an AccessDenied message names.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
import type { DenialCause } from '../core/permission.js';

export interface DeniedMessage {
  /** Service prefix and name. */
  action: readonly [string, string] | undefined;
  resource: string | undefined;
  cause: DenialCause;
}

const ACTION = /not authorized to perform:? \[?([\w-]+):(\w+)\]?/;
const RESOURCE = /on (?:the )?resource:? "?(\S+?)"?(?=[\s,.]*(?:$|\s(?:because|with|as)\b)|\. Encoded)/;
const NO_POLICY = /because no ([\w -]+?) (?:policy )?allows/;
const EXPLICIT = /with an explicit deny(?: in an? ([\w -]+?)(?: policy)?(?::|\.|,|$|\s))?/;

/** Policy types as the message words them. */
const POLICY: Readonly<Record<string, string>> = {
  'identity-based': 'identity-based-policy',
  'resource-based': 'resource-based-policy',
  'permissions boundary': 'permissions-boundary',
  session: 'session-policy',
  'service control': 'service-control-policy',
  'resource control': 'resource-control-policy',
  'vpc endpoint': 'vpc-endpoint-policy',
};

/** Never throws; what the message does not name is undefined, and the cause `unspecified`. */
export function deniedMessage(message: string | undefined): DeniedMessage {
  const text = message ?? '';
  const action = ACTION.exec(text);
  const resource = RESOURCE.exec(text)?.[1];
  return {
    action: action === null ? undefined : [action[1] ?? '', action[2] ?? ''],
    resource,
    cause: causeOf(text),
  };
}

function causeOf(text: string): DenialCause {
  const lower = text.toLowerCase();
  const missing = NO_POLICY.exec(lower)?.[1];
  const missed = missing === undefined ? undefined : POLICY[missing.replace(/ policy$/, '')];
  if (missed !== undefined) return `no-${missed}` as DenialCause;
  const explicit = EXPLICIT.exec(lower);
  if (explicit === null) return 'unspecified';
  const by = Object.keys(POLICY).find((name) => (explicit[1] ?? '').startsWith(name));
  return by === undefined ? 'explicit-deny' : (`explicit-deny-${POLICY[by]}` as DenialCause);
}
