// What trails leave out, told of a principal by the services that it uses.
import { describe, expect, it } from 'vitest';
import type { LoggedDataEvents, LoggedManagementEvents } from '../../src/account/event-selectors.js';
import type { Trail } from '../../src/account/read-trails.js';
import { unloggedOf } from '../../src/proof/unlogged.js';

const both = { read: true, write: true, isPartial: false };
const all: LoggedManagementEvents = { ...both, excludedSources: [] };
const type = (resourceType: string, more: object = {}): LoggedDataEvents => ({
  ...both,
  resourceType,
  ...more,
});
const logs = (management: LoggedManagementEvents[], ...data: LoggedDataEvents[]): Partial<Trail> => ({
  selection: { management, data },
});
const trail = (...parts: Partial<Trail>[]): Trail => ({
  trailArn: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/main',
  accountId: '111122223333',
  isMultiRegionTrail: true,
  homeRegion: 'eu-west-1',
  isOrganizationTrail: false,
  includeGlobalServiceEvents: true,
  selection: undefined,
  ...Object.assign({}, ...parts),
});
const oneRegion = { isMultiRegionTrail: false };
const s3 = type('AWS::S3::Object');
const without = (source: string): LoggedManagementEvents => ({ ...all, excludedSources: [source] });
const unlogged = (trails: Trail[], services: string[] = [], accountId = '111122223333') =>
  unloggedOf(trails, { accountId, services });

describe('unloggedOf', () => {
  it.each<[string, Trail[], string[]]>([
    ['nothing where all is logged', [trail(logs([all]))], []],
    [
      'what is only read',
      [trail(logs([{ ...all, read: false }]))],
      ['management events that only read were not logged'],
    ],
    ['the only Region', [trail(logs([all]), oneRegion)], ['management events were logged in eu-west-1 only']],
    [
      'Regions of several trails',
      [trail(logs([all]), oneRegion), trail(logs([all]), oneRegion, { homeRegion: 'us-east-1' })],
      ['management events were logged in eu-west-1, us-east-1 only'],
    ],
    ['nothing where another trail has it', [trail(logs([all]), oneRegion), trail(logs([all]))], []],
    [
      'Regions that are not known',
      [trail(logs([all]), { isMultiRegionTrail: undefined })],
      ['management events were logged in Regions that are not known'],
    ],
    ['a part', [trail(logs([{ ...all, isPartial: true }]))], ['management events were logged in part only']],
    [
      'sources that are left out',
      [trail(logs([without('kms.amazonaws.com')]))],
      ['management events of kms.amazonaws.com were not logged'],
    ],
    [
      'sources that a trail of one Region has',
      [trail(logs([without('kms.amazonaws.com')])), trail(logs([all]), oneRegion)],
      ['management events of kms.amazonaws.com were logged in eu-west-1 only'],
    ],
    ['no source twice', [trail(logs([without('kms.amazonaws.com'), without('rdsdata.amazonaws.com')]))], []],
    [
      'global services',
      [trail(logs([all]), { includeGlobalServiceEvents: false })],
      ['calls of global services such as IAM were not logged'],
    ],
    [
      'a trail of unknown selectors',
      [trail({})],
      ['event selectors are not known of arn:aws:cloudtrail:eu-west-1:111122223333:trail/main'],
    ],
    ['no unknown trail where others have all', [trail({}), trail(logs([all]))], []],
    [
      'unknown selectors that may have what others lack',
      [trail({}), trail(logs([{ ...all, write: false }]))],
      ['event selectors are not known of arn:aws:cloudtrail:eu-west-1:111122223333:trail/main'],
    ],
    [
      'that there is none',
      [],
      ['what was logged is not known: the exports have no trail of account 111122223333'],
    ],
  ])('tells %s', (_, trails, reasons) => {
    expect(unlogged(trails)).toEqual(reasons);
  });

  it('counts trails of the account and of organizations', () => {
    const trails = [trail(logs([all]))];
    expect(unlogged(trails, [], '444455556666')[0]).toContain('no trail of account 444455556666');
    expect(unlogged([trail(logs([all]), { isOrganizationTrail: true })], [], '444455556666')).toEqual([]);
    expect(unloggedOf(trails, { accountId: undefined, services: [] })).toEqual([]);
  });

  it.each<[LoggedDataEvents[], string[], string[]]>([
    [[], ['ec2', 'iam'], []],
    [[s3], ['s3'], []],
    [[type('AWS::SNS::Topic')], ['sns'], []],
    [[type('AWS::S3::Object', { write: false }), type('AWS::S3::Object', { read: false })], ['s3'], []],
    [
      [],
      ['dynamodb', 'ec2', 's3'],
      ['data events of dynamodb, s3 were not logged: what it does there is not all in the logs'],
    ],
    [
      [type('AWS::S3::AccessPoint'), type('AWS::S3Express::Object')],
      ['s3'],
      ['data events of s3 were not logged: what it does there is not all in the logs'],
    ],
    [
      [type('AWS::S3::Object', { isPartial: true })],
      ['lambda', 's3'],
      [
        'data events of lambda were not logged: what it does there is not all in the logs',
        'data events of s3 were logged in part only: what it does there is not all in the logs',
      ],
    ],
    [
      [type('AWS::S3::Object', { read: false })],
      ['s3'],
      ['data events of s3 that only read were not logged: what it does there is not all in the logs'],
    ],
  ])('of data events %j and services %j', (data, services, reasons) => {
    expect(unlogged([trail(logs([all], ...data))], services)).toEqual(reasons);
  });
});
