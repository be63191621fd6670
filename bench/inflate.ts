// How fast is one log file inflated? node:zlib whole, with larger chunks, as a stream, and zlib-sync where it is
// installed. Answers which way src/trail/inflate.ts goes. Usage: node dist/bench/inflate.js [megabytes of text]
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { createGunzip, gunzipSync, gzipSync } from 'node:zlib';
import { Bench } from 'tinybench';
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

const megabytes = Number(process.argv[2] ?? 16);
const text = sampleText(megabytes * 1024 * 1024);
const packed = gzipSync(text);
console.log(
  `${text.length} bytes of JSON from ${packed.length}, ${(text.length / packed.length).toFixed(1)} to 1`,
);

const bench = new Bench({ time: 2000, warmupTime: 500 });
for (const chunkKib of [16, 64, 256, 1024]) {
  bench.add(`gunzipSync, chunks of ${chunkKib} KiB`, () => {
    gunzipSync(packed, { chunkSize: chunkKib * 1024 });
  });
}
bench.add('createGunzip, chunks of 256 KiB', async () => {
  for await (const _ of Readable.from([packed]).pipe(createGunzip({ chunkSize: 256 * 1024 })));
});
const addon = zlibSync();
if (addon === undefined) console.log('zlib-sync is not installed: left out');
else {
  for (const chunkKib of [64, 256, 1024]) {
    bench.add(`zlib-sync, chunks of ${chunkKib} KiB`, () => {
      const inflate = new addon.Inflate({ chunkSize: chunkKib * 1024, windowBits: 31 });
      inflate.push(packed, addon.Z_FINISH);
      if (inflate.err < 0 || inflate.result?.length !== text.length)
        throw new Error('zlib-sync gave other bytes');
    });
  }
}
await bench.run();
console.table(
  bench.tasks.map((task) => {
    const result = task.result;
    const medianMs = 'latency' in result ? result.latency.p50 : Number.NaN;
    return {
      task: task.name,
      'median ms': medianMs.toFixed(1),
      'MB/s': (text.length / 1e3 / medianMs).toFixed(0),
    };
  }),
);
