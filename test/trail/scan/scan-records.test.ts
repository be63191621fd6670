// Which elements a document has, which of them are records, and where their fields lie: one rule a test.
import { describe, expect, it } from 'vitest';
import { FIELD, RECORD_FIELDS, type RecordField } from '../../../src/trail/scan/record-fields.js';
import { ABSENT, RecordTable } from '../../../src/trail/scan/record-table.js';
import { scanRecords } from '../../../src/trail/scan/scan-records.js';

const A = '{"eventName":"A","eventSource":"s"}';
const B = '{"eventName":"B","eventSource":"s"}';

/** The elements as they are written, those that are bare records after an `r:`. */
function elements(text: string): string[] {
  const bytes = Buffer.from(text);
  const table = scanRecords(bytes);
  return Array.from({ length: table.count }, (_, row) => {
    const element = bytes.toString('utf8', table.start(row), table.end(row));
    return table.isRecord(row) ? `r:${element}` : element;
  });
}

/** The fields of the first element as they are written. */
function fields(text: string): Partial<Record<RecordField, string>> {
  const bytes = Buffer.from(text);
  const table = scanRecords(bytes);
  expect(table.isRecord(0)).toBe(true);
  const found: Partial<Record<RecordField, string>> = {};
  for (const name of RECORD_FIELDS) {
    const start = table.fieldStart(0, FIELD[name]);
    if (start !== ABSENT) found[name] = bytes.toString('utf8', start, table.fieldEnd(0, FIELD[name]));
  }
  return found;
}

const form = (text: string) => scanRecords(Buffer.from(text)).form;

describe('elements', () => {
  it.each([
    ['under Records', `{"Records":[${A},${B}]}`, 'Records', [`r:${A}`, `r:${B}`]],
    ['under Events', `{"Events":[${A}],"NextToken":"x"}`, 'Events', [`r:${A}`]],
    ['under logEvents', `{"owner":"1","logEvents":[{"message":"x"}]}`, 'logEvents', ['{"message":"x"}']],
    ['of a top-level array', `[${A},${B}]`, 'array', [`r:${A}`, `r:${B}`]],
    ['a record by itself', A, 'element', [`r:${A}`]],
    ['an object by itself', '{"message":"x"}', 'element', ['{"message":"x"}']],
    ['a text by itself', '"{}"', 'element', ['"{}"']],
    ['a number by itself', ' 5 ', 'element', ['5']],
    ['none in an empty list', '{"Records":[]}', 'Records', []],
    ['none in an empty array', '[ ]', 'array', []],
    ['of any type', `[5,"x",null,true,[${A}],{}]`, 'array', ['5', '"x"', 'null', 'true', `[${A}]`, '{}']],
    ['without the white space around them', `[ ${A}\n,\t1 ]`, 'array', [`r:${A}`, '1']],
  ] as const)('%s', (_, text, expectedForm, expected) => {
    expect(form(text)).toBe(expectedForm);
    expect(elements(text)).toEqual(expected);
  });

  it.each([
    ['Records before Events', `{"Events":[1],"Records":[2],"logEvents":[3]}`, ['2']],
    ['Events before logEvents', `{"logEvents":[3],"Events":[1]}`, ['1']],
    ['an empty one too', `{"Events":[1],"Records":[]}`, []],
    ['only one that is an array', `{"Records":{"a":[2]},"Events":"[]","logEvents":[3]}`, ['3']],
    ['the last of equal keys', `{"Records":[1,2],"Events":[3],"Records":[4]}`, ['4']],
    ['the last of equal keys, if it is an array', `{"Records":[1,2],"Records":null,"Events":[3]}`, ['3']],
    ['the last of equal keys, after one that is none', `{"Records":5,"Records":[1]}`, ['1']],
    ['a key in escapes', `{"\\u0052ecords":[1],"Records":[2],"Record\\u0073":[3]}`, ['3']],
  ])('are those of the first list that there is: %s', (_, text, expected) => {
    expect(elements(text)).toEqual(expected);
  });

  it.each([
    ['a longer key', `{"Recordss":[1]}`],
    ['a shorter key', `{"Record":[1]}`],
    ['another case', `{"records":[1]}`],
    ['deeper than the top level', `{"a":{"Records":[1]}}`],
    ['in an array of a top-level object', `{"a":[{"Records":[1]}]}`],
    ['an array in an array', `{"a":[[1]]}`],
    ['as text', `{"Records":"[1]"}`],
    ['as a value', `{"a":"Records","b":["Records"]}`],
  ])('are not %s: the whole document is the element', (_, text) => {
    expect(elements(text)).toEqual([text]);
  });

  it('are not those of a list inside an element', () => {
    expect(elements(`{"Records":[{"Records":[1],"Events":[2]},${A}]}`)).toEqual([
      '{"Records":[1],"Events":[2]}',
      `r:${A}`,
    ]);
    expect(elements(`[{"Records":[${A}]}]`)).toEqual([`{"Records":[${A}]}`]);
  });
});

describe('a record', () => {
  it.each([
    ['both are there', '{"eventName":"A","eventSource":"s"}', true],
    ['in escapes', '{"event\\u004eame":"\\u0041","\\u0065ventSource":"s"}', true],
    ['no eventSource', '{"eventName":"A"}', false],
    ['no eventName', '{"eventSource":"s"}', false],
    ['an empty one', '{"eventName":"","eventSource":"s"}', false],
    ['one that is a number', '{"eventName":"A","eventSource":5}', false],
    ['one that is null', '{"eventName":null,"eventSource":"s"}', false],
    ['one that is an object', '{"eventName":{"a":"b"},"eventSource":"s"}', false],
    ['only a blank', '{"eventName":" ","eventSource":"s"}', true],
    ['the last of equal keys is no string', '{"eventName":"A","eventSource":"s","eventName":1}', false],
    ['the last of equal keys is a string', '{"eventName":1,"eventSource":"s","eventName":"A"}', true],
    ['one of them deeper', '{"eventName":"A","a":{"eventSource":"s"}}', false],
    ['both in an array', '["eventName","A","eventSource","s"]', false],
    ['a list of records in it', `{"eventName":"A","eventSource":"s","x":[${A}]}`, true],
  ])('has an eventName and an eventSource that are not empty: %s', (_, text, expected) => {
    for (const document of [`{"Records":[${text}]}`, `[${text}]`, text]) {
      expect(scanRecords(Buffer.from(document)).isRecord(0)).toBe(expected);
    }
  });

  it('may be a top-level object with its fields around what is no list', () => {
    expect(
      fields('{"eventName":"A","Records":5,"a":[[]],"eventSource":"s","Events":{"awsRegion":"x"}}'),
    ).toEqual({
      eventName: '"A"',
      eventSource: '"s"',
    });
  });

  it('is no top-level object with a list', () => {
    expect(elements(`{"eventName":"A","Records":[1],"eventSource":"s"}`)).toEqual(['1']);
  });

  it('is the top-level object again where the last list of that name is none', () => {
    const text = `{"Records":[${B},5],"eventName":"A","eventSource":"s","Records":0,"awsRegion":"x"}`;
    expect(elements(text)).toEqual([`r:${text}`]);
    expect(fields(text)).toEqual({ eventName: '"A"', eventSource: '"s"', awsRegion: '"x"' });
  });
});

describe('the fields of a record', () => {
  it('are found, all of them, in any order', () => {
    for (const names of [RECORD_FIELDS, RECORD_FIELDS.toReversed()]) {
      const members = names.map((name, i) => `"${name}": "${i}" `);
      expect(fields(`[{${members}}]`)).toEqual(Object.fromEntries(names.map((name, i) => [name, `"${i}"`])));
    }
  });

  it.each([
    ['a string', '"a\\"}"'],
    ['an empty string', '""'],
    ['a number', '-1.5e3'],
    ['true', 'true'],
    ['null', 'null'],
    ['an object', '{ "eventName" : "X" , "a" : [ ] }'],
    ['an array', '[{"requestParameters":1}, {}]'],
    ['an empty object', '{}'],
    ['an empty array with white space', '[ \n]'],
    ['text beyond ASCII', '"é漢😀"'],
  ])('have their value whole, without the white space around it: %s', (_, value) => {
    const record = `{"eventName":"A","requestParameters" :\t${value}\n ,"eventSource":"s"}`;
    for (const text of [`{"Records":[${record}]}`, record])
      expect(fields(text).requestParameters).toBe(value);
  });

  it('are the last of equal keys', () => {
    expect(
      fields('{"eventName":"A","eventSource":"s","awsRegion":"x","aws\\u0052egion":{"a":1},"awsRegion":[2]}'),
    ).toMatchObject({ awsRegion: '[2]' });
  });

  it('are not those of the record before', () => {
    const bytes = Buffer.from(`[{"eventName":"A","eventSource":"s","awsRegion":"x"},${B}]`);
    expect(scanRecords(bytes).fieldStart(1, FIELD.awsRegion)).toBe(ABSENT);
  });

  it('are not those of an object inside', () => {
    expect(fields('{"eventName":"A","eventSource":"s","x":{"awsRegion":"y","errorCode":1}}')).toEqual({
      eventName: '"A"',
      eventSource: '"s"',
    });
  });

  it.each([
    'eventNam',
    'eventNamee',
    'EventName',
    ' eventName',
    'eventXame',
    'event\\u0000Name',
    '',
    '\\u0000',
  ])('have their whole name: not %j', (key) => {
    expect(fields(`{"eventName":"A","eventSource":"s","${key}":"x"}`).eventName).toBe('"A"');
  });

  it('may be written in escapes, each character of them', () => {
    for (const name of RECORD_FIELDS) {
      const escaped = [...name].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
      for (const key of [escaped.join(''), escaped[0] + name.slice(1), name.slice(0, -1) + escaped.at(-1)]) {
        expect(fields(`{"eventName":"A","eventSource":"s","${key}":"x"}`)[name]).toBe('"x"');
      }
    }
  });
});

describe('a digest file', () => {
  it.each([
    ['has both marks', '{"digestStartTime":"x","logFiles":[]}', true],
    ['whatever their values', '{"logFiles":null,"x":1,"digestStartTime":null}', true],
    ['not only one', '{"digestStartTime":"x","logFile":[]}', false],
    ['not one twice', '{"logFiles":"x","logFiles":[]}', false],
    ['not deeper', '{"x":{"digestStartTime":"x","logFiles":[]}}', false],
    ['not in an element', '[{"digestStartTime":"x","logFiles":[]}]', false],
    ['not in an element of a list', '{"Records":[{"digestStartTime":"x","logFiles":[]}]}', false],
  ])('%s', (_, text, expected) => {
    expect(scanRecords(Buffer.from(text)).isDigest).toBe(expected);
  });
});

describe('a fault', () => {
  it.each([
    ['in an element', `{"Records":[${A},${B},{"eventName":"C",]}`, [`r:${A}`, `r:${B}`]],
    ['at the end of the text', `{"Records":[${A},${B}`, [`r:${A}`, `r:${B}`]],
    ['between elements', `[${A} ${B}]`, [`r:${A}`]],
    ['after the list', `{"Records":[${A}],"x":tru}`, [`r:${A}`]],
    ['after the document', `{"Records":[${A}]}}`, [`r:${A}`]],
    ['after a record by itself', `${A}\n${B}`, [`r:${A}`]],
    ['in a record by itself', '{"eventName":"A","eventSource":"s",', []],
    ['in an element that is a number', '[1,2.]', ['1']],
    ['behind an element that is a number', '[1,02]', ['1', '0']],
    ['in a second list of the name', `{"Records":[${A}],"Records":[${B},x`, [`r:${B}`]],
    ['before a second list of the name starts', `{"Records":[${A}],"Records":x`, [`r:${A}`]],
    ['in a value that takes the place of the list', `{"Records":[${A}],"Records":{"a":x`, [`r:${A}`]],
    ['in a list that goes before', `{"Events":[${A}],"Records":[${B},x`, [`r:${B}`]],
    ['in a list that goes behind', `{"Records":[${A}],"Events":[${B},x`, [`r:${A}`]],
    ['at the start', 'x', []],
  ])('leaves the elements before it: %s', (_, text, expected) => {
    expect(scanRecords(Buffer.from(text)).fault).toBeDefined();
    expect(elements(text)).toEqual(expected);
  });

  it('leaves those before a character that is no UTF-8', () => {
    const bytes = Buffer.concat([
      Buffer.from(`{"Records":[${A},{"eventName":"é`),
      Buffer.from([0xff]),
      Buffer.from('"}]}'),
    ]);
    const table = scanRecords(bytes);
    expect(table.count).toBe(1);
    expect(table.fault?.offset).toBe(bytes.length - 5);
  });

  it('behind the document is told from one in it', () => {
    expect(scanRecords(Buffer.from(`${A}\n${B}`))).toMatchObject({
      documentEnd: A.length,
      fault: { offset: A.length + 1 },
    });
    expect(scanRecords(Buffer.from('[1,'))).toMatchObject({ documentEnd: ABSENT, fault: { offset: 3 } });
    expect(scanRecords(Buffer.from('[1] '))).toMatchObject({ documentEnd: 3, fault: undefined });
  });
});

describe('the table', () => {
  it('counts offsets from the start of what was scanned, the byte order mark included', () => {
    const bytes = Buffer.from(`xx\ufeff[${A}]`).subarray(2);
    const table = scanRecords(bytes);
    expect([table.start(0), table.end(0)]).toEqual([4, 4 + A.length]);
    expect(
      bytes.toString('utf8', table.fieldStart(0, FIELD.eventName), table.fieldEnd(0, FIELD.eventName)),
    ).toBe('"A"');
  });

  it('knows whether the text is ASCII', () => {
    expect(scanRecords(Buffer.from('["a"]')).isAscii).toBe(true);
    expect(scanRecords(Buffer.from('["é"]')).isAscii).toBe(false);
  });

  it('can be filled again, and then has nothing of before', () => {
    const table = new RecordTable();
    expect(scanRecords(Buffer.from(`{"digestStartTime":1,"logFiles":1,"Records":[${A},${B}]`), table)).toBe(
      table,
    );
    const again = { ...scanRecords(Buffer.from('[5]'), table) };
    const once = { ...scanRecords(Buffer.from('[5]')) };
    expect({ ...again, rows: 0, spans: 0 }).toEqual({ ...once, rows: 0, spans: 0 });
  });

  it('grows', () => {
    const count = 5000;
    const bytes = Buffer.from(
      `[${Array.from({ length: count }, (_, i) => `${A.replace('A', String(i))},{},${i}`)}]`,
    );
    const table = scanRecords(bytes);
    expect(table.count).toBe(3 * count);
    for (let i = 0; i < count; i++) {
      const name = bytes.toString(
        'utf8',
        table.fieldStart(3 * i, FIELD.eventName),
        table.fieldEnd(3 * i, FIELD.eventName),
      );
      expect(name).toBe(`"${i}"`);
      expect(bytes.toString('utf8', table.start(3 * i + 2), table.end(3 * i + 2))).toBe(String(i));
    }
  });

  it('grows no further than its budget', () => {
    const table = new RecordTable(100_000);
    const scan = (records: number) => scanRecords(Buffer.from(`[${Array(records).fill(A)}]`), table);
    expect(() => scan(1000)).toThrow(expect.objectContaining({ kind: 'limit', code: 'table-too-large' }));
    expect(table.rows.byteLength + table.spans.byteLength).toBeLessThanOrEqual(100_000);
    expect(scan(200).count).toBe(200);
  });

  it('has no room for fields of elements that are no records', () => {
    const table = scanRecords(Buffer.from(`[${'{"awsRegion":1},'.repeat(1000)}${A}]`));
    expect(table.count).toBe(1001);
    expect(table.spanInts).toBe(2 * RECORD_FIELDS.length);
  });
});
