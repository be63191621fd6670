// What the summary says of the coverage, within 80 columns.
import { expect, it } from 'vitest';
import type { Trail } from '../../src/account/read-trails.js';
import { coverageLines } from '../../src/report/coverage-lines.js';

const both = { read: true, write: true, isPartial: false };
const all = { ...both, excludedSources: [] };
const noKms = { ...both, excludedSources: ['kms.amazonaws.com'] };
const type = (resourceType: string) => ({ ...both, resourceType });
const trail = (
  selection: Trail['selection'],
  accountId = '111122223333',
  isMultiRegionTrail = true,
): Trail => ({
  trailArn: `arn:aws:cloudtrail:eu-west-1:${accountId}:trail/main`,
  accountId,
  isMultiRegionTrail,
  homeRegion: 'eu-west-1',
  isOrganizationTrail: false,
  includeGlobalServiceEvents: true,
  selection,
});
const management = { management: [all], data: [] };
const [s3, sns] = [type('AWS::S3::Object'), type('AWS::SNS::Topic')];

it.each<[Trail[] | undefined, string, ...string[]]>([
  [undefined, 'what trails log is not known (see --trails)'],
  [[], 'no trail in the exports'],
  [[trail(undefined)], 'event selectors are not known'],
  [[trail(management)], 'management events only'],
  [[trail(management, undefined, false)], 'some management events only'],
  [
    [trail(management), trail({ management: [noKms], data: [] }, '444455556666')],
    'some management events only',
  ],
  [
    [trail({ management: [all], data: [s3] }), trail(undefined)],
    'management events, data events of 1 type',
    '           event selectors are not known of 1 trail',
  ],
  [[trail({ management: [], data: [s3, sns, s3] })], 'data events of 2 types only'],
  [[trail({ management: [], data: [] })], 'no events'],
])('%#', (trails, first, ...more) => {
  const lines = coverageLines({ days: 1365, daysWithLogs: 1364, trails });
  expect(lines).toEqual([`coverage   1,364 of 1,365 days; ${first}`, ...more]);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
});
