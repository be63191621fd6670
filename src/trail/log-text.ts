// One log file → its text, piece by piece in constant memory; what stops it is Damage with the words of a skip.
import { Damage } from './damage.js';
import type { HashedFile } from './hashed-file.js';
import { inflateReason, isChecksumError, isGzip, TrailingBytes } from './inflate.js';
import { inflateStream } from './inflate-stream.js';
import { type TextPiece, Utf8Text } from './utf8-text.js';

/** Text beyond the budget that inflates from less than 1/200 of its size is no log. */
const BOMB_RATIO = 200;
const UTF16_MARKS = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];

/** The text before any damage, which is thrown behind it. `budgetBytes` of text may expand from as little as they like. */
export async function* textOf(file: HashedFile, budgetBytes: number): AsyncGenerator<TextPiece> {
  const utf8 = new Utf8Text();
  const chunks = chunksOf(file, budgetBytes);
  let first: Buffer = Buffer.alloc(0);
  let damage: Damage | undefined;
  let isChecked = false;
  try {
    for await (const chunk of chunks) {
      if (isChecked) {
        yield* utf8.write(chunk);
        continue;
      }
      first = Buffer.concat([first, chunk]);
      if (first.length < 2) continue;
      expectUtf8(first);
      isChecked = true;
      yield* utf8.write(first);
    }
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    damage = error;
  }
  // Behind damage a cut character is no fault of the text.
  if (damage === undefined || damage.textIsWhole)
    yield* utf8.write(isChecked ? first.subarray(0, 0) : first, true);
  if (damage !== undefined) throw damage;
}

export function badTextDamage(offset: number): Damage {
  return new Damage(`the text is not valid UTF-8 at byte offset ${offset}`);
}

function expectUtf8(start: Buffer): void {
  if (UTF16_MARKS.some((mark) => start.subarray(0, 2).equals(mark)))
    throw new Damage('the text is UTF-16, not UTF-8');
}

async function* chunksOf(file: HashedFile, budgetBytes: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  try {
    const gzipped = isGzip(await file.bytesAt(0, 2));
    const sizeBytes = await file.sizeBytes();
    for await (const chunk of inflateStream(file, gzipped)) {
      bytes += chunk.length;
      if (gzipped && bytes > budgetBytes && bytes > sizeBytes * BOMB_RATIO)
        throw new Damage(`the gzip data expands more than ${BOMB_RATIO} to 1: it is no log`);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof Damage) throw error;
    if (error instanceof TrailingBytes)
      throw new Damage(`${error.message}, which has ${bytes} bytes of text`, { textIsWhole: true });
    const isChecksum = isChecksumError(error);
    const reason = `${inflateReason(error)} after ${bytes} bytes of text`;
    throw new Damage(reason, { kept: !isChecksum, textIsWhole: isChecksum });
  }
}
