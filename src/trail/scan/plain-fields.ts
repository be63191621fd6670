// The forms that nearly every record's id and time have, read from their bytes. What has another form is not read here.
import { timeOf } from '../normalise-record.js';
import { QUOTE } from './json-lexemes.js';

/** `"xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"` and `"YYYY-MM-DDTHH:MM:SSZ"`, quotes included. */
const UUID_BYTES = 38;
const TIME_BYTES = 22;
const DAY_SECONDS = 86_400;
const DASH = 0x2d;
const NO_DIGIT = 255;

const NIBBLE = new Uint8Array(256).fill(NO_DIGIT);
for (let digit = 0; digit < 16; digit++) {
  NIBBLE[digit.toString(16).charCodeAt(0)] = digit;
  NIBBLE[digit.toString(16).toUpperCase().charCodeAt(0)] = digit;
}
/** Where the 32 digits stand behind the opening quote. */
const DIGIT_PLACES = Array.from({ length: 36 }, (_, i) => i).filter((i) => ![8, 13, 18, 23].includes(i));

/** Puts the 128 bits of a UUID into `words`, the highest first; false if the value is no UUID. */
export function readUuid(bytes: Uint8Array, start: number, end: number, words: Uint32Array): boolean {
  const at = start + 1;
  if (end - start !== UUID_BYTES || bytes[start] !== QUOTE) return false;
  if (bytes[at + 8] !== DASH || bytes[at + 13] !== DASH || bytes[at + 18] !== DASH || bytes[at + 23] !== DASH)
    return false;
  let seen = 0;
  for (let word = 0; word < 4; word++) {
    let bits = 0;
    for (let i = 0; i < 8; i++) {
      const nibble = NIBBLE[bytes[at + (DIGIT_PLACES[word * 8 + i] as number)] as number] as number;
      seen |= nibble;
      bits = (bits << 4) | nibble;
    }
    words[word] = bits;
  }
  return seen < 16;
}

/** Times that mostly fall on the day of the time before. */
export class TimeReader {
  #day = new Uint8Array(10);
  #dayStart = 0;

  /** Seconds since the epoch; `undefined` for another form than `2026-01-31T23:59:59Z`, or no time. */
  read(bytes: Uint8Array, start: number, end: number): number | undefined {
    if (end - start !== TIME_BYTES || bytes[start] !== QUOTE) return undefined;
    const at = start + 1;
    for (let i = 0; i < 10; i++) {
      if (bytes[at + i] === this.#day[i]) continue;
      // A copy: slice of a Buffer is a view, of memory that the next text is written to.
      const day = Uint8Array.from(bytes.subarray(at, at + 10));
      const first = timeOf(`${Buffer.from(day).toString('latin1')}T00:00:00Z`);
      if (first === undefined || first % DAY_SECONDS !== 0) return undefined;
      this.#day = day;
      this.#dayStart = first;
      break;
    }
    const hour = twoDigits(bytes, at + 11);
    const minute = twoDigits(bytes, at + 14);
    const second = twoDigits(bytes, at + 17);
    const isPlain =
      bytes[at + 10] === 0x54 &&
      bytes[at + 13] === 0x3a &&
      bytes[at + 16] === 0x3a &&
      bytes[at + 19] === 0x5a;
    if (!isPlain || !(hour < 24 && minute < 60 && second < 60)) return undefined;
    return this.#dayStart + hour * 3600 + minute * 60 + second;
  }
}

/** NaN for what are no two digits. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const high = (bytes[at] as number) - 0x30;
  const low = (bytes[at + 1] as number) - 0x30;
  return high >= 0 && high <= 9 && low >= 0 && low <= 9 ? high * 10 + low : Number.NaN;
}
