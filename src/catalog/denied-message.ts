// Reads an access denied message: action, resource and cause. Tables: data/denied-messages.tsv, denial-causes.tsv.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
import type { DenialCause } from '../core/permission.js';
import { remembered } from '../core/remembered.js';
import { readTable } from './resources/read-table.js';

export interface DeniedMessage {
  /** `service:Action` as the message writes it. */
  action: string | undefined;
  /** An ARN as raw text, or `*`. */
  resource: string | undefined;
  cause: DenialCause;
}

const CAUSES: ReadonlySet<string> = new Set<DenialCause>([
  'no-identity-based-policy',
  'no-resource-based-policy',
  'no-permissions-boundary',
  'no-session-policy',
  'no-service-control-policy',
  'no-resource-control-policy',
  'no-vpc-endpoint-policy',
  'explicit-deny-identity-based-policy',
  'explicit-deny-resource-based-policy',
  'explicit-deny-permissions-boundary',
  'explicit-deny-session-policy',
  'explicit-deny-service-control-policy',
  'explicit-deny-resource-control-policy',
  'explicit-deny-vpc-endpoint-policy',
  'explicit-deny',
]);

/** Where an unquoted resource that may hold spaces ends. */
const AFTER_RESOURCE = / (?:because no|with an explicit deny|due to an explicit deny)\b/i;

let shapes: readonly RegExp[] | undefined;
let causes: { each: readonly { pattern: RegExp; cause: DenialCause }[]; any: RegExp } | undefined;

/** What `message` says; undefined if it is no access denied message in any known shape. */
export const parseDeniedMessage = remembered((message): DeniedMessage | undefined => {
  shapes ??= readTable('denied-messages.tsv').map((row) => new RegExp(row.pattern ?? '', 'i'));
  for (const shape of shapes) {
    const groups = shape.exec(message)?.groups;
    if (groups === undefined) continue;
    const { text, rest } = cutResource(groups.resource ?? '');
    return {
      action: groups.action,
      resource: text === '*' || text.startsWith('arn:') ? text : undefined,
      cause: denialCauseOf(groups.resource === undefined ? message : rest),
    };
  }
  return undefined;
});

/**
 * The cause that `text` names. The last phrase counts: a name that an attacker chose may hold such a phrase, and
 * AWS writes its own after every name.
 */
export const denialCauseOf = remembered((text): DenialCause => {
  causes ??= readCauses();
  if (!causes.any.test(text)) return 'unspecified';
  let best: DenialCause = 'unspecified';
  let at = -1;
  for (const { pattern, cause } of causes.each) {
    for (const match of text.matchAll(pattern)) if (match.index > at) [best, at] = [cause, match.index];
  }
  return best;
});

/** A quoted resource (S3) runs to the last quote, as names may hold quotes; of the others only S3's hold spaces. */
function cutResource(tail: string): { text: string; rest: string } {
  const quote = tail[0];
  if (quote === '"' || quote === '`') {
    const end = tail.lastIndexOf(quote);
    return end > 0
      ? { text: tail.slice(1, end), rest: tail.slice(end + 1) }
      : { text: tail.slice(1), rest: '' };
  }
  const stop = /^arn:[^:]*:s3:/.test(tail) ? lastMatch(tail, AFTER_RESOURCE) : tail.search(/\s/);
  const end = stop < 0 ? tail.length : stop;
  return {
    text: tail
      .slice(0, end)
      .trimEnd()
      .replace(/[.,;]$/, ''),
    rest: tail.slice(end),
  };
}

/** The last place that `pattern` matches, or -1. */
function lastMatch(text: string, pattern: RegExp): number {
  let at = -1;
  for (const match of text.matchAll(new RegExp(pattern, 'gi'))) at = match.index;
  return at;
}

/** `any`: matches where one of them does. Long messages (EC2's encoded ones) mostly name none. */
function readCauses(): NonNullable<typeof causes> {
  const rows = readTable('denial-causes.tsv').flatMap(({ pattern = '', cause }) =>
    isCause(cause) ? [{ pattern, cause }] : [],
  );
  return {
    each: rows.map(({ pattern, cause }) => ({ pattern: new RegExp(pattern, 'gi'), cause })),
    any: new RegExp(rows.map(({ pattern }) => `(?:${pattern})`).join('|'), 'i'),
  };
}

function isCause(text: string | undefined): text is DenialCause {
  return text !== undefined && CAUSES.has(text);
}
