// ARN formats: parsed, filled, matched; and matched again by a slow twin on random input.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fillArn,
  matchArn,
  onlyEndMissing,
  parseArnFormat,
} from '../../../src/catalog/resources/arn-format.js';
import { parseArn } from '../../../src/core/arn.js';

const scope = { partition: 'aws', region: 'eu-west-1', account: '111122223333' };
const dollar = (text: string): string => text.replaceAll('<', '${').replaceAll('>', '}');
const format = (text: string) => parseArnFormat(dollar(text));
const task = format('arn:<Partition>:ecs:<Region>:<Account>:task/<ClusterName>/<TaskId>');
const bucket = format('arn:<Partition>:s3:::<BucketName>');
const role = format('arn:<Partition>:iam::<Account>:role/<RoleNameWithPath>');

function match(one: ReturnType<typeof format>, text: string, how: 'strict' | 'lenient') {
  const arn = parseArn(text);
  const values = arn === undefined ? undefined : matchArn(one, arn, how);
  return values === undefined
    ? undefined
    : Object.fromEntries(one.variables.map((name, i) => [name, values[i]]));
}

describe('fillArn', () => {
  it('escapes names and says what is missing', () => {
    const filled = fillArn(task, ['a*', undefined], scope);
    expect(filled.arn).toBe(dollar('arn:aws:ecs:eu-west-1:111122223333:task/a<*>/*'));
    expect(filled.raw).toBe('arn:aws:ecs:eu-west-1:111122223333:task/a*/*');
    expect(filled.missing).toEqual(['TaskId']);
    expect(onlyEndMissing(task, filled.missing)).toBe(true);
    expect(onlyEndMissing(task, ['ClusterName'])).toBe(false);
  });
  it('folds a run of wildcards at the end', () => {
    expect(fillArn(task, task.noValues, scope).arn).toBe('arn:aws:ecs:eu-west-1:111122223333:task/*');
  });
  it('leaves Region and account out where the format does', () => {
    expect(fillArn(bucket, ['b'], scope).arn).toBe('arn:aws:s3:::b');
  });
});

describe('matchArn', () => {
  it('compares without the partition', () => {
    expect(match(bucket, 'arn:aws-cn:s3:::b', 'strict')).toEqual({ BucketName: 'b' });
  });
  it('tells a bucket from an object and from an access point', () => {
    expect(match(bucket, 'arn:aws:s3:::b/k', 'strict')).toBeUndefined();
    expect(match(bucket, 'arn:aws:s3:eu-west-1:111122223333:accesspoint/ap', 'lenient')).toBeUndefined();
  });
  it('has paths in IAM names', () => {
    expect(match(role, 'arn:aws:iam::111122223333:role/a/b', 'strict')).toEqual({ RoleNameWithPath: 'a/b' });
  });
  it('takes separators in the last variable only when lenient', () => {
    const text = 'arn:aws:ecs:eu-west-1:111122223333:task/c/a/b';
    expect(match(task, text, 'strict')).toBeUndefined();
    expect(match(task, text, 'lenient')).toEqual({ ClusterName: 'c', TaskId: 'a/b' });
  });
  it('gives back what was filled in', () => {
    const name = fc.stringMatching(/^[^/:\s]{1,12}$/u);
    const seed = Date.now() % 2_147_483_647;
    console.log(`seed ${seed}`);
    fc.assert(
      fc.property(name, name, (cluster, id) => {
        const { raw } = fillArn(task, [cluster, id], scope);
        expect(match(task, raw, 'strict')).toEqual({ ClusterName: cluster, TaskId: id });
        expect(match(task, raw, 'strict')).toEqual(slowMatch(raw));
      }),
      { seed },
    );
  });
});

/** The slow twin, for `task/<ClusterName>/<TaskId>`: splits where the format says. */
function slowMatch(text: string): Record<string, string> | undefined {
  const [arn, , service, , , ...rest] = text.split(':');
  const [kind, cluster, id, ...more] = rest.join(':').split('/');
  if (arn !== 'arn' || service !== 'ecs' || kind !== 'task' || more.length > 0) return undefined;
  return cluster === undefined || id === undefined ? undefined : { ClusterName: cluster, TaskId: id };
}
