// The distinct requests that a principal's log shows as authorised, made so that a policy can be asked about them.
// A use whose resource is not known exactly stands for any such resource: it is asked with a name that nobody has seen,
// so that a policy with the one old name in it does not pass.
import { type CompiledPolicy, compilePolicy } from '../evaluation/compile-policy.js';
import { evaluateLayer } from '../evaluation/evaluate-layer.js';
import { prepareRequest } from '../evaluation/prepare-request.js';
import { type Principal, principalOfArn } from '../evaluation/principal.js';
import type { PolicyDocument } from '../policy/policy-document.js';
import { ANY_ONE, ANY_RUN, templateParts } from '../policy/variables.js';
import type { PermissionUsage } from '../store/usage.js';

export interface UsedRequest {
  readonly action: string;
  readonly resource: string;
  readonly context: ReadonlyMap<string, readonly string[]>;
  /** Calls that made it. */
  readonly count: number;
}

/** What stands for a wildcard: a name that no log has. */
const FRESH = 'trailwright0fresh';
const NO_CONTEXT: UsedRequest['context'] = new Map();

/**
 * Of authorised uses, each distinct request once. Left out are uses whose role is not known at all: no request can be
 * made of them, and the result lists them as unresolved. `callsOf`: how many calls of a use count; uses of none are left out.
 */
export function usedRequests(
  permissions: readonly PermissionUsage[],
  callsOf: (use: PermissionUsage) => number = ({ count }) => count,
): UsedRequest[] {
  const requests = new Map<string, UsedRequest & { count: number }>();
  for (const use of permissions) {
    const count = callsOf(use);
    if (count === 0 || use.authorization !== 'proven' || use.resource === '') continue;
    const resource = concrete(use.rawArn ?? use.resource, use.rawArn === undefined);
    const key = `${use.action}\n${resource}\n${conditionsKey(use.conditions)}`;
    const known = requests.get(key);
    if (known !== undefined) known.count += count;
    else requests.set(key, { action: use.action, resource, context: contextOf(use), count });
  }
  return [...requests.values()];
}

/** Most uses have none. */
function conditionsKey(conditions: PermissionUsage['conditions']): string {
  for (const _ in conditions) return JSON.stringify(conditions);
  return '';
}

/** The resource with its escapes undone and its wildcards filled; `*` alone stays. */
function concrete(resource: string, isPattern: boolean): string {
  if (resource === '*' || !isPattern || !/[*?$]/.test(resource)) return resource;
  return templateParts(resource, { withVariables: true, withWildcards: true })
    .map((part) =>
      part === ANY_RUN ? FRESH : part === ANY_ONE ? 'x' : typeof part === 'string' ? part : FRESH,
    )
    .join('');
}

/** A context in which the use's conditions hold, as they did when the call was authorised. */
function contextOf({ conditions }: PermissionUsage): ReadonlyMap<string, readonly string[]> {
  if (conditionsKey(conditions) === '') return NO_CONTEXT;
  const context = new Map<string, readonly string[]>();
  for (const [operator, keys] of Object.entries(conditions)) {
    for (const [key, values] of Object.entries(keys)) {
      if (/^Null$/i.test(operator)) {
        if (values[0] === 'false' && !context.has(key)) context.set(key, [FRESH]);
        continue;
      }
      const isLike = /Like|Arn/.test(operator);
      const given = values.map((value) => concrete(value, isLike));
      context.set(key, /^For(?:All|Any)Value/.test(operator) ? given : given.slice(0, 1));
    }
  }
  return context;
}

/** Answers whether identity policies allow requests of a principal. Other layers are not looked at. */
export class PolicyAsked {
  readonly #principal: Principal;
  readonly #policies: readonly CompiledPolicy[];

  constructor(principalArn: string, documents: readonly PolicyDocument[]) {
    this.#principal = principalOfArn(principalArn) ?? { kind: 'anonymous' };
    this.#policies = documents.map((document, i) =>
      compilePolicy(document, 'identity-based-policy', `document ${i + 1}`),
    );
  }

  allows({ action, resource, context }: UsedRequest): boolean {
    const request = prepareRequest({
      principal: this.#principal,
      action,
      resource,
      resourceAccount: undefined,
      context,
    });
    const { allows, denies } = evaluateLayer('identity-based-policy', this.#policies, request, false);
    return allows.length > 0 && denies.length === 0;
  }
}
