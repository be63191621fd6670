// Shapes of access denied messages, and the proof that no name in one can speak for AWS.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDeniedMessage } from '../../src/catalog/denied-message.js';

const USER = 'User: arn:aws:sts::111122223333:assumed-role/r/s is not authorized to perform:';

describe('shapes', () => {
  test.each([
    [
      `${USER} a:B on resource: arn:aws:iam::111122223333:role/x`,
      'a:B',
      'arn:aws:iam::111122223333:role/x',
      'unspecified',
    ],
    [
      `${USER} a:B on resource: arn:aws:iam::111122223333:role/x.`,
      'a:B',
      'arn:aws:iam::111122223333:role/x',
      'unspecified',
    ],
    [`${USER} a:B`, 'a:B', undefined, 'unspecified'],
    [`${USER} a:B on resource: role x`, 'a:B', undefined, 'unspecified'],
    [`${USER} a:B on the specified resource`, 'a:B', undefined, 'unspecified'],
    [
      `${USER} kms:Decrypt on the resource associated with this ciphertext because no identity-based policy allows the kms:Decrypt action`,
      'kms:Decrypt',
      undefined,
      'no-identity-based-policy',
    ],
    [
      `${USER}\n\ta:B on resource:\n*\nbecause no session policy allows the a:B action`,
      'a:B',
      '*',
      'no-session-policy',
    ],
    [
      `${USER} a:B on resource: "arn:aws:s3:::b/k 1" because no resource-based policy allows the a:B action`,
      'a:B',
      'arn:aws:s3:::b/k 1',
      'no-resource-based-policy',
    ],
    [
      `${USER} a:B on resource: arn:aws:x:::y with an explicit deny in a service control policy: arn:aws:organizations::111122223333:policy/o-1/p-1`,
      'a:B',
      'arn:aws:x:::y',
      'explicit-deny-service-control-policy',
    ],
    [
      'User: x is not authorized to perform a:B on resource: access key AKIAIOSFODNN7EXAMPLE',
      'a:B',
      undefined,
      'unspecified',
    ],
    [
      'Access to the resource arn:aws:sns:us-east-1:111122223333:t is denied.',
      undefined,
      'arn:aws:sns:us-east-1:111122223333:t',
      'unspecified',
    ],
  ])('%s', (message, action, resource, cause) => {
    expect(parseDeniedMessage(message)).toEqual({ action, resource, cause });
  });

  test.each(['Access Denied', 'Rate exceeded', '', 'You are not authorized to perform this operation.'])(
    'no shape: %s',
    (message) => {
      expect(parseDeniedMessage(message)).toBeUndefined();
    },
  );
});

test('an object key never changes the cause, and comes out as it went in', () => {
  const phrases = fc.constantFrom(
    ' because no identity-based policy allows the s3:GetObject action',
    ' with an explicit deny in a session policy',
    '" because no identity-based policy allows x',
    '\n',
    '*',
    ' on resource: arn:aws:s3:::other/*',
  );
  const key = fc.array(fc.oneof(fc.string(), phrases), { minLength: 1 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(key, (name) => {
      const message = `${USER} s3:GetObject on resource: "arn:aws:s3:::b/${name}" with an explicit deny in a resource control policy`;
      const parsed = parseDeniedMessage(message);
      expect(parsed?.cause).toBe('explicit-deny-resource-control-policy');
      expect(parsed?.resource).toBe(`arn:aws:s3:::b/${name}`);
    }),
    { verbose: 1, numRuns: 300 },
  );
});
