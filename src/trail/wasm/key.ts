// The key that is being put together: bytes of a record and numbers, with a byte between them that no JSON text has.
import { copyBytes } from './bytes';

/** Of records with more to tell nothing is known. A multiple of 8. */
export const LONGEST_KEY: usize = 16 * 1024;
/** Behind it is room for what is copied past its end. */
export const key = memory.data(16 * 1024 + 32, 16);
export let keyEnd: usize = key;
export let isTooLong: bool = false;

// @ts-ignore: decorator
@inline
export function startKey(): void {
  keyEnd = key;
  isTooLong = false;
}

/** Goes back to what the key was when it ended at `end`, and was not too long. */
// @ts-ignore: decorator
@inline
export function cutKey(end: usize): void {
  keyEnd = end;
  isTooLong = false;
}

// @ts-ignore: decorator
@inline
export function putNumber(number: u32): void {
  if (keyEnd + 4 > key + LONGEST_KEY) isTooLong = true;
  else {
    store<u32>(keyEnd, number);
    keyEnd += 4;
  }
}

/** The bytes of `[from, end)`, and the separator. */
// @ts-ignore: decorator
@inline
export function putPart(from: usize, end: usize): void {
  if (keyEnd + (end - from) + 1 > key + LONGEST_KEY) isTooLong = true;
  else {
    keyEnd = copyBytes(from, end, keyEnd);
    store<u8>(keyEnd, 0);
    keyEnd++;
  }
}
