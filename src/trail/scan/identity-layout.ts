// The layout of one JSON object, to find the same values in the next one that is laid out alike: the text between its
// values is compared, the values are passed over. Logs repeat the layout of userIdentity thousands of times.
import { endOfString, QUOTE } from './json-lexemes.js';

const BACKSLASH = 0x5c;
const COLON = 0x3a;
const NO_ROLE = -1;

/** Learns one layout at a time. */
export class IdentityLayout {
  /** Where the wanted values lie in the object that matched last: start and end by role. 0 and 0 for absent ones. */
  readonly spans: Int32Array;
  /** All text between values, one piece behind another, and where each ends there. */
  #pieces = new Uint8Array(0);
  #ends: number[] = [];
  /** Role of the value behind each piece but the last. */
  #roles: number[] = [];

  constructor(roles: number) {
    this.spans = new Int32Array(2 * roles);
  }

  /**
   * Learns the layout of the object `bytes[start..end)` of a valid document. `roleAt`: the roles of its string values by
   * where they start. The value at `fixed` counts as part of the layout.
   */
  learn(
    bytes: Uint8Array,
    start: number,
    end: number,
    roleAt: ReadonlyMap<number, number>,
    fixed: number,
  ): void {
    this.#ends = [];
    this.#roles = [];
    this.spans.fill(0);
    const pieces: Uint8Array[] = [];
    let length = 0;
    let from = start;
    const cut = (to: number) => {
      pieces.push(bytes.subarray(from, to));
      length += to - from;
      this.#ends.push(length);
    };
    for (let at = start; at < end; ) {
      if (bytes[at] !== QUOTE) {
        at++;
        continue;
      }
      const stringEnd = endOfString(bytes, at + 1, end);
      if (at !== fixed && !isKey(bytes, stringEnd, end)) {
        cut(at + 1);
        this.#roles.push(roleAt.get(at) ?? NO_ROLE);
        from = stringEnd - 1;
      }
      at = stringEnd;
    }
    cut(end);
    this.#pieces = new Uint8Array(length);
    let to = 0;
    for (const piece of pieces) {
      this.#pieces.set(piece, to);
      to += piece.length;
    }
  }

  /**
   * For the module (src/trail/wasm/identity-layout.ts): the number of pieces; of each its length and the role of the
   * value behind it, -1 for none; then their text.
   */
  encoded(): Uint8Array {
    const count = this.#ends.length;
    const head = Int32Array.from({ length: 1 + 2 * count }, (_, i) => {
      if (i === 0) return count;
      const piece = (i - 1) >> 1;
      if (i % 2 === 0) return this.#roles[piece] ?? NO_ROLE;
      return (this.#ends[piece] as number) - (this.#ends[piece - 1] ?? 0);
    });
    return Buffer.concat([Buffer.from(head.buffer), this.#pieces]);
  }

  /** True where the object `bytes[start..end)` has the layout, and no value has an escape; `spans` then tell of it. */
  matches(bytes: Uint8Array, start: number, end: number): boolean {
    const pieces = this.#pieces;
    const { spans } = this;
    let at = start;
    let piece = 0;
    for (let i = 0; i < this.#ends.length; i++) {
      const pieceEnd = this.#ends[i] as number;
      if (at + pieceEnd - piece > end) return false;
      while (piece < pieceEnd) if (bytes[at++] !== pieces[piece++]) return false;
      if (i === this.#roles.length) break;
      const role = this.#roles[i] as number;
      const valueStart = at;
      let byte = bytes[at] as number;
      while (byte !== QUOTE) {
        if (byte === BACKSLASH || at >= end) return false;
        byte = bytes[++at] as number;
      }
      if (role === NO_ROLE) continue;
      spans[2 * role] = valueStart - 1;
      spans[2 * role + 1] = at + 1;
    }
    return at === end && this.#ends.length > 0;
  }
}

function isKey(bytes: Uint8Array, stringEnd: number, end: number): boolean {
  let at = stringEnd;
  while (at < end && (bytes[at] as number) <= 0x20) at++;
  return bytes[at] === COLON;
}
