// A path in the fewest bytes that tell it from all others: what is remembered of each file of a run.
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';

const KEY_BYTES = 16;

/** 128 bits of SHA-256 over the absolute path, a character a byte. */
export function pathKey(path: string): string {
  return createHash('sha256').update(resolve(path)).digest().toString('latin1', 0, KEY_BYTES);
}
