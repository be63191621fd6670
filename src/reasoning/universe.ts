// Which requests there are: the forms of actions, resources, principals and ARNs.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
import {
  ANY_ONE,
  ANY_RUN,
  type CharClass,
  charToken,
  literalPattern,
  makePattern,
  type Pattern,
  type Token,
  textTokens,
} from './pattern.js';

function some(of: CharClass): Token[] {
  return [
    { kind: 'one', of },
    { kind: 'run', of },
  ];
}

function maybe(of: CharClass): Token[] {
  return [{ kind: 'run', of }];
}

const COLON = charToken(':');
const BAR = charToken('|');

/** `arn:partition:service:region:account:resource`; Region and account may be empty. */
export const ARN_UNIVERSE: Pattern = makePattern([
  ...textTokens('arn:'),
  ...some('not-colon'),
  COLON,
  ...some('not-colon'),
  COLON,
  ...maybe('not-colon'),
  COLON,
  ...maybe('not-colon'),
  COLON,
  ANY_ONE,
  ANY_RUN,
]);

/** An ARN, or `*` for an action that has no resource. */
export const RESOURCES: readonly Pattern[] = [ARN_UNIVERSE, literalPattern('*')];

/** `service:name`, in lower case. */
export const ACTIONS: readonly Pattern[] = [makePattern([...some('service'), COLON, ...some('name')])];

const PARTITION = some('not-bar');
const ACCOUNT: readonly Token[] = Array.from({ length: 12 }, () => ({ kind: 'one', of: 'digit' }) as const);

function member(service: string, resource: readonly Token[], session: readonly Token[]): Pattern {
  return makePattern([
    ...textTokens('AWS|'),
    ...PARTITION,
    ...textTokens(`|${service}|`),
    ...ACCOUNT,
    BAR,
    ...resource,
    BAR,
    ...session,
  ]);
}

/**
 * A principal is one text: `AWS|partition|iam|account|role/path/name|session` and alike for users, root users and
 * federated users (sts), or `kind|name`. `Id` is a unique id (AROA…) in the place of a deleted role or user.
 */
export const PRINCIPALS: readonly Pattern[] = [
  member('iam', [...textTokens('role/'), ...some('not-bar')], some('not-bar')),
  member('iam', [...textTokens('user/'), ...some('not-bar')], []),
  makePattern([...textTokens('Service|'), ...some('not-bar')]),
  makePattern([...textTokens('Federated|'), ...some('not-bar')]),
  member('iam', textTokens('root'), []),
  literalPattern('Anonymous|'),
  makePattern([...textTokens('CanonicalUser|'), ...some('not-bar')]),
  member('sts', [...textTokens('federated-user/'), ...some('not-bar')], []),
  makePattern([...textTokens('Id|'), ...some('not-bar')]),
];

/** All principals of a kind: the first part of their text. */
export function principalOfKind(kind: string): Pattern {
  return makePattern([...textTokens(`${kind}|`), { kind: 'run', of: 'any' }]);
}
