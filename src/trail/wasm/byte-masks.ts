// Which of 64 bytes are what, as the bits of a word: the first byte is the lowest.

// @ts-ignore: decorator
@inline
export function maskOf(a: v128, b: v128, c: v128, d: v128): u64 {
  return (
    u64(u32(i8x16.bitmask(a))) |
    (u64(u32(i8x16.bitmask(b))) << 16) |
    (u64(u32(i8x16.bitmask(c))) << 32) |
    (u64(u32(i8x16.bitmask(d))) << 48)
  );
}

// @ts-ignore: decorator
@inline
export function maskOfByte(a: v128, b: v128, c: v128, d: v128, byte: i8): u64 {
  const wanted = i8x16.splat(byte);
  return maskOf(i8x16.eq(a, wanted), i8x16.eq(b, wanted), i8x16.eq(c, wanted), i8x16.eq(d, wanted));
}

/** Control characters and backslashes: rare, so only looked for by their place where there are any. */
// @ts-ignore: decorator
@inline
export function oddBytes(a: v128): v128 {
  return v128.or(isControl(a), i8x16.eq(a, i8x16.splat(0x5c)));
}

// @ts-ignore: decorator
@inline
export function isControl(a: v128): v128 {
  return i8x16.eq(i8x16.min_u(a, i8x16.splat(0x1f)), a);
}

// @ts-ignore: decorator
@inline
export function prefixXor(bits: u64): u64 {
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  return bits ^ (bits << 32);
}
