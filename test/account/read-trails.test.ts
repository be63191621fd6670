// Exports of trails in each of their forms, and what no export looks like.
import { describe, expect, it } from 'vitest';
import { readTrails, type Trail } from '../../src/account/read-trails.js';

const ARN = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/';
const list = {
  trailList: [
    {
      Name: 'main',
      S3BucketName: 'amzn-s3-demo-bucket',
      IncludeGlobalServiceEvents: true,
      IsMultiRegionTrail: true,
      HomeRegion: 'eu-west-1',
      TrailARN: `${ARN}main`,
      LogFileValidationEnabled: true,
      HasCustomEventSelectors: true,
      HasInsightSelectors: false,
      IsOrganizationTrail: false,
    },
  ],
};
const basic = (...selectors: object[]) => ({ TrailARN: `${ARN}main`, EventSelectors: selectors });
const field = (Field: string, operator: string, ...values: string[]) => ({ Field, [operator]: values });
const advanced = (...selectors: object[][]) => ({
  TrailARN: `${ARN}main`,
  AdvancedEventSelectors: selectors.map((FieldSelectors) => ({ Name: 'n', FieldSelectors })),
});
const management = { read: true, write: true, isPartial: false, excludedSources: [] };

function read(...documents: unknown[]): Trail[] {
  return readTrails([{ text: JSON.stringify(documents), file: 'trails.json' }]);
}
const selection = (document: unknown) => read(list, document)[0]?.selection;

describe('readTrails', () => {
  const selectors = basic({ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] });
  const pretty = (value: unknown) => JSON.stringify(value, null, 4);

  it.each([
    ['an array', [JSON.stringify([list, selectors])]],
    ['a document a line', [`${JSON.stringify(list)}\n${JSON.stringify(selectors)}\n`]],
    ['one after another, as the CLI prints them', [`\uFEFF${pretty(list)}\r\n${pretty(selectors)}\r\n`]],
    ['a document a file, in any order', [pretty(selectors), pretty(list)]],
  ])('reads %s', (_, texts) => {
    expect(readTrails(texts.map((text) => ({ text, file: 'x' })))).toEqual([
      {
        trailArn: `${ARN}main`,
        accountId: '111122223333',
        isMultiRegionTrail: true,
        homeRegion: 'eu-west-1',
        isOrganizationTrail: false,
        includeGlobalServiceEvents: true,
        selection: { management: [management], data: [] },
      },
    ]);
  });

  it('does not guess what is not in the exports', () => {
    expect(read(list)[0]?.selection).toBe(undefined);
    expect(read(list, basic())[0]?.selection).toBe(undefined);
    const [trail] = read(selectors);
    expect(trail).toMatchObject({ accountId: '111122223333', homeRegion: 'eu-west-1' });
    expect(trail?.isMultiRegionTrail).toBe(undefined);
    expect(trail?.includeGlobalServiceEvents).toBe(undefined);
    expect(read({ trailList: [] })).toEqual([]);
  });

  it('takes a trail without selectors of its own to log management events alone', () => {
    const trail = { ...list.trailList[0], HasCustomEventSelectors: false };
    expect(read({ trailList: [trail] })[0]?.selection).toEqual({ management: [management], data: [] });
  });

  it('counts the later of two exports', () => {
    const later = basic({ ReadWriteType: 'ReadOnly' });
    expect(read(list, selectors, later)[0]?.selection?.management).toEqual([{ ...management, write: false }]);
  });

  it.each([
    ['', 'this is no export of trails'],
    ['not JSON', 'this is no export of trails'],
    ['[1, 2]', 'document 1 is no export of trails'],
    ['{"trailList": 3}', 'this is no export of trails'],
    ['{"TrailARN": "x"}', 'this is no export of trails'],
    ['{"EventSelectors": []}', 'this is no export of trails'],
    ['{"__proto__": {"trailList": []}}', 'this is no export of trails'],
    ['{"Records": []}', 'this is no export of trails'],
    ['{"trailList": []}\n{"trailList": [', 'document 2 is no export of trails'],
    ['{"trailList": []} }', 'document 2 is no export of trails'],
    ['[[{"trailList": []}]]', 'this is no export of trails'],
  ])('refuses %j', (text, message) => {
    try {
      readTrails([{ text, file: 'x.json' }]);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ kind: 'invalid-input', code: 'no-trail-export', message });
      expect(error).toMatchObject({
        location: 'x.json',
        help: expect.stringContaining('get-event-selectors'),
      });
    }
  });

  it('passes over odd members', () => {
    expect(read({ trailList: [null, 3, 'x', {}, { TrailARN: 7 }] })).toEqual([]);
    const [odd] = read({ trailList: [{ TrailARN: '__proto__', HomeRegion: 4, IsMultiRegionTrail: 'yes' }] });
    expect(odd).toMatchObject({ trailArn: '__proto__', accountId: undefined, homeRegion: undefined });
    expect(odd?.isMultiRegionTrail).toBe(undefined);
    expect(selection({ TrailARN: `${ARN}main`, EventSelectors: [null, 1] })).toBe(undefined);
    expect(selection(basic({ ReadWriteType: 7, DataResources: {} }))).toEqual({ management: [], data: [] });
    expect(selection(advanced([null as unknown as object, {}, { Field: 'eventCategory' }]))).toEqual({
      management: [],
      data: [],
    });
  });

  it('reads a long text that is not closed', () => {
    const text = `{"trailList": []}${'"\\"{['.repeat(200_000)}`;
    expect(() => readTrails([{ text, file: 'x' }])).toThrow('document 2 is no export of trails');
  });
});

describe('basic event selectors', () => {
  it('have defaults', () => {
    expect(selection(basic({}))).toEqual({ management: [management], data: [] });
  });

  it('log reads or writes, and leave event sources out', () => {
    const given = basic(
      { ReadWriteType: 'WriteOnly', ExcludeManagementEventSources: ['kms.amazonaws.com'] },
      { ReadWriteType: 'ReadOnly', IncludeManagementEvents: false },
    );
    expect(selection(given)?.management).toEqual([
      { read: false, write: true, isPartial: false, excludedSources: ['kms.amazonaws.com'] },
    ]);
  });

  it.each([
    ['AWS::S3::Object', ['arn:aws:s3'], false],
    ['AWS::S3::Object', ['arn:aws:s3:::'], false],
    ['AWS::S3::Object', ['arn:aws:s3:::amzn-s3-demo-bucket/', 'arn:aws:s3:::'], false],
    ['AWS::S3::Object', ['arn:aws:s3:::amzn-s3-demo-bucket/'], true],
    ['AWS::Lambda::Function', ['arn:aws-cn:lambda'], false],
    ['AWS::Lambda::Function', ['arn:aws:lambda:eu-west-1:111122223333:function:f'], true],
    ['AWS::DynamoDB::Table', ['arn:aws:dynamodb'], false],
  ])('log data events of %s: %j', (Type, Values, isPartial) => {
    const given = basic({
      ReadWriteType: 'ReadOnly',
      DataResources: [{ Type, Values }, { Type }, { Values }],
    });
    expect(selection(given)?.data).toEqual([{ resourceType: Type, read: true, write: false, isPartial }]);
  });
});

describe('advanced event selectors', () => {
  const of = (category: string) => field('eventCategory', 'Equals', category);
  const s3 = field('resources.type', 'Equals', 'AWS::S3::Object');

  it('log management events', () => {
    const given = advanced(
      [
        of('Management'),
        field('readOnly', 'Equals', 'false'),
        field('eventSource', 'NotEquals', 'kms.amazonaws.com', 'rdsdata.amazonaws.com'),
      ],
      [of('Management'), field('eventSource', 'Equals', 'ec2.amazonaws.com')],
      [of('Management'), field('userIdentity.arn', 'NotEndsWith', '/robot')],
    );
    expect(selection(given)).toEqual({
      management: [
        {
          read: false,
          write: true,
          isPartial: false,
          excludedSources: ['kms.amazonaws.com', 'rdsdata.amazonaws.com'],
        },
        { ...management, isPartial: true },
        { ...management, isPartial: true },
      ],
      data: [],
    });
  });

  it('log data events of a resource type, all of them or some', () => {
    const given = advanced(
      [of('Data'), s3],
      [of('Data'), s3, field('readOnly', 'Equals', 'true')],
      [of('Data'), s3, field('resources.ARN', 'StartsWith', 'arn:aws:s3:::amzn-s3-demo-bucket/')],
      [of('Data'), s3, field('eventName', 'NotEquals', 'GetObject')],
      [of('Data')],
      [of('NetworkActivity'), field('eventSource', 'Equals', 'kms.amazonaws.com')],
    );
    const all = { resourceType: 'AWS::S3::Object', read: true, write: true, isPartial: false };
    expect(selection(given)).toEqual({
      management: [],
      data: [all, { ...all, write: false }, { ...all, isPartial: true }, { ...all, isPartial: true }],
    });
  });
});
