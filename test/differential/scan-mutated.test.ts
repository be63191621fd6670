// The scanners against their twin on documents that were made strange at random. TRAILWRIGHT_LARGE=1: a million of them.
import { describe, expect, it } from 'vitest';
import { compare, shown } from './scan-comparison.js';
import { corpusFiles, corpusRecords, SMALL_DOCUMENTS } from './scan-corpus.js';
import { mutated } from './scan-mutations.js';
import { SeededRandom, seedOfRun } from './scan-random.js';

const DOCUMENTS = process.env.TRAILWRIGHT_LARGE === '1' ? 1_000_000 : 20_000;
/** Up to this size the records that are kept before a fault are compared each time, else once in 64. */
const SMALL_BYTES = 300;

// What is thrown away by the hundred thousand needs no stack.
Error.stackTraceLimit = 0;

describe('the record scanner', () => {
  const files = corpusFiles();

  it('reads every whole file as the twin does', () => {
    expect(files.length).toBeGreaterThan(100);
    for (const { path, bytes } of files) {
      const { difference, broken, taken } = compare(bytes, { checkKept: false });
      if (difference !== undefined) throw new Error(`${path}: ${difference}`);
      if (!broken && !taken) throw new Error(`${path}: the scanner in WebAssembly does not take it`);
    }
  });

  it(`reads ${DOCUMENTS} mutated documents as the twin does`, { timeout: 3_600_000 }, () => {
    const seed = seedOfRun();
    const latin1 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
    const records = corpusRecords(files, 3, 2000).map(latin1);
    const small = SMALL_DOCUMENTS.map(latin1);
    const counts = { whole: 0, broken: 0, withRecords: 0, takenByWasm: 0 };
    for (let i = 0; i < DOCUMENTS; i++) {
      const random = new SeededRandom(seed + i);
      const { bytes, names } = mutated(base(random, small, records), random);
      const checkKept = bytes.length <= SMALL_BYTES || random.onceIn(64);
      const { difference, broken, records: bare, taken } = compare(bytes, { checkKept });
      if (broken) counts.broken++;
      else counts.whole++;
      if (bare > 0) counts.withRecords++;
      if (taken) counts.takenByWasm++;
      if (difference !== undefined) {
        throw new Error(`${difference}\nTRAILWRIGHT_SEED=${seed + i} [${names}]\n${shown(bytes)}`);
      }
    }
    console.log(counts);
    // A run that tries only one side says little.
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(DOCUMENTS / 5);
  });
});

/** A small document, or one to three records of the corpus in one of the shapes that logs have. */
function base(random: SeededRandom, small: readonly string[], records: readonly string[]): string {
  if (random.onceIn(2)) return random.pick(small);
  const some = Array.from({ length: 1 + random.below(3) }, () => random.pick(records));
  const [first = ''] = some;
  return random.pick([`{"Records":[${some}]}`, `[${some}]`, first, `{"Records":[${some}],"x":1}`]);
}
