// One walk over a policy that shows every check what it asked for.
import type { PolicyDocument, PrincipalElement, Statement, TextList } from '../policy/policy-document.js';
import type { Report, Scope, Visit } from './check.js';
import { readResourceArn } from './resource-arn.js';

type Hook = keyof Visit;

/** A check's hook, and the number under which it reports. */
interface Listener<H extends Hook> {
  readonly check: number;
  readonly call: NonNullable<Visit[H]>;
}

/** The hooks of some checks, by kind. Made once for a kind of policy, used for any number of policies. */
export type Listeners = { readonly [H in Hook]: readonly Listener<H>[] };

export function listenersOf(visits: readonly Visit[]): Listeners {
  const of = <H extends Hook>(hook: H): Listener<H>[] =>
    visits.flatMap((visit, check) => {
      const call = visit[hook];
      return call === undefined ? [] : [{ check, call: call as NonNullable<Visit[H]> }];
    });
  return {
    text: of('text'),
    document: of('document'),
    statement: of('statement'),
    action: of('action'),
    resource: of('resource'),
    principal: of('principal'),
    condition: of('condition'),
  };
}

/**
 * Walks the document. `reports` has one entry a check, in the order of `listenersOf`. A text with syntax errors is
 * shown to `text` alone: what else stands in it is a guess.
 */
export function walkPolicy(
  document: PolicyDocument,
  listeners: Listeners,
  reports: readonly Report[],
  scope: Scope,
): void {
  const tell = <H extends Hook>(hook: H, subject: Parameters<NonNullable<Visit[H]>>[0]): void => {
    for (const { check, call } of listeners[hook])
      (call as (subject: unknown, report: Report, scope: Scope) => void)(
        subject,
        reports[check] as Report,
        scope,
      );
  };
  tell('text', document);
  if (document.syntaxErrors.length > 0 || document.duplicateKeys.length > 0) return;
  tell('document', document);

  const tellPrincipals = (
    element: PrincipalElement | undefined,
    statement: Statement,
    isNegated: boolean,
  ): void => {
    for (const entry of element?.entries ?? [])
      tell('principal', { entry, element: element as PrincipalElement, isNegated, statement });
  };
  const tellActions = (list: TextList | undefined, statement: Statement, isNegated: boolean): void => {
    for (const value of list?.values ?? []) {
      const colon = value.text.indexOf(':');
      const service = value.normal.slice(0, Math.max(colon, 0));
      tell('action', { value, service, name: value.text.slice(colon + 1), isNegated, statement });
    }
  };
  const tellResources = (list: TextList | undefined, statement: Statement, isNegated: boolean): void => {
    for (const value of list?.values ?? [])
      tell('resource', { value, arn: readResourceArn(value.text), isNegated, statement });
  };

  for (const statement of document.statements) {
    tell('statement', statement);
    tellPrincipals(statement.principal, statement, false);
    tellPrincipals(statement.notPrincipal, statement, true);
    tellActions(statement.action, statement, false);
    tellActions(statement.notAction, statement, true);
    tellResources(statement.resource, statement, false);
    tellResources(statement.notResource, statement, true);
    for (const entry of statement.conditions) tell('condition', { entry, statement });
  }
}
