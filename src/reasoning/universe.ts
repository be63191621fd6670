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

function arn(partition: readonly Token[]): Pattern {
  return makePattern([
    ...textTokens('arn:'),
    ...partition,
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
}

/** `arn:partition:service:region:account:resource`; Region and account may be empty. The likely ones first. */
export const ARNS: readonly Pattern[] = [arn(textTokens('aws')), arn(some('not-colon'))];

/** An ARN, or `*` for an action that has no resource. */
export const RESOURCES: readonly Pattern[] = [...ARNS, literalPattern('*')];

/** `service:name`, in lower case. */
export const ACTIONS: readonly Pattern[] = [makePattern([...some('service'), COLON, ...some('name')])];

const PARTITIONS = [textTokens('aws'), some('service')];
const ACCOUNT: readonly Token[] = Array.from({ length: 12 }, () => ({ kind: 'one', of: 'digit' }) as const);

function members(service: string, resource: readonly Token[], session: readonly Token[]): Pattern[] {
  return PARTITIONS.map((partition) =>
    makePattern([
      ...textTokens('AWS|'),
      ...partition,
      ...textTokens(`|${service}|`),
      ...ACCOUNT,
      BAR,
      ...resource,
      BAR,
      ...session,
    ]),
  );
}

/**
 * A principal is one text: `AWS|partition|iam|account|role/path/name|session` and alike for users, root users and
 * federated users (sts), or `kind|name`. `Id` is a unique id (AROA…) in the place of a deleted role or user.
 */
export const PRINCIPALS: readonly Pattern[] = [
  ...members('iam', [...textTokens('role/'), ...some('not-bar')], some('not-bar')),
  ...members('iam', [...textTokens('user/'), ...some('not-bar')], []),
  makePattern([...textTokens('Service|'), ...some('not-bar')]),
  makePattern([...textTokens('Federated|'), ...some('not-bar')]),
  ...members('iam', textTokens('root'), []),
  literalPattern('Anonymous|'),
  makePattern([...textTokens('CanonicalUser|'), ...some('not-bar')]),
  ...members('sts', [...textTokens('federated-user/'), ...some('not-bar')], []),
  makePattern([...textTokens('Id|'), ...some('not-bar')]),
];

/** All principals of a kind: the first part of their text. */
export function principalOfKind(kind: string): Pattern {
  return makePattern([...textTokens(`${kind}|`), { kind: 'run', of: 'any' }]);
}
