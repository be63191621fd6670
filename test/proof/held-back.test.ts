// What is held back, how policies are graded, and why later calls would have been denied.
import { describe, expect, it } from 'vitest';
import { generatePolicies } from '../../src/generation/generate-policies.js';
import { replay } from '../../src/proof/backtest.js';
import { coverageOf, type GradeInput, gradeOf, oddActions } from '../../src/proof/grade.js';
import { holdBack } from '../../src/proof/held-back.js';
import { usedRequests } from '../../src/proof/used-requests.js';
import {
  DAY_SECONDS,
  generationOptions,
  permissionRows,
  principalUsage,
  type UsageRow,
} from '../generation/usage-rows.js';

const period = { startTime: 0, endTime: 30 * DAY_SECONDS };
const habits = { period, newNetworks: new Map<string, readonly string[]>() };
const rowsOf = (...rows: UsageRow[]) => rows.flatMap(permissionRows);

describe('holdBack', () => {
  const TRAIL = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/t';
  const stop = { action: 'cloudtrail:StopLogging', resource: TRAIL };

  it('holds a dangerous action back where it was rare, or first seen at the end', () => {
    const rare = holdBack(
      rowsOf(stop, { action: 's3:GetObject', resource: 'arn:aws:s3:::b/k' }),
      habits,
      new Set(),
    );
    expect(rare.kept.map(({ action }) => action)).toEqual(['s3:GetObject']);
    expect(rare.heldBack).toEqual([
      {
        action: 'cloudtrail:StopLogging',
        resources: [TRAIL],
        reasons: ['an action that turns off or changes what is logged or watched', 'called once'],
      },
    ]);
    const late = holdBack(rowsOf({ ...stop, count: 50, firstDay: 28 }), habits, new Set());
    expect(late.heldBack[0]?.reasons[1]).toBe('first seen on 1970-01-29, at the end of the logs');
  });

  it('does not where it was in use throughout, where it is accepted, and where it was refused', () => {
    for (const rows of [
      rowsOf({ ...stop, count: 50, lastDay: 29 }),
      rowsOf({ ...stop, auth: 'denied', cause: 'explicit-deny' }),
    ])
      expect(holdBack(rows, habits, new Set())).toEqual({ kept: rows, heldBack: [] });
    const rows = rowsOf(stop);
    expect(holdBack(rows, habits, new Set(['cloudtrail:StopLogging']))).toEqual({ kept: rows, heldBack: [] });
  });

  it('does not hold other actions back, however rare', () => {
    const rows = rowsOf({
      action: 'sqs:SendMessage',
      resource: 'arn:aws:sqs:eu-west-1:111122223333:q',
      firstDay: 29,
    });
    expect(holdBack(rows, habits, new Set()).heldBack).toEqual([]);
    expect(oddActions(rows, habits)).toEqual(['sqs:SendMessage']);
  });

  it('holds one back that came only from a network that was new, however often', () => {
    const rows = rowsOf({ ...stop, count: 50, lastDay: 29 });
    const newNetworks = new Map([['cloudtrail:StopLogging', ['198.51.0.0/16']]]);
    expect(holdBack(rows, { period, newNetworks }, new Set()).heldBack[0]?.reasons.slice(1)).toEqual([
      'called only from where it had not called from before: 198.51.0.0/16',
    ]);
  });

  it('takes nothing for late in logs of a few days', () => {
    const short = { startTime: 0, endTime: 5 * DAY_SECONDS };
    expect(
      oddActions(rowsOf({ action: 'sqs:SendMessage', firstDay: 4 }), { ...habits, period: short }),
    ).toEqual([]);
  });
});

describe('gradeOf', () => {
  const input: GradeInput = {
    facts: {
      sufficient: true,
      checkedRequests: 10,
      allowedRequests: 10,
      missing: [],
      tight: true,
      unused: [],
      withinCurrent: null,
      current: null,
      valid: true,
      findings: [],
      backtest: { trainedEvents: 700, replayedEvents: 300, denied: 0 },
    },
    generated: { isComplete: true, widened: [] },
    heldBack: [],
    coverage: { days: 30, daysWithLogs: 30 },
    principal: { accountId: '111122223333', services: ['s3'] },
    odd: [],
  };
  it('say what a wider resource covers that was not seen', () => {
    const to = 'arn:aws:s3:::amzn-s3-demo-bucket/*.jpg';
    const widened = [
      { actions: ['s3:GetObject'], from: [], fromCount: 458, to, reason: 'names-vary' as const },
    ];
    expect(gradeOf({ ...input, generated: { isComplete: true, widened } })).toEqual({
      grade: 'review',
      reasons: [`widened: ${to} covers more than the 458 seen`],
    });
  });
  const facts = (more: Partial<GradeInput['facts']>): GradeInput => ({
    ...input,
    facts: { ...input.facts, ...more },
  });
  const replayed = (denied: number) =>
    facts({ backtest: { trainedEvents: 700, replayedEvents: 300, denied } });

  it.each<[string, GradeInput, string]>([
    ['nothing against it', input, 'ready'],
    ['3 of 300 later calls denied', replayed(3), 'ready'],
    ['4 of 300', replayed(4), 'review'],
    ['30 of 300', replayed(30), 'review'],
    ['31 of 300', replayed(31), 'insufficient'],
    ['nothing to replay', facts({ backtest: null }), 'review'],
    ['not sufficient', facts({ sufficient: false, allowedRequests: 9 }), 'insufficient'],
    ['not valid', facts({ valid: false, findings: ['INVALID_ACTION'] }), 'insufficient'],
    ['not within', facts({ withinCurrent: false }), 'insufficient'],
    ['not tight', facts({ tight: false }), 'review'],
    ['not complete', { ...input, generated: { isComplete: false, widened: [] } }, 'review'],
    ['held back', { ...input, heldBack: [{ action: 'a:B', resources: [], reasons: [] }] }, 'review'],
    ['six days', { ...input, coverage: { days: 6, daysWithLogs: 6 } }, 'insufficient'],
    ['seven days', { ...input, coverage: { days: 7, daysWithLogs: 7 } }, 'review'],
    ['no trail', { ...input, coverage: { ...input.coverage, trails: [] } }, 'review'],
    ['a gap', { ...input, coverage: { days: 30, daysWithLogs: 29 } }, 'review'],
    ['an odd action', { ...input, odd: ['sqs:SendMessage'] }, 'review'],
  ])('%s', (_, given, grade) => {
    const graded = gradeOf(given);
    expect([graded.grade, graded.reasons.length > 0]).toEqual([grade, grade !== 'ready']);
  });

  it('counts the days that a period touches', () => {
    expect(coverageOf({ startTime: DAY_SECONDS - 1, endTime: DAY_SECONDS }, 2)).toEqual({
      days: 2,
      daysWithLogs: 2,
    });
  });
});

describe('replay', () => {
  const ROLE = 'arn:aws:iam::111122223333:role/app';
  const q = (name: string, region = 'eu-west-1'): string => `arn:aws:sqs:${region}:111122223333:${name}`;
  const passTo = (service: string): UsageRow => ({
    action: 'iam:PassRole',
    resource: 'arn:aws:iam::111122223333:role/task',
    type: 'iam:role',
    conditions: { StringEquals: { 'iam:PassedToService': [service] } },
  });
  const trained = rowsOf(
    { action: 'sqs:SendMessage', resource: q('a'), type: 'sqs:queue' },
    passTo('ecs-tasks.amazonaws.com'),
  );
  const { documents } = generatePolicies(principalUsage(trained), generationOptions());

  it('says why a later call would have been denied', () => {
    const rest = rowsOf(
      { action: 'sqs:SendMessage', resource: q('a'), count: 10 },
      { action: 'sqs:SendMessage', resource: q('b'), count: 4 },
      { action: 'sqs:SendMessage', resource: q('a', 'us-east-1'), count: 3 },
      { action: 'sqs:DeleteMessage', resource: q('a'), count: 2 },
      passTo('ec2.amazonaws.com'),
      { action: 'sqs:PurgeQueue', resource: q('a'), auth: 'denied', cause: 'explicit-deny' },
    );
    const earlier = trained.map((use) => ({ ...use, before: use }));
    const { calls, deniedCalls, denied } = replay(documents, usedRequests(ROLE, [...earlier, ...rest]));
    expect([calls, deniedCalls]).toEqual([20, 10]);
    expect(denied.map(({ action, cause, count }) => [action, cause, count])).toEqual([
      ['sqs:SendMessage', 'new-resource', 4],
      ['sqs:SendMessage', 'new-region', 3],
      ['sqs:DeleteMessage', 'new-action', 2],
      ['iam:PassRole', 'new-condition', 1],
    ]);
  });
});
