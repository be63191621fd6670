// Where something stands in a text. Access Analyzer's own counting: lines from 1, columns and offsets from 0, the
// end exclusive; a line ends at LF, CR or CRLF. Columns and offsets count UTF-16 code units.
// https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_Span.html

export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

export interface Span {
  readonly start: Position;
  readonly end: Position;
}

/** A piece of a text by its offsets alone, the end exclusive. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

const LF = 0x0a;
const CR = 0x0d;

/** Turns offsets of one text into lines and columns. The lines are found when first asked for. */
export class LineMap {
  readonly #text: string;
  #starts: number[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** The position of an offset from 0 to the text's length. */
  position(offset: number): Position {
    const starts = this.#lineStarts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] as number), offset };
  }

  span(extent: Extent): Span {
    return { start: this.position(extent.start), end: this.position(extent.end) };
  }

  /** The extent of a line, counted from 1, without its end; empty for a line that there is not. */
  lineExtent(line: number): Extent {
    const starts = this.#lineStarts();
    const start = starts[line - 1] ?? this.#text.length;
    let end = starts[line] ?? this.#text.length;
    while (end > start && (this.#text.charCodeAt(end - 1) === LF || this.#text.charCodeAt(end - 1) === CR))
      end--;
    return { start, end };
  }

  #lineStarts(): readonly number[] {
    if (this.#starts === undefined) {
      const starts = [0];
      for (let i = 0; i < this.#text.length; i++) {
        const c = this.#text.charCodeAt(i);
        if (c === LF || (c === CR && this.#text.charCodeAt(i + 1) !== LF)) starts.push(i + 1);
      }
      this.#starts = starts;
    }
    return this.#starts;
  }
}
