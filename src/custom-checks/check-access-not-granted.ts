// CheckAccessNotGranted: does a policy allow a request for one of some actions, on one of some resources? A condition
// that can be met does not help: the access is granted then.
// https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CheckAccessNotGranted.html
import { isJsonObject, type JsonObject, type JsonValue, own } from '../core/json.js';
import type { PolicyDocument } from '../policy/policy-document.js';
import type { Constraint, RequestQuestion } from '../reasoning/encode-question.js';
import type { PolicyKind } from '../reasoning/encode-statement.js';
import type { Pattern } from '../reasoning/pattern.js';
import { actionPattern, arnPattern } from '../reasoning/written-patterns.js';
import { isRefusal, type Refusal, readObject, readPolicy, readPolicyKind } from './check-request.js';
import { type CheckOptions, type CheckResponse, type CheckTexts, checkStatements } from './check-response.js';

/** What must not be granted: one of the actions, where there are any, on one of the resources, where there are any. */
export interface Access {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

export interface AccessNotGrantedQuestion {
  readonly policy: PolicyDocument;
  readonly kind: PolicyKind;
  readonly access: Access;
}

/** Quotas of API_Access.html. */
const MOST_ACTIONS = 100;
const MOST_RESOURCES = 100;
const ACTION = /^(?:\*|[a-z0-9-]+:[a-z0-9*?]+)$/i;

/**
 * As AWS's SDK and CLI references, and runs of its validators, show them; which text goes with which members is not
 * documented (unverified).
 */
function textsOf({ actions, resources }: Access): CheckTexts {
  if (resources.length === 0)
    return {
      pass: 'The policy document does not grant access to perform one or more of the listed actions.',
      fail: 'The policy document grants access to perform one or more of the listed actions.',
      reason: 'One or more of the listed actions in the statement with',
    };
  if (actions.length === 0)
    return {
      pass: 'The policy document does not grant access to perform the listed actions or resources.',
      fail: 'The policy document grants access to perform one or more of the listed actions or resources.',
      reason: 'One or more of the listed actions or resources in the statement with',
    };
  return {
    pass: 'The policy document does not grant access to perform the listed actions or resources.',
    fail: 'The policy document grants access to one or more listed resources to perform one or more listed actions.',
    reason: 'One or more of the listed actions and/or resources in the statement with',
  };
}

/** The request of the API, or why it is none. */
export function readAccessNotGrantedRequest(value: JsonValue): AccessNotGrantedQuestion | Refusal {
  const request = readObject(value);
  if (isRefusal(request)) return request;
  const kind = readPolicyKind(request);
  if (typeof kind === 'object') return kind;
  const access = readAccess(own(request, 'access'));
  if (isRefusal(access)) return access;
  const policy = readPolicy(request, 'policyDocument', kind);
  return isRefusal(policy) ? policy : { policy, kind, access };
}

/** `access` of the API: a list of one object with `actions`, `resources` or both. */
export function readAccess(value: JsonValue | undefined): Access | Refusal {
  const entries = Array.isArray(value) ? value : [value];
  const [entry] = entries;
  if (entries.length !== 1 || !isJsonObject(entry))
    return { error: '`access` must be a list of one object with `actions` or `resources`' };
  const actions = readTexts(entry, 'actions');
  const resources = readTexts(entry, 'resources');
  if (actions === undefined || resources === undefined)
    return {
      error: `\`access\`: \`${actions === undefined ? 'actions' : 'resources'}\` must be a list of strings`,
    };
  if (actions.length === 0 && resources.length === 0)
    return { error: '`access` names neither actions nor resources' };
  if (actions.length > MOST_ACTIONS || resources.length > MOST_RESOURCES)
    return { error: `\`access\` may name at most ${MOST_ACTIONS} actions and ${MOST_RESOURCES} resources` };
  const badAction = actions.find((action) => !ACTION.test(action));
  if (badAction !== undefined) return { error: `\`access\`: \`${badAction}\` is no action` };
  const badResource = resources.find((resource) => patternOf(resource) === undefined);
  if (badResource !== undefined) return { error: `\`access\`: \`${badResource}\` is no ARN` };
  return { actions, resources };
}

function readTexts(entry: JsonObject, member: string): readonly string[] | undefined {
  const value = own(entry, member);
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return undefined;
  return value.every((item) => typeof item === 'string') ? value : undefined;
}

function patternOf(resource: string): ReturnType<typeof arnPattern> {
  return arnPattern(
    resource,
    { isResource: true, leftOut: 'nothing' },
    { hasVariables: false, values: new Map() },
  );
}

/** What is asked: a request that the policy allows, for one of the actions on one of the resources. */
export function grantedAccessQuestion({ policy, kind, access }: AccessNotGrantedQuestion): RequestQuestion {
  const actions = access.actions.map((action) => actionPattern(action.toLowerCase()));
  const resources = access.resources.flatMap((resource) => patternOf(resource) ?? []);
  const constraints = [
    ...(actions.length > 0 ? [oneOf('action', actions)] : []),
    ...(resources.length > 0 ? [oneOf('resource', resources)] : []),
  ];
  return { policy, kind, constraints };
}

function oneOf(variable: string, patterns: readonly Pattern[]): Constraint {
  return { body: { kind: 'text', variable, patterns }, isPositive: true };
}

/** PASS where the policy allows none of the access. */
export function checkAccessNotGranted(
  question: AccessNotGrantedQuestion,
  options: CheckOptions = {},
): CheckResponse {
  return checkStatements(grantedAccessQuestion(question), textsOf(question.access), options);
}
