// A path in the fewest bytes that tell it from all others: what is remembered of each file of a run.
import { Buffer } from 'node:buffer';
import { hash } from 'node:crypto';
import { isAbsolute, resolve, sep } from 'node:path';

const KEY_BYTES = 16;
/** What `resolve` would change of an absolute path: nothing, `.` or `..` between separators, or a separator at its end. */
const UNRESOLVED = /\/(?:\.{1,2})?(?:\/|$)/;

/** 128 bits of SHA-256 over the absolute path, a character a byte. */
export function pathKey(path: string): string {
  const digest = Buffer.from(hash('sha256', absolutePath(path), 'hex'), 'hex');
  return digest.toString('latin1', 0, KEY_BYTES);
}

/** `resolve`, which takes most of the time of a key, where it would change something. */
export function absolutePath(path: string): string {
  return sep === '/' && isAbsolute(path) && !UNRESOLVED.test(path) ? path : resolve(path);
}
