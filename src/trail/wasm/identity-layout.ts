// Layouts of userIdentity that the host has learned (trail/scan/identity-layout.ts): the text between an object's values
// is compared, the values are passed over, and those with a role are noted.
import { isEqual, quoteOrBackslash } from './bytes';

export const LAYOUTS: usize = 8;
/** Room for one: the number of its pieces; of each its length and the role of the value behind it; then their text. */
export const LAYOUT_BYTES: usize = 4096;
const MOST_ROLES: usize = 8;
const BACKSLASH: u32 = 0x5c;
const layouts = memory.data(8 * 4096, 16);
/** Start and end of each role's value, quotes included, as addresses. */
const found = memory.data(8 * 8, 4);

export function layoutAddress(place: usize): usize {
  return layouts + place * LAYOUT_BYTES;
}

// @ts-ignore: decorator
@inline
export function roleStart(role: usize): usize {
  return load<usize>(found + (role << 3));
}

// @ts-ignore: decorator
@inline
export function roleEnd(role: usize): usize {
  return load<usize>(found + (role << 3), 4);
}

/** True where the object `[at, end)` has one of the layouts, and no value has an escape. Absent roles are empty. */
export function hasKnownLayout(at: usize, end: usize): bool {
  for (let place: usize = 0; place < LAYOUTS; place++) if (matches(layoutAddress(place), at, end)) return true;
  return false;
}

function matches(layout: usize, at: usize, end: usize): bool {
  let left = load<u32>(layout);
  if (left == 0) return false;
  let head = layout + 4;
  let text = head + (usize(left) << 3);
  memory.fill(found, 0, MOST_ROLES << 3);
  while (true) {
    const length = usize(load<u32>(head));
    if (at + length > end || !isEqual(at, at + length, text)) return false;
    at += length;
    text += length;
    if (--left == 0) return at == end;
    const role = load<i32>(head, 4);
    head += 8;
    const close = quoteOrBackslash(at, end);
    if (close >= end || load<u8>(close) == BACKSLASH) return false;
    if (role >= 0) {
      store<usize>(found + (usize(role) << 3), at - 1);
      store<usize>(found + (usize(role) << 3), close + 1, 4);
    }
    at = close;
  }
}
