// How fast is one log file inflated? Our decoder, node:zlib at once and as a stream, zlib-sync where it is installed. By
// processor time: other work on the machine does not count. Answers which way src/trail/inflate.ts goes.
// Usage: node dist/bench/inflate.js [ROUNDS]
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { createGunzip, gunzipSync, gzipSync } from 'node:zlib';
import { giveBack, inflateInZlib } from '../src/trail/inflate.js';
import { inflateInWasm } from '../src/trail/inflate-in-wasm.js';
import { archiveRecords, DEFAULT_SHAPE } from './generate-archive.js';
import { sampleText } from './sample-text.js';

interface ZlibSync {
  Inflate: new (options: {
    chunkSize: number;
    windowBits: number;
  }) => {
    push(data: Buffer, flush: number): void;
    readonly err: number;
    readonly result: Buffer | string | null;
  };
  Z_FINISH: number;
}

/** The addon, if this machine has it and it can inflate. */
function zlibSync(): ZlibSync | undefined {
  try {
    return createRequire(import.meta.url)('zlib-sync') as ZlibSync;
  } catch {
    return undefined;
  }
}

const BUDGET = 64 * 1024 * 1024;

/** Each takes one file, and is timed on its own, so that none pays for the garbage of another. */
const ways: [name: string, inflate: (packed: Buffer, text: Buffer) => number | Promise<number>][] = [
  [
    'our decoder',
    (packed, text) => {
      const got = inflateInWasm(packed, BUDGET, text.length);
      if (!(got instanceof Buffer)) return 0;
      giveBack(got);
      return got.length;
    },
  ],
  ['node:zlib, in one piece', (packed) => inflateInZlib(packed, BUDGET)?.length ?? 0],
  ['node:zlib, pieces of 256 KiB', (packed) => gunzipSync(packed, { chunkSize: 256 * 1024 }).length],
  [
    'node:zlib, a stream',
    async (packed) => {
      let bytes = 0;
      const stream = Readable.from([packed]).pipe(createGunzip({ chunkSize: 256 * 1024 }));
      for await (const chunk of stream) bytes += (chunk as Buffer).length;
      return bytes;
    },
  ],
];
const addon = zlibSync();
if (addon === undefined) console.log('zlib-sync is not installed: left out');
else
  ways.push([
    'zlib-sync',
    (packed) => {
      const inflate = new addon.Inflate({ chunkSize: 256 * 1024, windowBits: 31 });
      inflate.push(packed, addon.Z_FINISH);
      return inflate.result?.length ?? 0;
    },
  ]);

const rounds = Number(process.argv[2] ?? 41);
const records = [...archiveRecords({ ...DEFAULT_SHAPE, events: 2500 })];
const texts: [name: string, text: Buffer][] = [
  ['1 MB', sampleText(1e6)],
  ['16 MB', sampleText(16e6)],
  ['2500 records', Buffer.from(JSON.stringify({ Records: records }))],
];
const rows: Record<string, string | number>[] = [];
for (const [name, text] of texts)
  for (const level of [1, 6, 9]) {
    const packed = gzipSync(text, { level });
    const row: Record<string, string | number> = {
      text: name,
      level,
      ratio: (text.length / packed.length).toFixed(1),
    };
    for (const [way, inflate] of ways) {
      const times: number[] = [];
      for (let round = -5; round < rounds; round++) {
        const start = process.cpuUsage();
        if ((await inflate(packed, text)) !== text.length) throw new Error(`${way} gave other bytes`);
        const { user, system } = process.cpuUsage(start);
        if (round >= 0) times.push(user + system);
      }
      times.sort((a, b) => a - b);
      row[way] = Math.round(text.length / (times[times.length >> 1] ?? 0));
    }
    rows.push(row);
  }
console.log(`MB of text for each second of processor time, median of ${rounds}`);
console.table(rows);
