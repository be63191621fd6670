import { describe, expect, it } from 'vitest';
import { KnownTexts } from '../../../src/trail/scan/known-texts.js';

describe('known texts', () => {
  it('are found by their own bytes, whatever is written where these lay', () => {
    const texts = new KnownTexts();
    const memory = Buffer.from('111122223333');
    texts.remember(memory, 0, memory.length, '111122223333');
    const same = Buffer.from(memory);
    memory.write('111199993333');
    expect(texts.find(memory, 0, memory.length)).toBeUndefined();
    expect(texts.find(same, 0, same.length)).toBe('111122223333');
  });
});
