// UTF-8 in chunks → text, with the place of each byte that is none.
import { validUtf8End } from './scan/valid-utf8-end.js';

const LINE_FEED = 0x0a;
const LONGEST_CHARACTER = 4;
const BYTE_ORDER_MARK = '\uFEFF';
/** Stands where bytes were no text: no JSON may have it, so the line that it is in is none. */
export const NO_TEXT = '\0';

export interface TextPiece {
  text: string;
  /** The bytes from this offset up to the end of the line are no UTF-8: `text` stands for them. */
  badOffset?: number;
}

/** Takes chunks in order; a character may be cut between them. A byte order mark at the start is no text. */
export class Utf8Text {
  /** Offset of the first byte that no piece stands for yet. */
  #offset = 0;
  #cut: Buffer = Buffer.alloc(0);
  #skipsLine = false;

  /** The text of `chunk`; with `isEnd`, of all that is left. */
  *write(chunk: Buffer, isEnd = false): Generator<TextPiece> {
    let bytes = this.#cut.length === 0 ? chunk : Buffer.concat([this.#cut, chunk]);
    this.#cut = bytes.subarray(0, 0);
    for (;;) {
      if (this.#skipsLine) {
        const lineEnd = bytes.indexOf(LINE_FEED);
        const skipped = lineEnd < 0 ? bytes.length : lineEnd;
        bytes = bytes.subarray(skipped);
        this.#offset += skipped;
        this.#skipsLine = lineEnd < 0;
      }
      const whole = isEnd ? bytes : bytes.subarray(0, bytes.length - lengthOfCut(bytes));
      const end = validUtf8End(whole);
      if (end > 0) yield { text: this.#decode(whole.subarray(0, end)) };
      this.#offset += end;
      if (end === whole.length) {
        this.#cut = Buffer.from(bytes.subarray(end));
        return;
      }
      yield { text: NO_TEXT, badOffset: this.#offset };
      bytes = bytes.subarray(end);
      this.#skipsLine = true;
    }
  }

  #decode(bytes: Buffer): string {
    const text = bytes.toString('utf8');
    return this.#offset === 0 && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  }
}

/** How many bytes at the end begin a character that may go on behind them. */
function lengthOfCut(bytes: Buffer): number {
  for (let back = 1; back < LONGEST_CHARACTER && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}
