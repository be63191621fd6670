// The memory of the WebAssembly module: regions do not overlap, views follow its growth, what is given back is used again.
import { describe, expect, it } from 'vitest';
import { WasmMemory } from '../../src/trail/wasm-memory.js';
import { webAssembly } from '../../src/trail/web-assembly.js';

const PAGE = 65_536;
const newMemory = (initial: number, start: number, maximum = 100) => {
  const api = webAssembly();
  if (api === undefined) throw new Error('these tests need WebAssembly');
  const linear = new api.Memory({ initial, maximum });
  return { linear, memory: new WasmMemory(linear, start) };
};

describe('regions', () => {
  it('start behind what the module has, with 8 bytes between, and on a cache line', () => {
    for (const start of [0, 1, 63, 64, 1000, 1024]) {
      const { memory } = newMemory(1, start);
      for (const length of [1, 64, 100, 0, 7]) {
        const address = memory.take(length);
        expect(address).toBeGreaterThanOrEqual(start + 8);
        expect(address % 64).toBe(0);
      }
    }
  });

  it('do not overlap', () => {
    const { memory } = newMemory(1, 10);
    let end = 0;
    for (const length of [1, 64, 65, 100_000, 3]) {
      const address = memory.take(length);
      expect(address).toBeGreaterThanOrEqual(end);
      end = address + length;
    }
  });

  it('are given back in reverse', () => {
    const { memory } = newMemory(1, 0);
    const first = memory.take(10);
    const second = memory.take(10);
    memory.take(10);
    memory.release(second);
    expect(memory.take(500)).toBe(second);
    memory.release(first);
    expect(memory.take(1)).toBe(first);
  });
});

describe('growing', () => {
  it('goes no further than it has to', () => {
    const { linear, memory } = newMemory(1, 0);
    const address = memory.take(PAGE - 64);
    expect([address, linear.buffer.byteLength]).toEqual([64, PAGE]);
    memory.release(address);
    memory.take(PAGE - 63);
    expect(linear.buffer.byteLength).toBe(2 * PAGE);
    memory.take(10 * PAGE);
    expect(linear.buffer.byteLength).toBe(12 * PAGE);
  });

  it('keeps what is there, in views that are asked for anew', () => {
    const { memory } = newMemory(1, 0);
    const address = memory.take(8);
    memory.ints[address / 4] = 7;
    const old = memory.bytes;
    memory.take(PAGE);
    expect(old.length).toBe(0);
    expect(memory.bytes[address]).toBe(7);
    expect(memory.ints[address / 4]).toBe(7);
    expect(memory.bytes).toBe(memory.bytes);
    expect(memory.ints).toBe(memory.ints);
  });

  it('throws RangeError where it cannot, and takes nothing', () => {
    const { linear, memory } = newMemory(1, 0, 3);
    const address = memory.take(8);
    expect(() => memory.take(3 * PAGE)).toThrow(RangeError);
    expect(linear.buffer.byteLength).toBe(PAGE);
    memory.release(address);
    expect(memory.take(8)).toBe(address);
  });
});

describe('the address of bytes', () => {
  it('is known of views of regions in use', () => {
    const { memory } = newMemory(1, 0);
    const address = memory.take(100);
    const view = memory.bytes.subarray(address + 3, address + 100);
    expect(memory.addressOf(view)).toBe(address + 3);
    expect(memory.addressOf(Buffer.from(view.buffer, view.byteOffset, 5))).toBe(address + 3);
    memory.release(address);
    expect(memory.addressOf(view)).toBeUndefined();
  });

  it('is not known of others, nor of views from before the memory grew', () => {
    const { memory } = newMemory(1, 0);
    const address = memory.take(100);
    const view = memory.bytes.subarray(address, address + 100);
    memory.take(PAGE);
    expect(memory.addressOf(view)).toBeUndefined();
    expect(memory.addressOf(Buffer.from('abc'))).toBeUndefined();
  });
});
