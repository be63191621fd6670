// The WebAssembly module of reading logs, and its memory: the file's bytes, behind them its text, then what reads it.
import { readFileSync } from 'node:fs';

/** What is used of it: the types of Node 20 do not have it. */
declare namespace WebAssembly {
  class Module {
    constructor(code: Uint8Array);
  }
  class Instance {
    constructor(module: Module);
    readonly exports: unknown;
  }
  class RuntimeError extends Error {}
  interface Memory {
    readonly buffer: ArrayBuffer;
    grow(pages: number): void;
  }
  interface Global {
    readonly value: number;
  }
}

export interface TrailExports {
  memory: WebAssembly.Memory;
  FREE_MEMORY: WebAssembly.Global;
  INPUT_MARGIN: WebAssembly.Global;
  OUTPUT_MARGIN: WebAssembly.Global;
  FOLD_BYTES: WebAssembly.Global;
  startInflate(input: number, end: number, output: number): void;
  inflatePiece(limit: number): number;
  outputEnd(): number;
  inputPosition(): number;
  foldedRest(): number;
  foldChecksum(start: number, end: number, register: number): number;
}

/** Built beside this file's own place in dist; the second is for tests, which run from src. */
const PLACES = ['./wasm/trail.wasm', '../../dist/src/trail/wasm/trail.wasm'];
const PAGE_BYTES = 64 * 1024;
const ALIGNMENT = 16;

/** One instance with its memory, which grows and never shrinks: as large as the largest file wanted it. */
export class TrailModule {
  readonly exports: TrailExports;

  constructor(code: WebAssembly.Module) {
    this.exports = new WebAssembly.Instance(code).exports as TrailExports;
  }

  /** Where the file's bytes begin. */
  get inputStart(): number {
    return this.exports.FREE_MEMORY.value;
  }

  /** Where the text of a file of `inputBytes` begins. */
  textStart(inputBytes: number): number {
    const end = this.inputStart + inputBytes + this.exports.INPUT_MARGIN.value;
    return Math.ceil(end / ALIGNMENT) * ALIGNMENT;
  }

  /**
   * Makes memory up to `end`; throws where there is no more. Rarely: there is 96 MiB from the start, of which only what
   * is written to is real. Growing empties views, and makes V8 check every typed array for that from then on.
   */
  reserve(end: number): void {
    const { memory } = this.exports;
    const missing = end - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
  }

  /** A view, good until memory grows. */
  bytes(start: number, end: number): Buffer {
    return Buffer.from(this.exports.memory.buffer, start, end - start);
  }
}

/** Compiled at first need, once a thread; `null` where this machine cannot run it, or it was not built. */
let code: WebAssembly.Module | null | undefined;
let instance: TrailModule | undefined;

export function trailModule(): TrailModule | undefined {
  code ??= compile() ?? null;
  if (code !== null) instance ??= new TrailModule(code);
  return instance;
}

/** After a trap, or where memory ran out: nothing that the instance holds is relied on again. False for other errors. */
export function dropAfterTrap(error: unknown): boolean {
  if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) return false;
  instance = undefined;
  return true;
}

function compile(): WebAssembly.Module | undefined {
  for (const place of PLACES) {
    try {
      return new WebAssembly.Module(readFileSync(new URL(place, import.meta.url)));
    } catch {
      // Without it, slower code does the same.
    }
  }
  return undefined;
}
