// The memory of the WebAssembly module, laid out by the host: regions one behind another, given back in reverse. It
// grows and never shrinks; growing detaches every view of it, so ask for `bytes` and `ints` anew after `take`. There is
// 96 MiB from the start (asconfig.json), of which only what is written to is real, so that it rarely has to.
import type { LinearMemory } from './web-assembly.js';

const PAGE_BYTES = 65_536;
/** A cache line, and more than any load needs. */
const ALIGNMENT = 64;

export class WasmMemory {
  readonly #memory: LinearMemory;
  #next: number;
  #bytes: Uint8Array;
  #ints: Int32Array;
  #takes = 0;

  /** What lies below `start` is not given out. */
  constructor(memory: LinearMemory, start: number) {
    this.#memory = memory;
    this.#next = aligned(start + ALIGNMENT);
    this.#bytes = new Uint8Array(memory.buffer);
    this.#ints = new Int32Array(memory.buffer);
  }

  /** What lies in a region that was given back is as it was while this is the same number. */
  get takes(): number {
    return this.#takes;
  }

  /** All of the memory; an address is an index. */
  get bytes(): Uint8Array {
    if (this.#bytes.buffer !== this.#memory.buffer) this.#bytes = new Uint8Array(this.#memory.buffer);
    return this.#bytes;
  }

  /** The same; an address is four times an index. */
  get ints(): Int32Array {
    if (this.#ints.buffer !== this.#memory.buffer) this.#ints = new Int32Array(this.#memory.buffer);
    return this.#ints;
  }

  /**
   * The address of `length` bytes that are in use until `release(address)`: a multiple of 64. Throws RangeError where
   * the memory cannot grow so far.
   */
  take(length: number): number {
    this.#takes++;
    const address = this.#next;
    const missing = address + length - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE_BYTES));
    this.#next = aligned(address + length);
    return address;
  }

  /** Makes the region at `address`, the last one that was taken, `length` bytes long. Throws as `take` does. */
  resize(address: number, length: number): void {
    this.#next = address;
    this.take(length);
  }

  /** True where `length` bytes can be taken without growing. */
  hasRoom(length: number): boolean {
    return this.#next + length <= this.#memory.buffer.byteLength;
  }

  /** Gives the region at `address` back, and all that were taken after it. */
  release(address: number): void {
    this.#next = address;
  }

  /** Where `bytes` lie, if they are a view of a region in use. */
  addressOf(bytes: Uint8Array): number | undefined {
    const isHere = bytes.buffer === this.#memory.buffer && bytes.byteOffset + bytes.length <= this.#next;
    return isHere ? bytes.byteOffset : undefined;
  }
}

function aligned(address: number): number {
  return Math.ceil(address / ALIGNMENT) * ALIGNMENT;
}
