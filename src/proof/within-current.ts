// Is a generated policy within what the principal may do now? CheckNoNewAccess against all its policies, and what it
// would lose by them being replaced.
import type { NamedPolicy, PrincipalPolicies } from '../account/read-account.js';
import { allActionsOf, allServices, findAction } from '../catalog/actions.js';
import { currentActionsMatching } from '../catalog/known-names.js';
import type { JsonObject } from '../core/json.js';
import { matchesWildcard } from '../core/wildcard.js';
import { checkNoNewAccess } from '../custom-checks/check-no-new-access.js';
import { derivedContext } from '../evaluation/derived-context.js';
import { principalOfArn } from '../evaluation/principal.js';
import { compareText, sortedUnique } from '../policy/compare-text.js';
import { VERSION_WITH_VARIABLES } from '../policy/elements.js';
import type { IdentityPolicy } from '../policy/identity-policy.js';
import { jsonOfNode } from '../policy/json-node.js';
import { parsePolicy } from '../policy/parse-policy.js';
import type { PolicyDocument } from '../policy/policy-document.js';

export interface WithinCurrent {
  /** Null where it could not be told: see `unknown`. */
  readonly withinCurrent: boolean | null;
  /** Why it could not be told; lower case, no period. */
  readonly unknown?: string;
  /** A request that the generated policy allows and the present ones do not. */
  readonly witness?: JsonObject;
  /** Used actions that no policy of the principal allows on anything: a resource policy did. Not counted as new. */
  readonly grantedElsewhere: readonly string[];
  /** What the present policies allow and the generated one does not name. */
  readonly losses: {
    /** Services of which nothing is left: all of their actions that are allowed now. */
    readonly services: readonly string[];
    /** Actions of other services, in the catalog's case where it has them. */
    readonly actions: readonly string[];
    /** Of both. */
    readonly actionCount: number;
  };
  /** Present policies whose version was made after the logs began: what they allow now may not be what was in force. */
  readonly changedSince: readonly string[];
}

export interface PresentPolicies
  extends Pick<PrincipalPolicies, 'policies' | 'permissionsBoundary' | 'missing'> {
  /** Undefined for several principals. */
  readonly arn: string | undefined;
}

/** What the principals have together: the roles of a permission set, which have the same. Undefined if there are none. */
export function presentTogether(principals: readonly PresentPolicies[]): PresentPolicies | undefined {
  const [first, ...others] = principals;
  if (first === undefined || others.length === 0) return first;
  const policies = new Map(
    principals.flatMap((one) =>
      one.policies.map((policy) => [`${policy.name} ${policy.document.text}`, policy]),
    ),
  );
  const missing = sortedUnique(principals.flatMap((one) => one.missing));
  return {
    arn: undefined,
    policies: [...policies.values()],
    permissionsBoundary: first.permissionsBoundary,
    missing,
  };
}

/** `logsBegin`: seconds since the epoch. */
export function withinCurrent(
  generated: readonly IdentityPolicy[],
  current: PresentPolicies,
  logsBegin: number,
): WithinCurrent {
  const known = knownOf(current.arn);
  const documents = current.policies.map(({ document }) => document);
  const named = sortedUnique(generated.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action)));
  const grantedElsewhere = named.filter((action) => !allowsSomewhere(documents, action));
  const facts = {
    grantedElsewhere,
    losses: lossesOf(documents, new Set(named.map((action) => action.toLowerCase()))),
    changedSince: current.policies.filter((policy) => isNewer(policy, logsBegin)).map(({ name }) => name),
  };
  if (current.missing.length > 0)
    return {
      withinCurrent: null,
      unknown: `the export does not have ${current.missing.join(', ')}`,
      ...facts,
    };
  const asked = withoutActions(generated, new Set(grantedElsewhere));
  if (asked === undefined) return { withinCurrent: true, ...facts };
  const limits = [
    documents,
    ...(current.permissionsBoundary === undefined ? [] : [[current.permissionsBoundary.document]]),
  ];
  let isUndecided = false;
  for (const limit of limits) {
    const existingPolicy = merged(limit);
    if (existingPolicy === undefined)
      return { withinCurrent: null, unknown: 'its policies have different versions and variables', ...facts };
    const answer = checkNoNewAccess(
      { newPolicy: asked, existingPolicy, kind: 'identity', known },
      { withWitness: true },
    );
    if (answer.result === 'FAIL' && !answer.undecided)
      return {
        withinCurrent: false,
        ...(answer.witness === undefined ? {} : { witness: answer.witness }),
        ...facts,
      };
    isUndecided ||= answer.undecided === true;
  }
  return isUndecided
    ? { withinCurrent: null, unknown: 'it could not be decided', ...facts }
    : { withinCurrent: true, ...facts };
}

/** Condition keys that follow from who asks. Whether a service asks for it is open. */
function knownOf(principalArn: string | undefined): ReadonlyMap<string, string> {
  const principal = principalArn === undefined ? undefined : principalOfArn(principalArn);
  const known = new Map(principal === undefined ? [] : derivedContext(principal, '', undefined));
  known.delete('aws:viaawsservice');
  return known;
}

function isNewer({ madeAt }: NamedPolicy, logsBegin: number): boolean {
  return madeAt !== undefined && madeAt > logsBegin;
}

/** True if some Allow names the action, on whatever resource. */
function allowsSomewhere(documents: readonly PolicyDocument[], action: string): boolean {
  const lower = action.toLowerCase();
  return documents.some(({ statements }) =>
    statements.some(({ effect, action: list, notAction }) => {
      if (effect !== 'Allow') return false;
      if (list !== undefined) return list.values.some(({ normal }) => matchesWildcard(normal, lower));
      return (
        notAction !== undefined && !notAction.values.some(({ normal }) => matchesWildcard(normal, lower))
      );
    }),
  );
}

function withoutActions(
  generated: readonly IdentityPolicy[],
  without: ReadonlySet<string>,
): PolicyDocument | undefined {
  const statements = generated.flatMap(({ Statement }) =>
    Statement.flatMap((statement) => {
      const Action = statement.Action.filter((action) => !without.has(action));
      return Action.length === 0 ? [] : [{ ...statement, Action }];
    }),
  );
  if (statements.length === 0) return undefined;
  return parsePolicy(JSON.stringify({ Version: VERSION_WITH_VARIABLES, Statement: statements }));
}

/** One document that says what all say; undefined where `${` means one thing in one and another in another. */
function merged(documents: readonly PolicyDocument[]): PolicyDocument | undefined {
  const hasVariables = documents.some((document) => document.hasVariables);
  if (hasVariables && documents.some((document) => !document.hasVariables && document.text.includes('${')))
    return undefined;
  return parsePolicy(
    JSON.stringify({
      Version: hasVariables ? VERSION_WITH_VARIABLES : '2008-10-17',
      Statement: documents.flatMap(({ statements }) => statements.map(({ node }) => jsonOfNode(node))),
    }),
  );
}

/** By the names in Allow statements alone; Deny, resources and conditions are not looked at. */
function lossesOf(documents: readonly PolicyDocument[], kept: ReadonlySet<string>): WithinCurrent['losses'] {
  const allowed = new Set<string>();
  for (const { statements } of documents)
    for (const { effect, action, notAction } of statements) {
      if (effect !== 'Allow') continue;
      for (const { normal } of action?.values ?? [])
        for (const name of actionsNamed(normal)) allowed.add(name);
      if (notAction === undefined) continue;
      for (const name of actionsNamed('*'))
        if (!notAction.values.some(({ normal }) => matchesWildcard(normal, name))) allowed.add(name);
    }
  const lost = [...allowed].filter((action) => !kept.has(action));
  const keptServices = new Set([...kept].map(serviceOf));
  const services = sortedUnique(lost.map(serviceOf).filter((service) => !keptServices.has(service)));
  return {
    services: services.sort(compareText),
    actions: sortedUnique(lost.filter((action) => keptServices.has(serviceOf(action))).map(inCatalogCase)),
    actionCount: lost.length,
  };
}

function inCatalogCase(action: string): string {
  const service = serviceOf(action);
  return findAction(service, action.slice(service.length + 1))?.fullName ?? action;
}

function serviceOf(action: string): string {
  return action.slice(0, action.indexOf(':'));
}

/** Actions of the catalog that a pattern of a policy names, in lower case. */
function actionsNamed(pattern: string): string[] {
  const colon = pattern.indexOf(':');
  const service = colon < 0 ? '*' : pattern.slice(0, colon);
  const name = colon < 0 ? '*' : pattern.slice(colon + 1);
  if (pattern !== '*' && colon < 0) return [];
  if (!/[*?]/.test(service))
    return currentActionsMatching(service, name).map((action) => `${service}:${action}`);
  return allServices()
    .filter((known) => matchesWildcard(service, known))
    .flatMap((known) =>
      name === '*'
        ? allActionsOf(known).map(({ fullName }) => fullName.toLowerCase())
        : currentActionsMatching(known, name).map((action) => `${known}:${action}`),
    );
}
