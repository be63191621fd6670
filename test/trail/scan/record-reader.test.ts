// Values out of a table of records: as JSON.parse makes them, and nothing of what is not read.
import { describe, expect, it } from 'vitest';
import { FIELD } from '../../../src/trail/scan/record-fields.js';
import { otherDeliveryOf, RecordReader } from '../../../src/trail/scan/record-reader.js';
import { scanRecords } from '../../../src/trail/scan/scan-records.js';

function readerOf(text: string): RecordReader {
  const bytes = Buffer.from(text);
  return new RecordReader(bytes, scanRecords(bytes));
}

const record = (members: string) => `{"Records":[{"eventName":"A","eventSource":"s",${members}}]}`;

describe('a field', () => {
  it.each([
    ['"text"', 'text'],
    ['""', ''],
    ['"\\u00e9\\n\\"\\\\"', 'é\n"\\'],
    ['"\\ud800"', '\ud800'],
    ['"é漢😀"', 'é漢😀'],
    ['"é\\n"', 'é\n'],
    ['"\ufeffx"', '\ufeffx'],
    ['-0', -0],
    ['1e999', Number.POSITIVE_INFINITY],
    ['true', true],
    ['null', null],
    ['[1,{"a":[]}]', [1, { a: [] }]],
    ['{"a":1,"a":2}', { a: 2 }],
  ])('has the value of %s', (written, value) => {
    expect(readerOf(record(`"requestParameters": ${written} `)).value(0, FIELD.requestParameters)).toEqual(
      value,
    );
  });

  it('is undefined where the record has none', () => {
    expect(readerOf(record('"a":1')).value(0, FIELD.awsRegion)).toBeUndefined();
    expect(readerOf(record('"a":1')).text(0, FIELD.awsRegion)).toBeUndefined();
  });

  it('is a text only if it is a string that is not empty', () => {
    const reader = readerOf(record('"awsRegion":"","errorCode":5,"userAgent":"\\u0041","eventID":null'));
    expect(reader.text(0, FIELD.awsRegion)).toBeUndefined();
    expect(reader.text(0, FIELD.errorCode)).toBeUndefined();
    expect(reader.text(0, FIELD.eventID)).toBeUndefined();
    expect(reader.text(0, FIELD.userAgent)).toBe('A');
  });

  it('may hold a key of that name, which is data', () => {
    const value = readerOf(record('"userIdentity":{"__proto__":{"type":"Root"}}')).value(
      0,
      FIELD.userIdentity,
    );
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect((value as { type?: string }).type).toBeUndefined();
  });

  it('is read from a part of a larger buffer too', () => {
    const bytes = Buffer.from(`xyz${record('"awsRegion":"é"')}`).subarray(3);
    const view = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    expect(new RecordReader(view, scanRecords(view)).text(0, FIELD.awsRegion)).toBe('é');
  });
});

describe('bytes of a field', () => {
  it('can be kept by slice when the text is written over', () => {
    const text = Buffer.from(record('"awsRegion":"eu-west-1"'));
    const reader = new RecordReader(text, scanRecords(text));
    const kept = reader.bytesOf(0, FIELD.awsRegion, (bytes, start, end) => bytes.slice(start, end));
    text.fill(0);
    expect(Buffer.from(kept ?? []).toString()).toBe('"eu-west-1"');
  });
});

describe('a record', () => {
  it('has the fields that are read, and no others', () => {
    expect(
      readerOf(record('"requestID":"x","awsRegion":"r","__proto__":{"errorCode":"E"}')).record(0),
    ).toEqual({
      eventName: 'A',
      eventSource: 's',
      awsRegion: 'r',
    });
  });

  it('is unwrapped where it is in a wrapper, and whole', () => {
    const inner = '{"eventName":"A","eventSource":"s","requestID":"x"}';
    const expected = { eventName: 'A', eventSource: 's', requestID: 'x' };
    expect(readerOf(`{"Events":[{"CloudTrailEvent":${JSON.stringify(inner)}}]}`).record(0)).toEqual(expected);
    expect(readerOf(`{"detail":${inner}}`).record(0)).toEqual(expected);
    expect(readerOf(JSON.stringify(inner)).record(0)).toEqual(expected);
  });

  it('is the element itself where there is none', () => {
    expect(readerOf('[5]').record(0)).toBe(5);
    expect(readerOf('[{"a":1}]').record(0)).toEqual({ a: 1 });
  });

  it('can be had as it is in the document', () => {
    expect(readerOf(record('"requestID":"x"')).wholeElement(0)).toEqual({
      eventName: 'A',
      eventSource: 's',
      requestID: 'x',
    });
    expect(readerOf('[{"detail":{}}]').wholeElement(0)).toEqual({ detail: {} });
  });
});

describe('another delivery', () => {
  const insight = '{"eventType":"AwsCloudTrailInsight"}';
  const bare = '{"eventName":"A","eventSource":"s","eventType":"AwsCloudTrailInsight"}';
  const details = '{"eventName":"A","eventSource":"s","insightDetails":null}';

  it.each([
    ['a digest', '{"digestStartTime":"x","logFiles":[]}', 'digest'],
    ['a digest that has records', '{"digestStartTime":"x","logFiles":[],"Records":[5]}', 'digest'],
    ['insights', `{"Records":[${insight},{"insightDetails":{}},${bare},${details}]}`, 'insight'],
    ['insights and another', `{"Records":[${insight},{"eventName":"A","eventSource":"s"}]}`, undefined],
    ['insights and a number', `{"Records":[${insight},5]}`, undefined],
    ['insights in an array', `[${insight}]`, undefined],
    ['insights under another name', `{"Events":[${insight}]}`, undefined],
    ['insights in wrappers', `{"Records":[{"detail":${insight}}]}`, undefined],
    ['no records', '{"Records":[]}', undefined],
    ['an insight by itself', insight, undefined],
  ])('%s', (_, text, expected) => {
    const bytes = Buffer.from(text);
    expect(otherDeliveryOf(bytes, scanRecords(bytes))).toBe(expected);
  });
});
