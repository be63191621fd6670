// Principal elements as patterns over the one text that a principal is (see universe.ts). A role covers its sessions, an
// account all of its identities. Unlike AWS's grammar wildcards work within ARNs, for reference policies: "you can use
// wildcards in the principal" (https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-custom-policy-checks.html).
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
import { isAccountId } from '../core/arn.js';
import type { PrincipalElement } from '../policy/policy-document.js';
import { ANY_RUN, charToken, makePattern, type Pattern, type Token, textTokens } from './pattern.js';

const RUN: Token = { kind: 'run', of: 'not-bar' };
const ONE: Token = { kind: 'one', of: 'not-bar' };
const BAR = charToken('|');
const EVERYONE = makePattern([ANY_RUN]);

/** `inTrustPolicy`: there `{"AWS": "*"}` is every identity of AWS, no service and no identity provider. */
export function principalPatterns(element: PrincipalElement, inTrustPolicy: boolean): Pattern[] {
  return element.entries.flatMap(({ kind, values }) =>
    values.flatMap(({ text }) => {
      switch (kind) {
        case 'AWS':
          if (text !== '*') return awsPatterns(text);
          if (element.isBareStar || !inTrustPolicy) return [EVERYONE];
          return [makePattern([...textTokens('AWS|'), ANY_RUN]), makePattern([...textTokens('Id|'), RUN])];
        case 'Service':
          return [named('Service', text.toLowerCase())];
        case 'CanonicalUser':
          return [named('CanonicalUser', text.toLowerCase())];
        case 'Federated':
          return [named('Federated', text)];
        default:
          return [];
      }
    }),
  );
}

/** True if the element has a wildcard other than a lone `*`. */
export function hasPartialWildcard(element: PrincipalElement): boolean {
  return element.entries.some(({ values }) => values.some(({ text }) => text !== '*' && /[*?]/.test(text)));
}

function named(kind: string, glob: string): Pattern {
  return makePattern([...textTokens(`${kind}|`), ...globTokens(glob)]);
}

function globTokens(glob: string): Token[] {
  return [...glob].map((c) => (c === '*' ? RUN : c === '?' ? ONE : charToken(c)));
}

function awsPatterns(text: string): Pattern[] {
  if (isAccountId(text)) return [accountPattern(text)];
  const [arn, partition = '', service = '', region = '', accountId = '', ...rest] = text.split(':');
  const resource = rest.join(':');
  if (arn !== 'arn' || rest.length === 0) return [named('Id', text)];
  if (region.replaceAll('*', '') !== '') return [];
  // The account is in one partition, which is the likeliest to be the written one.
  if (service === 'iam' && resource === 'root')
    return [accountPattern(accountId, globTokens(partition)), accountPattern(accountId)];
  const of = (serviceGlob: string, resourceGlob: string, session: readonly Token[]): Pattern =>
    makePattern([
      ...textTokens('AWS|'),
      ...globTokens(partition),
      BAR,
      ...globTokens(serviceGlob),
      BAR,
      ...globTokens(accountId),
      BAR,
      ...globTokens(resourceGlob),
      BAR,
      ...session,
    ]);
  const session = /^assumed-role\/(.*)$/.exec(resource)?.[1];
  if (service !== 'sts' || session === undefined) return [of(service, resource, [RUN])];
  // A session's ARN has the role's name without its path.
  const slash = session.indexOf('/');
  const role = slash < 0 ? session : session.slice(0, slash);
  const name = slash < 0 ? (session.endsWith('*') ? '*' : '') : session.slice(slash + 1);
  return [`role/${role}`, `role/*/${role}`].map((glob) => of('iam', glob, globTokens(name)));
}

/** All identities of an account, which has its id in one partition only. Wildcards may be in `glob`. */
export function accountPattern(glob: string, partition: readonly Token[] = [RUN]): Pattern {
  return makePattern([
    ...textTokens('AWS|'),
    ...partition,
    BAR,
    RUN,
    BAR,
    ...globTokens(glob),
    BAR,
    RUN,
    BAR,
    RUN,
  ]);
}
