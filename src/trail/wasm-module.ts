// The WebAssembly module of src/trail/wasm: one a thread, compiled when it is first asked for (under a millisecond).
import { readFileSync } from 'node:fs';
import { WasmMemory } from './wasm-memory.js';
import { type LinearMemory, webAssembly } from './web-assembly.js';

/** Beside this file in the build; what runs from source takes the build's. */
const COMPILED = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/src/trail/wasm/trail.wasm' : './wasm/trail.wasm',
  import.meta.url,
);

/** What the module exports: see src/trail/wasm/index.ts. Addresses and lengths are bytes. */
export interface WasmExports {
  readonly memory: LinearMemory;
  memoryStart(): number;
  clearNames(multiplier: bigint): void;
  addName(start: number, length: number, place: number): number;
  configure(fields: number, lists: number, eventName: number, eventSource: number): void;
  resultAddress(): number;
  readonly INPUT_MARGIN: { readonly value: number };
  readonly OUTPUT_MARGIN: { readonly value: number };
  /** The most that foldChecksum takes at once. */
  readonly FOLD_BYTES: { readonly value: number };
  startInflate(input: number, end: number, output: number): void;
  inflatePiece(limit: number): number;
  outputEnd(): number;
  inputPosition(): number;
  foldedRest(): number;
  foldChecksum(start: number, end: number, register: number): number;
  scan(text: number, length: number, rows: number, rowsEnd: number, spans: number, spansEnd: number): number;
  readonly MOST_PRINCIPALS: { readonly value: number };
  readonly MOST_MEANINGS: { readonly value: number };
  readonly LAYOUTS: { readonly value: number };
  readonly LAYOUT_BYTES: { readonly value: number };
  layoutAddress(place: number): number;
  readonly LONGEST_KEY: { readonly value: number };
  secretsAddress(): number;
  configureRows(places: number, keyFields: number): void;
  startRows(text: number, rows: number, spans: number): void;
  knowRows(from: number, to: number): number;
  firstUnknownRow(): number;
  resultsAddress(): number;
  countOfResults(): number;
  dropResults(): void;
  principalOfRow(): number;
  rowNamesNoKey(): number;
  knowDay(text: number, day: number): void;
  keepPrincipal(number: number, kind: number, own: number): number;
  keepMeaning(number: number, reads: number): number;
  finishRow(meaning: number): void;
  forgetPrincipals(): void;
  forgetMeanings(): void;
}

export interface WasmModule {
  readonly exports: WasmExports;
  readonly memory: WasmMemory;
}

let loaded: WasmModule | 'none' | undefined;

/** This thread's instance; `undefined` where WebAssembly or its SIMD is missing. */
export function wasmModule(): WasmModule | undefined {
  loaded ??= newWasmModule() ?? 'none';
  return loaded === 'none' ? undefined : loaded;
}

/**
 * After a trap, or where memory ran out, nothing that the instance holds is relied on again: the next one asked for is
 * a new one. False for other errors.
 */
export function dropWasmModule(error: unknown): boolean {
  const trap = webAssembly()?.RuntimeError;
  if (!(error instanceof RangeError || (trap !== undefined && error instanceof trap))) return false;
  loaded = undefined;
  return true;
}

/** Another instance, with a memory of its own. */
export function newWasmModule(): WasmModule | undefined {
  const api = webAssembly();
  if (api === undefined) return undefined;
  const code = readFileSync(COMPILED);
  try {
    const instance = new api.Instance(new api.Module(code));
    const exports = instance.exports as unknown as WasmExports;
    return { exports, memory: new WasmMemory(exports.memory, exports.memoryStart()) };
  } catch (error) {
    if (error instanceof api.CompileError) return undefined;
    throw error;
  }
}
