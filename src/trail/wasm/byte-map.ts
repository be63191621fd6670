// Numbers by keys of bytes (key.ts). A map lies at an address: what it has room for is fixed, and it is all forgotten
// at once.
import { isEqual } from './bytes';
import { key, keyEnd } from './key';

const FACTOR: u64 = 0x9e3779b97f4a7c15;
/** Words of a map's head. */
const COUNT: usize = 0;
const MOST: usize = 4;
const USED: usize = 8;
const KEY_ROOM: usize = 12;
const HEAD: usize = 16;
/** An entry: hash, where its key begins among the keys, the key's length, and its number. */
const ENTRY: usize = 16;
/** Slots stay at least half empty. */
const SLOTS_PER_ENTRY: usize = 2;

/** As many random bytes as a key may have. */
const secrets = memory.data(16 * 1024 + 16, 16);

/** Where the host puts LONGEST_KEY bytes that nobody can foresee, before all else. */
export function secretsAddress(): usize {
  return secrets;
}

/** What a map takes: `entries` is a power of two, `keyRoom` bytes are for all keys. */
// @ts-ignore: decorator
@inline
export function mapBytes(entries: usize, keyRoom: usize): usize {
  return HEAD + entries * (4 * SLOTS_PER_ENTRY + ENTRY) + keyRoom + 16;
}

/** Makes an empty map. */
export function newMap(map: usize, entries: usize, keyRoom: usize): void {
  store<u32>(map, u32(entries), MOST);
  store<u32>(map, u32(keyRoom), KEY_ROOM);
  clearMap(map);
}

export function clearMap(map: usize): void {
  store<u32>(map, 0, COUNT);
  store<u32>(map, 0, USED);
  memory.fill(map + HEAD, 0, usize(load<u32>(map, MOST)) * 4 * SLOTS_PER_ENTRY);
}

/**
 * Of the key. NH, as in UMAC (RFC 4418): whatever two keys of one length are, they have the same sum for one in
 * 2^32 of all secrets, so that nobody can write logs whose keys fall into one slot. No product waits for another.
 */
export function hashOfKey(): u32 {
  const length = keyEnd - key;
  store<u64>(keyEnd, 0);
  let sum = u64(length);
  for (let at: usize = 0; at < length; at += 8) {
    const low = load<u32>(key + at) + load<u32>(secrets + at);
    const high = load<u32>(key + at, 4) + load<u32>(secrets + at, 4);
    sum += u64(low) * u64(high);
  }
  return u32((sum * FACTOR) >> 32);
}

/** The entry with the key, or 0. `hash` is the key's. */
export function findEntry(map: usize, hash: u32): usize {
  const most = usize(load<u32>(map, MOST));
  const mask = u32(most * SLOTS_PER_ENTRY) - 1;
  const length = u32(keyEnd - key);
  let slot = hash & mask;
  let place: u32;
  while ((place = load<u32>(map + HEAD + (usize(slot) << 2))) != 0) {
    const entry = entryAt(map, most, place);
    const mayBe = load<u32>(entry) == hash && load<u32>(entry, 8) == length;
    if (mayBe && isEqual(key, keyEnd, keysOf(map, most) + load<u32>(entry, 4))) return entry;
    slot = (slot + 1) & mask;
  }
  return 0;
}

// @ts-ignore: decorator
@inline
export function numberOf(entry: usize): i32 {
  return load<i32>(entry, 12);
}

/** Sets the number of the key, new or not; false where the map is too full for it. */
export function setNumber(map: usize, number: i32): bool {
  const hash = hashOfKey();
  const known = findEntry(map, hash);
  if (known != 0) {
    store<i32>(known, number, 12);
    return true;
  }
  const most = usize(load<u32>(map, MOST));
  const count = load<u32>(map, COUNT);
  const used = load<u32>(map, USED);
  const length = u32(keyEnd - key);
  if (count == u32(most) || used + length > load<u32>(map, KEY_ROOM)) return false;
  const entry = entryAt(map, most, count + 1);
  store<u32>(entry, hash);
  store<u32>(entry, used, 4);
  store<u32>(entry, length, 8);
  store<i32>(entry, number, 12);
  memory.copy(keysOf(map, most) + used, key, length);
  store<u32>(map, count + 1, COUNT);
  store<u32>(map, used + length, USED);
  const mask = u32(most * SLOTS_PER_ENTRY) - 1;
  let slot = hash & mask;
  while (load<u32>(map + HEAD + (usize(slot) << 2)) != 0) slot = (slot + 1) & mask;
  store<u32>(map + HEAD + (usize(slot) << 2), count + 1);
  return true;
}

/** Places begin at 1. */
// @ts-ignore: decorator
@inline
function entryAt(map: usize, most: usize, place: u32): usize {
  return map + HEAD + most * 4 * SLOTS_PER_ENTRY + usize(place - 1) * ENTRY;
}

// @ts-ignore: decorator
@inline
function keysOf(map: usize, most: usize): usize {
  return map + HEAD + most * (4 * SLOTS_PER_ENTRY + ENTRY);
}
