// How fast do rows get into DuckDB? The row appender, value by value, against chunks of columns; each over numbers as an
// event has them, and over texts. Usage: node dist/bench/sinks.js [rows]
import {
  type DuckDBAppender,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBType,
  INTEGER,
  UBIGINT,
  VARCHAR,
} from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { Bench } from 'tinybench';

const CHUNK_ROWS = 2048;
const rows = Number(process.argv[2] ?? 200_000);

/** A day, a second, two halves of an identity, a call. */
const ints = Array.from({ length: 3 }, (_, column) =>
  Int32Array.from({ length: rows }, (_, i) => i * column),
);
const longs = Array.from({ length: 2 }, (_, column) =>
  BigUint64Array.from({ length: rows }, (_, i) => BigInt(i) * 0x9e3779b97f4a7c15n + BigInt(column)),
);
const numbers = [...ints, ...longs];
const NUMBER_TYPES = [INTEGER, INTEGER, INTEGER, UBIGINT, UBIGINT];
const texts = [
  'arn:aws:iam::111122223333:role/app/',
  's3:GetObject/',
  'arn:aws:s3:::amzn-s3-demo-bucket/',
].map((prefix) => Array.from({ length: rows }, (_, i) => `${prefix}${i}`));
const TEXT_TYPES = [VARCHAR, VARCHAR, VARCHAR];

const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const connection = await instance.connect();

interface Way {
  name: string;
  append(appender: DuckDBAppender): void;
}

async function fillTable(types: readonly DuckDBType[], way: Way): Promise<void> {
  const columns = types.map((type, i) => `c${i} ${type}`).join(', ');
  await connection.run(`CREATE OR REPLACE TABLE sink (${columns})`);
  const appender = await connection.createAppender('sink');
  way.append(appender);
  appender.closeSync();
}

/** Calls `fill` with an empty chunk for each stretch of rows. */
function byChunk(
  types: DuckDBType[],
  appender: DuckDBAppender,
  fill: (chunk: DuckDBDataChunk, from: number, count: number) => void,
): void {
  for (let from = 0; from < rows; from += CHUNK_ROWS) {
    const count = Math.min(CHUNK_ROWS, rows - from);
    const chunk = DuckDBDataChunk.create(types, count);
    fill(chunk, from, count);
    appender.appendDataChunk(chunk);
  }
}

const NUMBER_WAYS: Way[] = [
  {
    name: 'numbers, row appender',
    append: (appender) => {
      for (let i = 0; i < rows; i++) {
        for (const column of ints) appender.appendInteger(column[i] ?? 0);
        for (const column of longs) appender.appendUBigInt(column[i] ?? 0n);
        appender.endRow();
      }
    },
  },
  {
    name: 'numbers, chunks of values',
    append: (appender) =>
      byChunk(NUMBER_TYPES, appender, (chunk, from, count) => {
        chunk.setColumns(numbers.map((column) => [...column.subarray(from, from + count)]));
      }),
  },
  {
    name: 'numbers, chunks copied from typed arrays',
    append: (appender) =>
      byChunk(NUMBER_TYPES, appender, (chunk, from, count) => {
        numbers.forEach((column, i) => {
          const size = column.BYTES_PER_ELEMENT;
          const vector = duckdb.data_chunk_get_vector(chunk.chunk, i);
          duckdb.copy_data_to_vector(vector, 0, column.buffer, from * size, count * size);
        });
      }),
  },
];

const TEXT_WAYS: Way[] = [
  {
    name: 'texts, row appender',
    append: (appender) => {
      for (let i = 0; i < rows; i++) {
        for (const column of texts) appender.appendVarchar(column[i] ?? '');
        appender.endRow();
      }
    },
  },
  {
    name: 'texts, chunks of values',
    append: (appender) =>
      byChunk(TEXT_TYPES, appender, (chunk, from, count) => {
        chunk.setColumns(texts.map((column) => column.slice(from, from + count)));
      }),
  },
  {
    name: 'texts, chunks filled text by text',
    append: (appender) =>
      byChunk(TEXT_TYPES, appender, (chunk, from, count) => {
        texts.forEach((column, index) => {
          const vector = duckdb.data_chunk_get_vector(chunk.chunk, index);
          for (let i = 0; i < count; i++)
            duckdb.vector_assign_string_element(vector, i, column[from + i] ?? '');
        });
      }),
  },
];

const bench = new Bench({ time: 2000, warmupTime: 500, iterations: 5, warmupIterations: 1 });
for (const [types, ways] of [
  [NUMBER_TYPES, NUMBER_WAYS],
  [TEXT_TYPES, TEXT_WAYS],
] as const) {
  const contents = new Set<string>();
  for (const way of ways) {
    await fillTable(types, way);
    const found = await connection.runAndReadAll('SELECT count(*), bit_xor(hash(sink)) FROM sink');
    contents.add(String(found.getRowsJS()[0]));
    // Not told, tinybench would call it to find out.
    bench.add(way.name, () => fillTable(types, way), { async: true });
  }
  if (contents.size > 1) throw new Error(`not the same rows: ${[...contents].join(' or ')}`);
}
await bench.run();

console.log(`${rows} rows, node ${process.version}`);
console.table(
  bench.tasks.map((task) => {
    if (!('latency' in task.result)) throw new Error(`${task.name} did not run`);
    const ms = task.result.latency.p50;
    return { task: task.name, 'rows/ms': Math.round(rows / ms), ms: Number(ms.toFixed(1)) };
  }),
);
