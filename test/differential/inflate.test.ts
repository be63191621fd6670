// Our inflating against node:zlib, on streams of every kind and on damaged ones. TRAILWRIGHT_LARGE=1: 100,000 of each.
import { once } from 'node:events';
import { constants, crc32, createDeflateRaw, gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { giveBack, inflateInZlib, inflateWhole, isGzip } from '../../src/trail/inflate.js';
import { inflateInWasm, PAST_BUDGET } from '../../src/trail/inflate-in-wasm.js';
import { dropWasmModule, wasmModule } from '../../src/trail/wasm-module.js';
import { randomDeflate } from './deflate-random.js';
import { damaged, gzipOf, randomMember, randomOptions, randomText } from './gzip-random.js';
import { rawInWasm, rawInZlib } from './inflate-raw.js';
import { SeededRandom, seedOfRun } from './scan-random.js';

const STREAMS = process.env.TRAILWRIGHT_LARGE === '1' ? 100_000 : 2000;
const BUDGET = 1 << 26;
const WORDS = JSON.stringify({
  Records: [
    { eventVersion: '1.11', userIdentity: { type: 'AssumedRole' }, awsRegion: 'eu-west-1', readOnly: true },
  ],
}).split(/(?<=[:,])/);

Error.stackTraceLimit = 0;

/** The text, what it throws, or that it is past the budget. */
function outcome(inflate: () => Buffer | undefined): { text?: Buffer | undefined; error?: string } {
  try {
    return { text: inflate() };
  } catch (error) {
    return { error: `${(error as NodeJS.ErrnoException).code}: ${(error as Error).message}` };
  }
}

function same(a: Buffer | undefined, b: Buffer | undefined): boolean {
  return a === undefined || b === undefined ? a === b : a.equals(b);
}

const module = wasmModule();
const MEMBER_HEADER = gzipSync('').subarray(0, 10);

describe('inflating in WebAssembly', () => {
  it('is built', () => {
    expect(module).toBeDefined();
  });

  it(`takes ${STREAMS} raw streams as zlib does, sound or not`, { timeout: 3_600_000 }, () => {
    if (module === undefined) return;
    const seed = seedOfRun();
    const counts = { whole: 0, refused: 0 };
    for (let i = 0; i < STREAMS; i++) {
      const random = new SeededRandom(seed + i);
      let stream = randomDeflate(random, random.pick([4, 20, 1000]));
      if (random.onceIn(4) && stream.length > 0) stream = damaged(random, stream);
      if (random.onceIn(2)) stream = Buffer.concat([stream, Buffer.from('behind it')]);
      const theirs = rawInZlib(stream);
      const piece = random.pick([1, 7, 1000, 1 << 18]);
      const ours = rawInWasm(module, stream, piece, theirs ? theirs.text.length : 1 << 20);
      if (ours?.consumed !== theirs?.consumed || !same(ours?.text, theirs?.text))
        throw new Error(`TRAILWRIGHT_SEED=${seed + i}\n${stream.toString('base64')}`);
      if (ours === undefined) counts.refused++;
      else counts.whole++;
    }
    console.log(counts);
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(STREAMS / 5);
  });

  it(`takes ${STREAMS} gzip files as zlib does, sound or not`, { timeout: 3_600_000 }, () => {
    const seed = seedOfRun();
    const counts = { inWasm: 0, whole: 0, pastBudget: 0, refused: 0 };
    for (let i = 0; i < STREAMS; i++) {
      const random = new SeededRandom(seed + i);
      const members: Buffer[] = [];
      do {
        const text = randomText(random, WORDS);
        members.push(random.onceIn(8) ? rawMember(random) : randomMember(random, text));
      } while (random.onceIn(3));
      if (random.onceIn(8)) members.push(Buffer.alloc(1 + random.below(600)));
      let bytes: Buffer = Buffer.concat(members);
      if (random.onceIn(2)) bytes = damaged(random, bytes);
      if (!isGzip(bytes)) continue;
      const budget = random.onceIn(4) ? 1 + random.below(6000) : BUDGET;
      const theirs = outcome(() => inflateInZlib(bytes, budget));
      const inWasm = outcome(() => {
        const text = inflateInWasm(bytes, budget, random.pick([0, 100, 200_000]));
        if (text === undefined) throw new Error('not taken');
        if (text === PAST_BUDGET) return undefined;
        giveBack(text);
        return text;
      });
      const ours = outcome(() => inflateWhole(bytes, budget));
      // Past the budget damage is not looked for; what zlib finds first hangs on the sizes of its pieces.
      const isPast = inWasm.error === undefined && inWasm.text === undefined;
      const isSame = ours.error === theirs.error && same(ours.text, theirs.text);
      if (isPast ? isSame === false && !hasMore(bytes, budget) : !isSame)
        throw new Error(`TRAILWRIGHT_SEED=${seed + i}\n${bytes.toString('base64')}`);
      if (ours.text !== undefined) giveBack(ours.text);
      if (inWasm.error === undefined) counts.inWasm++;
      if (theirs.text !== undefined && inWasm.error !== undefined)
        throw new Error(`not taken, though sound: TRAILWRIGHT_SEED=${seed + i}\n${bytes.toString('base64')}`);
      if (theirs.error !== undefined) counts.refused++;
      else if (theirs.text === undefined) counts.pastBudget++;
      else counts.whole++;
    }
    console.log(counts);
    for (const count of [counts.inWasm, counts.whole, counts.refused])
      expect(count).toBeGreaterThan(STREAMS / 5);
  });

  it('folds text of any length to bytes of the same checksum', () => {
    if (module === undefined) return;
    const random = new SeededRandom(seedOfRun());
    const { exports, memory } = module;
    const region = memory.take(exports.FOLD_BYTES.value + 64);
    const start = region + 3;
    const text = Buffer.from(memory.bytes.buffer, start, exports.FOLD_BYTES.value);
    for (let i = 0; i < text.length; i++) text[i] = random.below(256);
    const lengths = [4, 5, 63, 3005, 3006, 3007, 3069, 3070, 3071, text.length];
    for (let i = 0; i < 300; i++) lengths.push(4 + random.below(i < 200 ? 9000 : text.length - 4));
    for (const length of lengths) {
      const before = random.below(2 ** 32);
      const rest = exports.foldChecksum(start, start + length, ~before);
      const folded = crc32(
        memory.bytes.subarray(exports.foldedRest(), exports.foldedRest() + rest),
        0xffffffff,
      );
      expect(folded, `${length} bytes`).toBe(crc32(text.subarray(0, length), before));
      expect(rest).toBeLessThan(3006 + 64);
    }
    memory.release(region);
  });

  it('begins anew after a trap', () => {
    if (module === undefined) return;
    let trap: unknown;
    try {
      module.exports.startInflate(0xffff0000, 0xffffff00, 0);
      module.exports.inflatePiece(1000);
    } catch (error) {
      trap = error;
    }
    expect(dropWasmModule(new Error('of another kind'))).toBe(false);
    expect(wasmModule()).toBe(module);
    expect(dropWasmModule(trap)).toBe(true);
    expect(wasmModule()).not.toBe(module);
    const text = inflateInWasm(gzipSync('sound'), BUDGET, 5) as Buffer;
    expect(text.toString()).toBe('sound');
    giveBack(text);
  });

  it('makes no text of what lies behind the input', () => {
    // What was inflated before is still there, behind the end of a shorter file.
    const whole = gzipSync('ab'.repeat(20) + WORDS.join(''), { strategy: constants.Z_HUFFMAN_ONLY });
    for (let length = 20; length < whole.length - 8; length++) {
      giveBack(inflateInWasm(whole, BUDGET, 0) as Buffer);
      const part = whole.subarray(0, length);
      const { length: sound } = gunzipSync(part, { finishFlush: constants.Z_SYNC_FLUSH });
      expect(inflateInWasm(part, sound, 0)).toBeUndefined();
    }
  });

  it('takes no beginning of a file', () => {
    const text = Buffer.from(WORDS.join('').repeat(9));
    const bytes = Buffer.concat([gzipSync(text.subarray(0, 99), { level: 0 }), gzipSync(text)]);
    const first = gzipSync(text.subarray(0, 99), { level: 0 }).length;
    for (let length = 0; length < bytes.length; length++) {
      const part = bytes.subarray(0, length);
      const got = inflateInWasm(part, BUDGET, 0);
      if (length === first) expect(got).toEqual(text.subarray(0, 99));
      else expect(got).toBeUndefined();
      if (got instanceof Buffer) giveBack(got);
    }
  });

  it('takes streams with flushes of each kind', async () => {
    const flushes = [
      constants.Z_PARTIAL_FLUSH,
      constants.Z_SYNC_FLUSH,
      constants.Z_FULL_FLUSH,
      constants.Z_BLOCK,
    ];
    const random = new SeededRandom(seedOfRun());
    for (let round = 0; round < 40; round++) {
      const deflate = createDeflateRaw(randomOptions(random));
      const chunks: Buffer[] = [];
      const texts: Buffer[] = [];
      deflate.on('data', (chunk: Buffer) => chunks.push(chunk));
      for (let i = 0; i < 5; i++) {
        texts.push(randomText(random, WORDS));
        await new Promise<void>((done) => deflate.write(texts.at(-1), () => done()));
        await new Promise<void>((done) => deflate.flush(random.pick(flushes), done));
      }
      deflate.end();
      await once(deflate, 'end');
      const text = Buffer.concat(texts);
      const got = inflateInWasm(gzipOf(text, Buffer.concat(chunks), random), BUDGET, text.length);
      expect(got instanceof Buffer && got.equals(text)).toBe(true);
      giveBack(got as Buffer);
    }
  });

  it('lends its memory to one at a time', () => {
    const [a, b] = [gzipSync('first'), gzipSync('other')];
    const first = inflateWhole(a, BUDGET) as Buffer;
    const other = inflateWhole(b, BUDGET) as Buffer;
    expect([first.toString(), other.toString()]).toEqual(['first', 'other']);
    expect(inflateInWasm(b, BUDGET, 5)).toBeUndefined();
    giveBack(other);
    expect(inflateInWasm(b, BUDGET, 5)).toBeUndefined();
    giveBack(first);
    const next = inflateInWasm(b, BUDGET, 5) as Buffer;
    expect(next.toString()).toBe('other');
    giveBack(next);
  });
});

/** A member of blocks that no compressor writes, with the right checksum where it is sound. */
function rawMember(random: SeededRandom): Buffer {
  const stream = randomDeflate(random, 20);
  const raw = rawInZlib(stream);
  return raw ? gzipOf(raw.text, stream, random) : Buffer.concat([MEMBER_HEADER, stream, Buffer.alloc(8)]);
}

/** By the text that zlib gives before it fails, if it does. */
function hasMore(bytes: Buffer, budget: number): boolean {
  const { text } = outcome(() => inflateInZlib(bytes, BUDGET));
  if (text !== undefined) return text.length > budget;
  for (let end = bytes.length; end > 0; end--) {
    const part = outcome(() => gunzipSync(bytes.subarray(0, end), { finishFlush: constants.Z_SYNC_FLUSH }));
    if (part.text !== undefined) return part.text.length > budget;
  }
  return false;
}
