// Generated policies against what the records themselves must have been authorised for, by a mapper that shares nothing with
// the program's: a mistake of its own cannot prove itself right.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { prepareRequest } from '../../src/evaluation/prepare-request.js';
import { principalOfArn } from '../../src/evaluation/principal.js';
import { parsePolicy } from '../../src/policy/parse-policy.js';
import { PolicyAsked } from '../../src/proof/used-requests.js';
import { type SlowRequest, slowPrincipal, slowRequests } from '../reference/slow-mapper.js';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const SAMPLES = join(ROOT, 'sample-logs', 'AWSLogs');
const folder = mkdtempSync(join(tmpdir(), 'trailwright-twin-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Asked {
  principal: string;
  uniqueId: string;
  request: SlowRequest;
}

/** Every distinct request that the twin knows of, and how many of the distinct calls it knows. */
function askedOfSamples() {
  const asked = new Map<string, Asked>();
  const calls = { known: new Set<string>(), unknown: new Set<string>() };
  for (const file of readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.json.gz') || file.includes('Digest')) continue;
    const { Records } = JSON.parse(gunzipSync(readFileSync(join(SAMPLES, file))).toString());
    for (const record of Records) {
      const who = slowPrincipal(record);
      if (who === undefined) continue;
      const principal = who.arn;
      const requests = slowRequests(record);
      const call = `${principal} ${record.eventSource} ${record.eventName}`;
      (requests === undefined ? calls.unknown : calls.known).add(call);
      for (const request of requests ?? [])
        asked.set(JSON.stringify([who, request]), { principal, uniqueId: who.uniqueId, request });
    }
  }
  return { asked: [...asked.values()], calls };
}

const { asked, calls } = askedOfSamples();

/** Which requests the policies written for their principals do not allow. */
function refusedBy(flags: string[]): { refused: Asked[]; documents: Map<string, object[]> } {
  const out = join(folder, String(flags.length));
  const { stdout } = spawnSync(
    process.execPath,
    [
      join(ROOT, 'dist/src/cli/main.js'),
      'generate',
      join(ROOT, 'sample-logs'),
      '--out',
      out,
      '--json',
      ...flags,
    ],
    { encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  const documents = new Map<string, object[]>();
  const held = new Map<string, Set<string>>();
  // Of a role that was deleted and made anew the policy is for the newest.
  const newest = new Map<string, string>();
  for (const { principalArn, uniqueId, policyFiles, heldBack } of JSON.parse(stdout).principals) {
    newest.set(principalArn, uniqueId);
    documents.set(
      principalArn,
      policyFiles.map((file: string) => JSON.parse(readFileSync(join(out, file), 'utf8'))),
    );
    held.set(principalArn, new Set(heldBack.map(({ action }: { action: string }) => action)));
  }
  const asking = new Map<string, PolicyAsked>();
  const refused = asked.filter(({ principal, uniqueId, request }) => {
    if (newest.get(principal) !== uniqueId || held.get(principal)?.has(request.action)) return false;
    const policies = asking.get(principal) ?? askedOf(documents.get(principal) ?? []);
    asking.set(principal, policies);
    return !isAllowed(policies, principal, request);
  });
  return { refused, documents };
}

function askedOf(documents: readonly object[]): PolicyAsked {
  return new PolicyAsked(documents.map((document) => parsePolicy(JSON.stringify(document))));
}

function isAllowed(policies: PolicyAsked, arn: string, { action, resource, context }: SlowRequest): boolean {
  const principal = principalOfArn(arn) ?? { kind: 'anonymous' };
  const prepared = prepareRequest({
    ...{ principal, action, resource, resourceAccount: undefined },
    context: new Map(Object.entries(context)),
  });
  return policies.allows({ prepared });
}

describe('the slow mapper', () => {
  it('knows most calls of sample-logs', () => {
    const share = calls.known.size / (calls.known.size + calls.unknown.size);
    console.log(
      `${asked.length} distinct requests, ${(100 * share).toFixed(0)} % of the distinct calls of principals`,
    );
    expect(share).toBeGreaterThan(0.5);
    expect(asked.length).toBeGreaterThan(1_500);
  });
});

describe('the policies of sample-logs', () => {
  const exact = refusedBy([]);

  it('allow every request that the twin knows', () => {
    expect(exact.refused).toEqual([]);
  });

  it('do so too where names and resources are widened', () => {
    expect(refusedBy(['--granularity', 'action']).refused).toEqual([]);
    expect(refusedBy(['--generalize']).refused).toEqual([]);
  });

  it('are found out where one of their resources is missing', () => {
    let noticed = 0;
    for (const { principal, request } of asked.filter((_, i) => i % 97 === 0)) {
      const text = JSON.stringify(exact.documents.get(principal) ?? []);
      const without = JSON.parse(
        text.replaceAll(JSON.stringify(request.resource), '"arn:aws:s3:::no-such-bucket"'),
      );
      if (!isAllowed(askedOf(without), principal, request)) noticed++;
    }
    expect(noticed).toBeGreaterThan(5);
  });
});
