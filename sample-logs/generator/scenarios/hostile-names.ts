// Names that a careless reader would take for something else: wildcards, policy variables, prototype keys, paths
// that climb, names that Windows reserves, scripts other than Latin. All are names that AWS accepts.
import { type Call, call, type JsonFields, type Scene } from '../call.js';
import { BUCKET, KEY, PRODUCTION, SEED } from '../company.js';
import { role } from '../principal.js';
import { Random } from '../random.js';
import type { Delivered } from '../record.js';
import { iam } from '../services/identity.js';
import { createSecret, kmsForObject } from '../services/keys-and-secrets.js';
import { cloudWatch } from '../services/operations.js';
import {
  copyObject,
  deleteObject,
  getObject,
  listObjects,
  putObject,
  putObjectTagging,
} from '../services/storage.js';
import { principalNamed } from '../workloads/company-workloads.js';
import { callsAt } from './bare-record.js';

/** A path may hold any of U+0021 to U+007E, so also dots. */
export const climbingRole = role(PRODUCTION, 'night-ops', 'lambda', { path: '/teams/../../ops/' });
/** A device name on Windows. */
export const reservedNameRole = role(PRODUCTION, 'CON', 'lambda', { path: '/legacy/' });
/** All the punctuation that a role's name may have. */
export const punctuatedRole = role(PRODUCTION, 'audit+trail=2026,v1.@home-_x', 'lambda', {
  path: "/a!b#c'd(e)~/",
});

export const HOSTILE_KEYS = [
  'reports/*',
  'reports/q?.csv',
  'home/${aws:username}/notes.txt',
  'odd/${*}/$/end',
  '../../etc/passwd',
  '請求書/2026年9月/株式会社.pdf',
  'счета/сентябрь.pdf',
  'emoji/\u{1F4B8}/receipt.pdf',
  'quote"and\\backslash.txt',
  'line\nbreak\tand\u0007bell.txt',
  '__proto__/constructor/prototype.json',
  ' leading and trailing ',
  `long/${'x'.repeat(900)}`,
] as const;

export function hostileNameRecords(): Delivered[] {
  const renderer = principalNamed(PRODUCTION, 'invoice-renderer-role');
  const keys = HOSTILE_KEYS.flatMap((key, i) =>
    callsAt(renderer, 'eu-west-1', { day: 5 + i, at: '11:11:11' }, (s) => [
      putObject(s, BUCKET.invoices, key, { key: KEY.invoices }),
      kmsForObject(s, 'GenerateDataKey', KEY.invoices, BUCKET.invoices, key),
      getObject(s, BUCKET.invoices, key),
    ]),
  );
  const others = callsAt(renderer, 'eu-west-1', { day: 6, at: '12:00:00' }, (s) => [
    listObjects(s, BUCKET.invoices, 'reports/*'),
    copyObject(
      s,
      { bucket: BUCKET.invoices, key: '%E8%AB%8B%E6%B1%82%E6%9B%B8/2026.pdf' },
      { bucket: BUCKET.invoices, key: 'copy/請求書.pdf' },
    ),
    deleteObject(s, BUCKET.invoices, 'reports/*'),
  ]);
  return [...keys, ...others, ...prototypeKeys(), ...oddRoles()];
}

/** JSON.parse makes `__proto__` an own key; an object literal would not. */
function prototypeTags(): JsonFields {
  return JSON.parse('{"__proto__":"polluted","constructor":"data","toString":"text"}') as JsonFields;
}

function prototypeKeys(): Delivered[] {
  const terraform = principalNamed(PRODUCTION, 'TerraformApply');
  const tagging = principalNamed(PRODUCTION, 'thumbnails-role');
  const map = (s: Scene): Call =>
    call('lambda', 'TagResource20170331v2', {
      resource: `arn:aws:lambda:${s.region}:${s.account}:function:orders-api`,
      tags: prototypeTags(),
    });
  return [
    ...callsAt(terraform, 'us-east-1', { day: 9, at: '13:00:00' }, (s) => [
      createSecret(s, 'production/hostile/tags', prototypeTags()),
      map(s),
      iam('TagRole', { roleName: 'orders-api-role', tags: [{ key: '__proto__', value: 'polluted' }] }),
    ]),
    ...callsAt(tagging, 'us-east-1', { day: 9, at: '13:05:00' }, (s) => [
      putObjectTagging(s, BUCKET.thumbnails, 'thumbs/__proto__.jpg', prototypeTags()),
    ]),
  ];
}

function oddRoles(): Delivered[] {
  const random = new Random(SEED, 'odd roles');
  return [climbingRole, reservedNameRole, punctuatedRole].flatMap((odd) =>
    Array.from({ length: 6 }, (_, i) =>
      callsAt(odd, 'us-east-1', { day: 2 + i * 4, at: `0${random.integer(1, 9)}:20:00` }, (s) => [
        cloudWatch('DescribeAlarms', { alarmNames: ['警報-在庫'] }),
        getObject(s, BUCKET.assets, `ops/${odd.name}/state.json`),
      ]),
    ).flat(),
  );
}
