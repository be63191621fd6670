// The scanner in WebAssembly: which documents it takes, which it leaves, and that it asks for no more memory than it
// must. test/differential holds what it takes against the plain scanner.
import { describe, expect, it } from 'vitest';
import { RECORD_FIELDS } from '../../../src/trail/scan/record-fields.js';
import { RecordTable } from '../../../src/trail/scan/record-table.js';
import { scanRecords } from '../../../src/trail/scan/scan-records.js';
import { WasmScanner } from '../../../src/trail/scan/wasm-scanner.js';
import { newWasmModule } from '../../../src/trail/wasm-module.js';

const A = '{"eventName":"A","eventSource":"s"}';

function newScanner() {
  const module = newWasmModule();
  if (module === undefined) throw new Error('these tests need WebAssembly with SIMD');
  return { module, scanner: new WasmScanner(module) };
}

const { scanner } = newScanner();
const takes = (text: string) => scanner.scan(Buffer.from(text), new RecordTable());

describe('takes', () => {
  it.each([
    ['a list', `{"Records":[${A},${A}]}`],
    ['with a byte order mark', `\ufeff{"Records":[${A}]}`],
    ['an empty list', '{"Records":[]}'],
    ['fields around a list', `{"x":{"y":[1]},"Events":[${A}],"eventName":"B","logFiles":1}`],
    ['an array', `[${A},{},{"a":[{}]}]`],
    ['a record by itself', `${A}\n`],
    ['an object that is no record', '{"a":1}'],
    ['white space everywhere', `\r\n\t{ "Records" : [ ${A} , {\n} ] , "a"\t: null } \n`],
    ['escapes in values and keys that are not looked up', `[{"a":{"\\u0041\\n":"\\\\\\"\\u00e9"}}]`],
    ['numbers and literals', `[{"a":[0,-1.5e+3,true,false,null,"é"]}]`],
    ['arrays 62 deep in it', `[{"a":${'['.repeat(61)}${']'.repeat(61)}}]`],
    ['each field', `[{${RECORD_FIELDS.map((name) => `"${name}":"x"`)}}]`],
  ])('%s', (_, text) => {
    expect(takes(text)).toBe(true);
  });
});

it('takes white space of any length, wherever blocks end', () => {
  for (let length = 0; length < 200; length++) {
    const space = ' '.repeat(length);
    expect(takes(`[${space}{${space}}]`)).toBe(true);
    expect(takes(`[{"a"${space}:${space}5${space},"b":[${space}]${space}}]`)).toBe(true);
  }
});

describe('leaves to the plain scanner', () => {
  it.each([
    ['a fault', `{"Records":[${A},]}`],
    ['a number for a key', '{"a":1,5:1}'],
    ['a literal for a key, and white space', '{null :1}'],
    ['a number for a key deeper', '[{"a":{"b":1,5\n:1}}]'],
    ['a text that ends', `{"Records":[${A}`],
    ['what follows a document', `${A}\n${A}`],
    ['no text', ''],
    ['white space', ' \n'],
    ['a scalar', '5'],
    ['a list of other elements', `[${A},5]`],
    ['a list of lists', `[[${A}]]`],
    ['two lists', `{"Records":[${A}],"Events":[]}`],
    ['a list that is none', '{"Records":null}'],
    ['an escape in a key that is looked up', '[{"event\\u004eame":1}]'],
    ['depth', `[{"a":${'['.repeat(62)}${']'.repeat(62)}}]`],
  ])('%s', (_, text) => {
    expect(takes(text)).toBe(false);
  });

  it('what is no UTF-8', () => {
    expect(scanner.scan(Buffer.from('{"a":"\xff"}', 'latin1'), new RecordTable())).toBe(false);
  });
});

it('refuses no beginning of what it takes, so that a large text can be tried by its beginning', () => {
  const { module } = newScanner();
  const text = `{"Records":[${A},{"a":[true,false,null,-10.25e-7,0,"\\\\\\n\\u00e9 \\""]}] ,\n"b":{ } }`;
  expect(takes(text)).toBe(true);
  const address = module.memory.take(1000);
  const table = module.memory.take(10_000);
  module.memory.bytes.set(Buffer.from(text), address);
  for (let length = 0; length < text.length; length++) {
    const outcome = module.exports.scan(address, length, table, table + 1000, table + 1000, table + 10_000);
    expect([length, outcome]).toEqual([length, 2]);
  }
});

describe('the table', () => {
  it('has room for as many records as there are', () => {
    const bytes = Buffer.from(`[${Array(20_000).fill(A)}]`);
    const table = new RecordTable();
    expect(scanner.scan(bytes, table)).toBe(true);
    const plain = scanRecords(bytes);
    expect(table.count).toBe(20_000);
    expect(table.spans.slice(0, table.spanInts)).toEqual(plain.spans.slice(0, plain.spanInts));
  });

  it('is left where there are more than it may have', () => {
    const bytes = Buffer.from(`[${Array(200_000).fill(A)}]`);
    expect(scanner.scan(bytes, new RecordTable())).toBe(false);
  });

  it('grows no further than its budget', () => {
    const table = new RecordTable(10_000);
    expect(() => scanner.scan(Buffer.from(`[${Array(100).fill(A)}]`), table)).toThrow(
      expect.objectContaining({ kind: 'limit', code: 'table-too-large' }),
    );
  });

  it('is that of the last document', () => {
    const table = new RecordTable();
    scanner.scan(Buffer.from('{"digestStartTime":1,"logFiles":1,"a":"é"}'), table);
    scanner.scan(Buffer.from(`[${A},{}]`), table);
    expect({ ...table, rows: 0, spans: 0 }).toEqual({
      ...scanRecords(Buffer.from(`[${A},{}]`)),
      rows: 0,
      spans: 0,
    });
  });
});

describe('memory', () => {
  const large = Buffer.from(`{"Records":[${Array(3000).fill(A)}]}`);

  it('is used again for the next document', () => {
    const { module, scanner } = newScanner();
    scanner.scan(large, new RecordTable());
    const size = module.memory.bytes.length;
    for (let i = 0; i < 10; i++) scanner.scan(large, new RecordTable());
    expect(module.memory.bytes.length).toBe(size);
  });

  it('is hardly asked for by a text whose beginning is refused', () => {
    const { module, scanner } = newScanner();
    const text = Buffer.from(`${A}\n`.repeat(100_000));
    expect(scanner.scan(text, new RecordTable())).toBe(false);
    const untouched = Buffer.from(
      module.memory.bytes.buffer,
      module.exports.memoryStart() + 300_000,
      text.length,
    );
    expect(untouched.equals(Buffer.alloc(text.length))).toBe(true);
  });

  it('has the text in it already: then nothing is copied, at any place', () => {
    const { module, scanner } = newScanner();
    const { memory } = module;
    const address = memory.take(large.length + 64);
    // What the table needs, so that the view does not detach.
    memory.release(memory.take(4_000_000));
    const size = memory.bytes.length;
    for (let shift = 0; shift < 64; shift++) {
      memory.bytes.set(large, address + shift);
      const table = new RecordTable();
      const text = Buffer.from(memory.bytes.buffer, address + shift, large.length);
      expect(scanner.scan(text, table)).toBe(true);
      expect(table.count).toBe(3000);
      expect(text.equals(large)).toBe(true);
    }
    expect(memory.bytes.length).toBe(size);
  });
});
