// The scanner that runs: the same table with WebAssembly, without it, and without its SIMD.
import { execFileSync } from 'node:child_process';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RecordTable } from '../../../src/trail/scan/record-table.js';
import { scanRecords } from '../../../src/trail/scan/scan-records.js';
import { webAssembly } from '../../../src/trail/web-assembly.js';
import { SMALL_DOCUMENTS } from '../../differential/scan-corpus.js';

const DIST = new URL('../../../dist/src/trail/', import.meta.url).href;

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

async function expectSameTables(): Promise<void> {
  const { fastScan } = await import('../../../src/trail/scan/fast-scan.js');
  const shown = ({ rows, spans, ...rest }: RecordTable) => ({
    ...rest,
    rows: rows.slice(0, rest.count * 3),
    spans: spans.slice(0, rest.spanInts),
  });
  for (const text of [...SMALL_DOCUMENTS, ...SMALL_DOCUMENTS.map((document) => document.slice(0, -1))]) {
    const bytes = Buffer.from(text);
    expect(shown(fastScan(bytes))).toEqual(shown(scanRecords(bytes)));
  }
}

async function hasModule(): Promise<boolean> {
  const { wasmModule } = await import('../../../src/trail/wasm-module.js');
  return wasmModule() !== undefined;
}

describe('fastScan gives what scanRecords gives', () => {
  it('with WebAssembly', async () => {
    expect(await hasModule()).toBe(true);
    await expectSameTables();
  });

  it('without WebAssembly', async () => {
    vi.stubGlobal('WebAssembly', undefined);
    expect(await hasModule()).toBe(false);
    await expectSameTables();
  });

  it('where the engine cannot compile SIMD', async () => {
    class CompileError extends Error {}
    const Module = class {
      constructor() {
        throw new CompileError('Wasm SIMD unsupported');
      }
    };
    vi.stubGlobal('WebAssembly', { ...webAssembly(), CompileError, Module });
    expect(await hasModule()).toBe(false);
    await expectSameTables();
  });
});

describe('a process', () => {
  const script = `
    const { fastScan } = await import('${DIST}scan/fast-scan.js');
    const { wasmModule } = await import('${DIST}wasm-module.js');
    const table = fastScan(Buffer.from('[{"eventName":"A","eventSource":"s"},{}]'));
    console.log(wasmModule() !== undefined, table.count, table.isRecord(0), table.isRecord(1));`;
  const run = (flags: string[]) =>
    execFileSync(process.execPath, [...flags, '--input-type=module', '--eval', script], {
      encoding: 'utf8',
    }).trim();

  it('has the module', () => {
    expect(run([])).toBe('true 2 true false');
  });

  it('does without it', () => {
    expect(run(['--jitless'])).toBe('false 2 true false');
  });

  it.runIf(process.arch === 'x64')('does without it on a processor that has no SSE 4.1', () => {
    expect(run(['--no-enable-sse4-1'])).toBe('false 2 true false');
  });
});
