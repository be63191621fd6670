// The distinct requests that a principal's log shows as authorised, made so that a policy can be asked about them.
// A use whose resource is not known exactly stands for any such resource: it is asked with a name that nobody has seen,
// so that a policy with the one old name in it does not pass.
import type { Conditions } from '../core/permission.js';
import { type CompiledPolicy, compilePolicy } from '../evaluation/compile-policy.js';
import { evaluateLayer } from '../evaluation/evaluate-layer.js';
import { type PreparedRequest, requestPreparer } from '../evaluation/prepare-request.js';
import { principalOfArn } from '../evaluation/principal.js';
import type { IdentityPolicy } from '../policy/identity-policy.js';
import { parsePolicy } from '../policy/parse-policy.js';
import type { PolicyDocument } from '../policy/policy-document.js';
import { printPolicyCompact } from '../policy/print-policy.js';
import { ANY_ONE, ANY_RUN, templateParts } from '../policy/variables.js';
import type { PermissionUsage } from '../store/usage.js';

export interface UsedRequest {
  readonly action: string;
  readonly resource: string;
  readonly context: ReadonlyMap<string, readonly string[]>;
  /** The same, ready for the evaluator: made once, however many policies are asked about it. */
  readonly prepared: PreparedRequest;
  /** Calls that made it, and those of them before the cut (see `PermissionUsage.before`). */
  readonly count: number;
  readonly countBefore: number;
}

/** What stands for a wildcard: a name that no log has. */
const FRESH = 'trailwright0fresh';

/**
 * Of authorised uses of a principal, each distinct request once. Left out are uses whose role is not known at all: no
 * request can be made of them, and the result lists them as unresolved.
 */
export function usedRequests(principalArn: string, permissions: readonly PermissionUsage[]): UsedRequest[] {
  const prepare = requestPreparer(principalOfArn(principalArn) ?? { kind: 'anonymous' });
  const requests: Mutable<UsedRequest>[] = [];
  const byKind = new Map<string, Map<string, Mutable<UsedRequest>>>();
  const conditionsText = textOfConditions();
  for (const use of permissions) {
    if (use.authorization !== 'proven' || use.resource === '') continue;
    const { action } = use;
    const resource = concrete(use.rawArn ?? use.resource, use.rawArn === undefined);
    const kind = `${action}\n${conditionsText(use)}`;
    let ofKind = byKind.get(kind);
    if (ofKind === undefined) {
      ofKind = new Map();
      byKind.set(kind, ofKind);
    }
    const countBefore = use.before?.count ?? 0;
    const known = ofKind.get(resource);
    if (known !== undefined) {
      known.count += use.count;
      known.countBefore += countBefore;
      continue;
    }
    const context = contextOf(use);
    const prepared = prepare({ action, resource, resourceAccount: undefined, context });
    const request = { action, resource, context, prepared, count: use.count, countBefore };
    requests.push(request);
    ofKind.set(resource, request);
  }
  return requests;
}

/** The text of conditions, made once for uses in a row that share them. */
function textOfConditions(): (use: PermissionUsage) => string {
  let last: { conditions: Conditions; text: string } | undefined;
  return ({ conditions }) => {
    if (last?.conditions !== conditions) last = { conditions, text: JSON.stringify(conditions) };
    return last.text;
  };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

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
function contextOf({ conditions }: PermissionUsage): Map<string, readonly string[]> {
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

/** The documents as AWS reads them: from their text. */
export function readBack(documents: readonly IdentityPolicy[]): PolicyDocument[] {
  return documents.map((document) => parsePolicy(printPolicyCompact(document)));
}

/** Answers whether identity policies allow requests of a principal. Other layers are not looked at. */
export class PolicyAsked {
  readonly #policies: readonly CompiledPolicy[];

  constructor(documents: readonly PolicyDocument[]) {
    this.#policies = documents.map((document, i) =>
      compilePolicy(document, 'identity-based-policy', `document ${i + 1}`),
    );
  }

  allows({ prepared }: Pick<UsedRequest, 'prepared'>): boolean {
    const { allows, denies } = evaluateLayer('identity-based-policy', this.#policies, prepared, false);
    return allows.length > 0 && denies.length === 0;
  }
}
