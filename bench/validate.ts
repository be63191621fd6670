// How long does a policy take to be parsed and validated? 1,000 policies in one process, in turn with themselves; then
// one file as a whole process. Policies are made from the catalog, or come from a file of JSON lines, each with a policy
// under `policyDocument`, `submittedText` or `policy`.
// Usage: node dist/bench/validate.js [policies.jsonl]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allActionsOf, allServices, resourceTypesOf } from '../src/catalog/actions.js';
import { parsePolicy } from '../src/policy/parse-policy.js';
import { validatePolicy } from '../src/validation/validate-policy.js';
import { type RandomWords, randomWords } from './random-words.js';

const POLICIES = 1_000;
const ROUNDS = 5;
const STARTS = 11;

function madePolicy(number: number): string {
  const words = randomWords(1, 7, number);
  // Most policies have a few statements, some have dozens.
  const statements = 1 + Math.floor(24 * words.share() ** 3);
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: Array.from({ length: statements }, () => madeStatement(words)),
  });
}

function madeStatement(words: RandomWords): object {
  const service = words.pick(allServices());
  const actions = allActionsOf(service);
  const formats = [...resourceTypesOf(service).values()].flatMap(({ arnFormats }) => arnFormats);
  return {
    Effect: 'Allow',
    Action: Array.from({ length: 1 + words.below(25) }, () =>
      actions.length === 0 ? `${service}:*` : words.pick(actions).fullName,
    ),
    Resource: formats.length === 0 ? '*' : [words.pick(formats).replace(/\$\{[^}]*\}/g, '*')],
    ...(words.below(3) === 0 ? { Condition: { StringEquals: { 'aws:ResourceTag/team': 'blue' } } } : {}),
  };
}

function readPolicies(file: string): string[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => {
    const { policyDocument, submittedText, policy } = JSON.parse(line);
    const found = policyDocument ?? submittedText ?? policy;
    return typeof found === 'string' ? found : JSON.stringify(found);
  });
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

const given = process.argv[2];
const texts =
  given === undefined ? Array.from({ length: POLICIES }, (_, i) => madePolicy(i)) : readPolicies(given);
const sizes = texts.map((text) => text.length).sort((a, b) => a - b);
console.log(`${texts.length} policies, median ${quantile(sizes, 0.5)} characters, largest ${sizes.at(-1)}`);
for (let round = 1; round <= ROUNDS; round++) {
  const started = performance.now();
  let findings = 0;
  const times = texts.map((text) => {
    const before = performance.now();
    findings += validatePolicy(parsePolicy(text), { policyType: 'IDENTITY_POLICY' }).length;
    return performance.now() - before;
  });
  const total = performance.now() - started;
  times.sort((a, b) => a - b);
  console.log(
    `round ${round}: ${total.toFixed(0)} ms, median ${quantile(times, 0.5).toFixed(3)} ms, ` +
      `90 % under ${quantile(times, 0.9).toFixed(3)} ms, longest ${(times.at(-1) ?? 0).toFixed(1)} ms, ` +
      `${findings} findings, ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
  );
}

const folder = mkdtempSync(join(tmpdir(), 'trailwright-bench-validate-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'policy.json');
const byLength = texts.toSorted((a, b) => a.length - b.length);
writeFileSync(file, byLength[byLength.length >> 1] ?? '{}');
const main = fileURLToPath(new URL('../src/cli/main.js', import.meta.url));
const timeOf = (args: readonly string[]): number => {
  const before = performance.now();
  spawnSync(process.execPath, args);
  return performance.now() - before;
};
const starts: Record<string, number[]> = { node: [], 'validate-policy': [] };
for (let i = 0; i < STARTS; i++) {
  starts.node?.push(timeOf(['-e', '0']));
  starts['validate-policy']?.push(
    timeOf([main, 'validate-policy', file, '--policy-type', 'IDENTITY_POLICY']),
  );
}
for (const [name, times] of Object.entries(starts)) {
  times.sort((a, b) => a - b);
  console.log(
    `start to answer, ${name}: median ${quantile(times, 0.5).toFixed(0)} ms, least ${times[0]?.toFixed(0)} ms`,
  );
}
