// Runs of bytes, 16 at a time. Up to 16 bytes behind what is asked for are read, and written where they are copied to.

/** Copies `[from, end)`; the place behind the copy. The two must not overlap. */
// @ts-ignore: decorator
@inline
export function copyBytes(from: usize, end: usize, to: usize): usize {
  const after = to + (end - from);
  while (to < after) {
    v128.store(to, v128.load(from));
    from += 16;
    to += 16;
  }
  return after;
}

/** True where `[from, end)` has the same bytes as `other`. */
// @ts-ignore: decorator
@inline
export function isEqual(from: usize, end: usize, other: usize): bool {
  while (from < end) {
    let differs = u32(i8x16.bitmask(i8x16.ne(v128.load(from), v128.load(other))));
    if (end - from < 16) differs &= (1 << u32(end - from)) - 1;
    if (differs != 0) return false;
    from += 16;
    other += 16;
  }
  return true;
}

/** The first quote or backslash at or behind `at`; any place at or behind `end` where there is none. */
// @ts-ignore: decorator
@inline
export function quoteOrBackslash(at: usize, end: usize): usize {
  while (at < end) {
    const bytes = v128.load(at);
    const wanted = i8x16.bitmask(
      v128.or(i8x16.eq(bytes, i8x16.splat(0x22)), i8x16.eq(bytes, i8x16.splat(0x5c))),
    );
    if (wanted != 0) return at + ctz(wanted);
    at += 16;
  }
  return at;
}
