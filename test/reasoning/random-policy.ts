// Random policies from a small vocabulary, so that much of one overlaps with much of another. Deterministic.

type Json = string | number | boolean | Json[] | { [key: string]: Json };
export interface RandomStatement {
  [element: string]: Json;
}
export interface RandomPolicy {
  Version: string;
  Statement: RandomStatement[];
}

export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** mulberry32: 0 to 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  below(n: number): number {
    return Math.floor(this.next() * n);
  }

  chance(p: number): boolean {
    return this.next() < p;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  /** One to `most` of the list. */
  some<T>(list: readonly T[], most: number): T[] {
    return Array.from({ length: 1 + this.below(most) }, () => this.pick(list));
  }
}

const ACTIONS = ['s3:a', 's3:ab', 's3:b', 'S3:A*', 's3:*', 's3:*b', 's3:?', '*', 'ec2:a', 'e*:a', 's3:a*b'];
const RESOURCES = [
  '*',
  'arn:aws:s3:::x',
  'arn:aws:s3:::x/*',
  'arn:aws:s3:::x/a',
  'arn:aws:s3:::x/a*',
  'arn:aws:s3:::x/*b',
  'arn:aws:s3:::*',
  'arn:aws:s3:::?/*',
  'arn:*:s3:::x/*',
  'arn:aws:s3:*:*:x/a',
  'arn:aws:*:::x/a',
];
const VARIABLE_RESOURCES = [
  'arn:aws:s3:::x/${aws:username}',
  'arn:aws:s3:::x/${aws:username}/*',
  'arn:aws:s3:::${aws:username}/a',
];
const [A, B] = ['111122223333', '444455556666'];
const PRINCIPALS: readonly Json[] = [
  '*',
  { AWS: '*' },
  { AWS: A },
  { AWS: `arn:aws:iam::${A}:root` },
  { AWS: [`arn:aws:iam::${A}:role/r`, B] },
  // Role names are unique in an account, whatever the path: no second `r`, and no session of a role with a path.
  { AWS: `arn:aws:iam::${A}:role/p/q` },
  { AWS: `arn:aws:sts::${A}:assumed-role/r/s` },
  { AWS: `arn:aws:iam::${A}:user/u` },
  { Service: 'ec2.amazonaws.com' },
  { Service: ['ec2.amazonaws.com', 'lambda.amazonaws.com'], AWS: B },
  { Federated: 'arn:aws:iam::111122223333:saml-provider/P' },
];
const TEXT_OPERATORS = [
  'StringEquals',
  'StringNotEquals',
  'StringLike',
  'StringNotLike',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
];
const TEXTS = ['a', 'A', 'ab', 'b', 'a*', '*b', '?', '*', 'a?'];
const SUFFIXES = ['', '', '', 'IfExists'];
/** Of the catalog: several values (aws:TagKeys), one (the others). */
const SET_KEY = 'aws:TagKeys';

function conditions(random: Random, withVariables: boolean): { [operator: string]: { [key: string]: Json } } {
  const block: { [operator: string]: { [key: string]: Json } } = {};
  const add = (operator: string, key: string, values: Json): void => {
    block[operator] = { ...block[operator], [key]: values };
  };
  for (let i = 0; i < 1 + random.below(2); i++)
    switch (random.below(8)) {
      case 0:
      case 1: {
        const texts = withVariables && random.chance(0.5) ? ['${aws:username}', 'a${aws:username}'] : TEXTS;
        add(random.pick(TEXT_OPERATORS) + random.pick(SUFFIXES), 'aws:PrincipalTag/t', random.some(texts, 2));
        break;
      }
      case 2:
        add(
          `${random.pick(['ForAllValues', 'ForAnyValue'])}:${random.pick(TEXT_OPERATORS)}`,
          SET_KEY,
          random.some(TEXTS, 3),
        );
        break;
      case 3:
        add(
          random.pick(['IpAddress', 'NotIpAddress']) + random.pick(SUFFIXES),
          'aws:SourceIp',
          random.some(
            ['10.0.0.0/8', '10.0.0.0/16', '10.1.0.0/16', '203.0.113.7', '2001:db8::/32', '0.0.0.0/0'],
            2,
          ),
        );
        break;
      case 4:
        add(
          random.pick([
            'NumericEquals',
            'NumericNotEquals',
            'NumericLessThan',
            'NumericGreaterThanEquals',
            'NumericLessThanEquals',
          ]) + random.pick(SUFFIXES),
          's3:max-keys',
          random.some(['1', '2', '10', '1.5'], 2),
        );
        break;
      case 5:
        add('Bool', 'aws:MultiFactorAuthPresent', random.pick(['true', 'false']));
        break;
      case 6:
        add(
          'Null',
          random.pick(['aws:PrincipalTag/t', SET_KEY, 'aws:SourceIp', 's3:max-keys']),
          random.pick(['true', 'false']),
        );
        break;
      default:
        add(
          random.pick(['ArnLike', 'ArnNotLike', 'ArnEquals']),
          'aws:SourceArn',
          random.some(
            ['arn:aws:sns:*:*:t', 'arn:aws:sns:us-east-1:*:*', 'arn:aws:s3:::x', 'arn:aws:*:*:*:*'],
            2,
          ),
        );
    }
  return block;
}

export interface PolicyForm {
  readonly kind: 'identity' | 'resource';
  readonly statements: number;
  readonly withVariables?: boolean;
}

export function randomPolicy(
  random: Random,
  { kind, statements, withVariables = false }: PolicyForm,
): RandomPolicy {
  const resources = withVariables ? [...RESOURCES, ...VARIABLE_RESOURCES] : RESOURCES;
  return {
    Version: '2012-10-17',
    Statement: Array.from({ length: 1 + random.below(statements) }, () => {
      const statement: RandomStatement = { Effect: random.chance(0.7) ? 'Allow' : 'Deny' };
      if (kind === 'resource')
        statement[random.chance(0.85) ? 'Principal' : 'NotPrincipal'] = random.pick(PRINCIPALS);
      statement[random.chance(0.85) ? 'Action' : 'NotAction'] = random.some(ACTIONS, 3);
      statement[random.chance(0.85) ? 'Resource' : 'NotResource'] = random.some(resources, 2);
      if (random.chance(0.6)) statement.Condition = conditions(random, withVariables);
      return statement;
    }),
  };
}
