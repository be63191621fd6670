// Rules 1 to 4: who made the call, and which records are one call.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/core/json.js';
import { mergeCopies } from '../../src/trail/merge-copies.js';
import { normaliseRecord } from '../../src/trail/normalise-record.js';
import { recordIdentity } from '../../src/trail/record-identity.js';

const base = {
  eventTime: '2026-01-31T08:00:00Z',
  eventSource: 'S3.amazonaws.com ',
  eventName: 'GetObject',
  awsRegion: 'eu-west-1',
};
const eventOf = (fields: JsonObject) => {
  const normalised = normaliseRecord({ ...base, ...fields });
  if (!('event' in normalised)) throw new Error(normalised.skip);
  return normalised.event;
};
const session = (type: string, issuer: JsonObject, more: JsonObject = {}) => ({
  type,
  accountId: '111122223333',
  ...more,
  sessionContext: { sessionIssuer: issuer },
});

const WHO: [string, JsonObject, object][] = [
  [
    'a role keeps its path',
    session(
      'AssumedRole',
      { type: 'Role', arn: 'arn:aws:iam::111122223333:role/team/app', principalId: 'AROAEXAMPLE' },
      { arn: 'arn:aws:sts::111122223333:assumed-role/app/s' },
    ),
    {
      type: 'IAMRole',
      arn: 'arn:aws:iam::111122223333:role/team/app',
      uniqueId: 'AROAEXAMPLE',
      policyHolder: true,
    },
  ],
  [
    'a session without issuer',
    {
      type: 'AssumedRole',
      arn: 'arn:aws-cn:sts::111122223333:assumed-role/app/s',
      principalId: 'AROAEXAMPLE:s',
    },
    { type: 'IAMRole', arn: 'arn:aws-cn:iam::111122223333:role/app', uniqueId: 'AROAEXAMPLE' },
  ],
  [
    'a federated user is the user',
    session('FederatedUser', {
      type: 'IAMUser',
      arn: 'arn:aws:iam::111122223333:user/ana',
      principalId: 'AIDAEXAMPLE',
    }),
    { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/ana', policyHolder: true },
  ],
  [
    'a federated user of root is root',
    session('FederatedUser', { type: 'Root' }),
    { type: 'Root', policyHolder: false },
  ],
  [
    'assumed root is root',
    { type: 'AssumedRole', accountId: '111122223333', arn: 'arn:aws:sts::111122223333:assumed-root/x' },
    { type: 'Root', arn: 'arn:aws:iam::111122223333:root' },
  ],
  [
    'a user without arn',
    { type: 'IAMUser', accountId: '111122223333', userName: 'ana' },
    { arn: 'arn:aws:iam::111122223333:user/ana', policyHolder: true },
  ],
  [
    'a service-linked role',
    session('AssumedRole', {
      type: 'Role',
      arn: 'arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig',
    }),
    { serviceLinked: true },
  ],
  [
    'a permission set',
    session('AssumedRole', {
      type: 'Role',
      arn: 'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Data_Analyst_0123456789abcdef',
    }),
    { permissionSet: 'Data_Analyst' },
  ],
  [
    'a service',
    { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' },
    { type: 'AWSService', arn: 'ec2.amazonaws.com', policyHolder: false },
  ],
  [
    'another account',
    { type: 'AWSAccount', accountId: '444455556666', principalId: 'AROAEXAMPLE:s' },
    { type: 'AWSAccount', policyHolder: false },
  ],
  [
    'a web identity',
    { type: 'WebIdentityUser', userName: 'repo:o/r' },
    { type: 'WebIdentityUser', arn: 'repo:o/r', policyHolder: false },
  ],
];

describe('principal', () => {
  it.each(WHO)('%s', (_, userIdentity, expected) => {
    expect(eventOf({ userIdentity }).principal).toMatchObject(expected);
  });

  it('is unknown where nothing is said', () => {
    expect(eventOf({ userIdentity: null }).principal).toMatchObject({
      type: 'Unknown',
      arn: 'unknown',
      policyHolder: false,
    });
  });

  it('never throws, whatever a record holds', () => {
    const seed = Date.now();
    console.log(`seed ${seed}`);
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (userIdentity, any) => {
        normaliseRecord(any as JsonValue);
        normaliseRecord({ ...base, userIdentity: userIdentity as JsonValue, resources: any as JsonValue });
      }),
      { seed, numRuns: 2000 },
    );
  });
});

describe('event', () => {
  it('takes names without case and white space, and keeps __proto__ as data', () => {
    const record = JSON.parse(
      `{"eventTime":"2026-01-31T08:00:00Z","eventSource":" S3.amazonaws.com","eventName":"X ","__proto__":{"eventID":"x"}}`,
    );
    const normalised = normaliseRecord(record);
    expect(normalised).toMatchObject({
      event: { eventSource: 's3.amazonaws.com', eventName: 'X', eventId: undefined },
    });
  });

  it.each([
    [null, /no object/],
    [[], /no object/],
    [{}, /eventSource/],
    [{ eventSource: 'a' }, /eventName/],
    [{ ...base, eventTime: 'soon' }, /eventTime/],
  ])('skips %j', (record, reason) => {
    const normalised = normaliseRecord(record as JsonValue);
    expect('skip' in normalised && normalised.skip).toMatch(reason);
  });
});

describe('identity', () => {
  it('is the shared id, else the own, else the content; an addendum has its original’s', () => {
    const id = (f: JsonObject) => recordIdentity(eventOf(f));
    const a = '00000000-0000-4000-8000-00000000000a';
    const b = '00000000-0000-4000-8000-00000000000b';
    expect(id({ eventID: b, sharedEventID: a })).toBe(id({ eventID: a }));
    expect(id({ eventID: b, addendum: { originalEventID: a } })).toBe(id({ eventID: a.toUpperCase() }));
    expect(id({ eventID: 'x' })).not.toBe(id({ eventID: 'y' }));
    expect(id({ requestID: '1', errorCode: 'e' })).toBe(id({ errorCode: 'e', requestID: '1' }));
    expect(id({ requestID: '1' })).not.toBe(id({ requestID: '2' }));
  });
});

describe('copies', () => {
  const own = {
    recipientAccountId: '111122223333',
    eventID: 'b',
    userIdentity: { type: 'IAMUser', accountId: '111122223333', arn: 'arn:aws:iam::111122223333:user/ana' },
  };
  const peer = {
    recipientAccountId: '444455556666',
    eventID: 'a',
    userIdentity: { type: 'AWSAccount', accountId: '111122223333' },
    resources: [{ ARN: 'arn:aws:s3:::b', accountId: '444455556666' }],
  };

  it('merge into the caller’s own copy with the resources of all, in any order', () => {
    const copies = [own, peer, { ...peer, eventID: 'c' }].map((record, index) => ({
      record: { ...base, ...record } as JsonObject,
      fileDigest: String(index % 2),
      index,
    }));
    const expected = { eventID: 'b', userIdentity: own.userIdentity, resources: peer.resources };
    const seed = Date.now();
    console.log(`seed ${seed}`);
    fc.assert(
      fc.property(fc.shuffledSubarray(copies, { minLength: copies.length }), (shuffled) => {
        expect(mergeCopies(shuffled)).toMatchObject(expected);
      }),
      { seed },
    );
  });

  it('tell who else received them; a record cannot claim it', () => {
    const copies = [own, peer, { ...peer, recipientAccountId: '777788889999' }].map((record, index) => ({
      record: { ...base, ...record, peerAccountIds: ['999900001111'] } as JsonObject,
      fileDigest: 'a',
      index,
    }));
    const peersOf = (merged: JsonObject): readonly string[] | undefined => {
      const normalised = normaliseRecord(merged);
      return 'event' in normalised ? normalised.event.peerAccountIds : undefined;
    };
    expect(peersOf(mergeCopies(copies))).toEqual(['444455556666', '777788889999']);
    expect(peersOf(mergeCopies(copies.slice(0, 2).reverse()))).toEqual(['444455556666']);
    expect(peersOf(mergeCopies(copies.slice(0, 1)))).toBeUndefined();
    expect(peersOf(copies[0]?.record ?? {})).toBeUndefined();
  });
});
