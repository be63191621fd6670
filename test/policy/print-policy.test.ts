import { describe, expect, test } from 'vitest';
import type { IdentityPolicy } from '../../src/policy/identity-policy.js';
import { policySize, printPolicy, printPolicyCompact } from '../../src/policy/print-policy.js';

const document: IdentityPolicy = {
  Statement: [
    {
      Condition: {
        StringLike: { 'aws:b': ['2', '1'], 'aws:a': ['x'] },
        StringEquals: { 'iam:PassedToService': ['ecs-tasks.amazonaws.com'] },
      },
      Resource: ['arn:aws:iam::111122223333:role/a b'],
      Action: ['iam:PassRole'],
      Effect: 'Allow',
      Sid: 'One',
    },
  ],
  Version: '2012-10-17',
};

describe('printPolicy', () => {
  test('keys in their order, conditions sorted, two spaces, a final line feed', () => {
    expect(printPolicy(document)).toBe(`{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "One",
      "Effect": "Allow",
      "Action": [
        "iam:PassRole"
      ],
      "Resource": [
        "arn:aws:iam::111122223333:role/a b"
      ],
      "Condition": {
        "StringEquals": {
          "iam:PassedToService": [
            "ecs-tasks.amazonaws.com"
          ]
        },
        "StringLike": {
          "aws:a": [
            "x"
          ],
          "aws:b": [
            "1",
            "2"
          ]
        }
      }
    }
  ]
}
`);
  });

  test('both forms say the same', () => {
    expect(JSON.parse(printPolicyCompact(document))).toEqual(JSON.parse(printPolicy(document)));
  });

  test('the size leaves out white space between tokens, not in names', () => {
    const withoutWhiteSpace = printPolicy(document).replace(/\s/g, '').length;
    expect(policySize(document)).toBe(withoutWhiteSpace + 1);
  });
});
