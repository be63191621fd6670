// Names of meanings: what is said apart is named apart.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countedText, digestOfText, nameOfContent } from '../../src/ingest/meaning-name.js';

/** With halves of surrogate pairs, which UTF-8 cannot tell apart, and what a count or a quoted text looks like. */
const text = fc.string({
  unit: fc.constantFrom('a', '1', ':', '!', '"', '\\', '\ud800', '\udc00', '\ufffd', 'ä', '😀'),
  maxLength: 5,
});
const named = (texts: readonly string[]) => nameOfContent(texts.map(countedText).join(''));

describe('names of meanings', () => {
  it('are those of SHA-256', () => {
    // printf '3:abc' | sha256sum
    const sum = Buffer.from('aab5f9ae99b2e38fb462025c8f72f570c9c811705d2a4277dc855d7fa293fe97', 'hex');
    expect(digestOfText('abc')).toBe(sum.toString('base64').slice(0, 22));
    const [a, b, c, d] = [0, 4, 8, 12].map((at) => sum.readInt32BE(at));
    expect(named(['abc'])).toEqual({ a, b, c, d });
  });

  it('differ where texts differ, or stand otherwise in a row', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 3 }), fc.array(text, { maxLength: 3 }), (a, b) => {
        if (JSON.stringify(a) === JSON.stringify(b)) expect(named(a)).toEqual(named(b));
        else expect(named(a)).not.toEqual(named(b));
      }),
      { numRuns: 20_000 },
    );
  });

  it('tell halves of surrogate pairs apart', () => {
    const halves = ['\ud800', '\udc00', '\ufffd', '"\\ud800"', '8!"\\ud800"'];
    expect(new Set(halves.map((half) => JSON.stringify(named([half])))).size).toBe(halves.length);
  });
});
