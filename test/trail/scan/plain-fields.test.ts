import { describe, expect, it } from 'vitest';
import { TimeReader } from '../../../src/trail/scan/plain-fields.js';

describe('times', () => {
  const read = (reader: TimeReader, memory: Buffer, text: string) => {
    memory.write(`"${text}"`, 'latin1');
    return reader.read(memory, 0, memory.length);
  };

  it('are those of the text that lies in the memory now, whatever lay there before', () => {
    const reader = new TimeReader();
    const memory = Buffer.alloc(22);
    for (const text of ['2026-09-01T10:00:00Z', '2026-09-06T10:00:00Z', '2026-09-01T00:00:01Z'])
      expect(read(reader, memory, text)).toBe(Date.parse(text) / 1000);
  });
});
