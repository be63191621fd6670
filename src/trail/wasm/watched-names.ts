// Which of the names that the host has told a key is: one slot by a hash of its ends, then compared whole. The host
// looks for a multiplier that gives each name a slot of its own.

export const NO_NAME: i32 = -1;
const LONGEST_NAME: usize = 24;
const SLOT_BITS: u64 = 8;
const SLOTS: usize = 1 << 8;
/** A slot: length and place (4 bytes each), then the name in three words of 8 bytes. */
const SLOT_BYTES: usize = 32;
const slots = memory.data(256 * 32, 16);
let multiplier: u64 = 1;

/** Forgets all names. */
export function clearNames(nextMultiplier: u64): void {
  multiplier = nextMultiplier;
  memory.fill(slots, 0, SLOTS * SLOT_BYTES);
}

/** False where the slot is taken, or the name is too long. Up to 8 bytes before `start` are read. */
export function addName(start: usize, length: usize, place: i32): bool {
  if (length == 0 || length > LONGEST_NAME) return false;
  const end = start + length;
  const slot = slotOf(firstWord(start, end), lastWord(start, end), length);
  if (load<u32>(slot) != 0) return false;
  store<u32>(slot, u32(length));
  store<i32>(slot, place, 4);
  store<u64>(slot, firstWord(start, end), 8);
  store<u64>(slot, middleWord(start, end), 16);
  store<u64>(slot, lastWord(start, end), 24);
  return true;
}

/** The place of the name that `[start, end)` spells, else NO_NAME. Up to 8 bytes before `start` are read. */
export function placeOfName(start: usize, end: usize): i32 {
  const length = end - start;
  if (length == 0 || length > LONGEST_NAME) return NO_NAME;
  const first = firstWord(start, end);
  const last = lastWord(start, end);
  const slot = slotOf(first, last, length);
  if (load<u32>(slot) != u32(length)) return NO_NAME;
  if (load<u64>(slot, 8) != first || load<u64>(slot, 24) != last) return NO_NAME;
  if (length > 16 && load<u64>(slot, 16) != middleWord(start, end)) return NO_NAME;
  return load<i32>(slot, 4);
}

// @ts-ignore: decorator
@inline
function slotOf(first: u64, last: u64, length: usize): usize {
  const hash = (first + last * 3 + u64(length)) * multiplier;
  return slots + usize(hash >> (64 - SLOT_BITS)) * SLOT_BYTES;
}

// @ts-ignore: decorator
@inline
function firstWord(start: usize, end: usize): u64 {
  return end - start < 8 ? load<u64>(end - 8) >> (64 - 8 * u64(end - start)) : load<u64>(start);
}

/** What the first and the last word leave out of a long name. */
// @ts-ignore: decorator
@inline
function middleWord(start: usize, end: usize): u64 {
  return end - start > 16 ? load<u64>(start, 8) : 0;
}

// @ts-ignore: decorator
@inline
function lastWord(start: usize, end: usize): u64 {
  return end - start < 8 ? 0 : load<u64>(end - 8);
}
