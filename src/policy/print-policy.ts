// A policy document as bytes: one canonical form, so that equal policies are equal files.
import type { Conditions } from '../core/permission.js';
import { compareText } from './compare-text.js';
import type { IdentityPolicy, IdentityStatement } from './identity-policy.js';

/**
 * The document indented by two spaces, with a final line feed. Keys in the order of AWS's own examples
 * (Sid, Effect, Action, Resource, Condition), condition operators and keys sorted; lists keep their order.
 */
export function printPolicy(document: IdentityPolicy): string {
  return `${JSON.stringify(canonical(document), null, 2)}\n`;
}

/** The same form on one line, without white space between tokens. */
export function printPolicyCompact(document: IdentityPolicy): string {
  return JSON.stringify(canonical(document));
}

/**
 * Characters that the document takes of IAM's quota: all but the white space between tokens.
 * A space inside a name is counted, as nothing says that IAM leaves it out: never less than IAM counts.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export function policySize(document: IdentityPolicy): number {
  return printPolicyCompact(document).length;
}

/** The block with operators and keys sorted: equal conditions have equal JSON. */
export function canonicalConditions(conditions: Conditions): Conditions {
  return sortedEntries(conditions, (keys) => sortedEntries(keys, (values) => [...values].sort(compareText)));
}

function canonical(document: IdentityPolicy): IdentityPolicy {
  return { Version: document.Version, Statement: document.Statement.map(canonicalStatement) };
}

function canonicalStatement(statement: IdentityStatement): IdentityStatement {
  const { Sid, Effect, Action, Resource, Condition } = statement;
  return {
    ...(Sid === undefined ? {} : { Sid }),
    Effect,
    Action,
    Resource,
    ...(Condition === undefined ? {} : { Condition: canonicalConditions(Condition) }),
  };
}

function sortedEntries<V, R>(record: Readonly<Record<string, V>>, map: (value: V) => R): Record<string, R> {
  const entries = Object.entries(record).sort(([a], [b]) => compareText(a, b));
  return Object.fromEntries(entries.map(([key, value]) => [key, map(value)]));
}
