// The grammar of the scanner, rule by rule: what it takes and where it finds a fault. JSON.parse is asked each time.
import { describe, expect, it } from 'vitest';
import { scanRecords } from '../../../src/trail/scan/scan-records.js';

const scan = (text: string | Uint8Array) => scanRecords(Buffer.from(text));

/** Rule → texts that keep it. */
const VALID: Record<string, string[]> = {
  'white space is space, tab, line feed and carriage return': [
    ' \t\n\r5',
    '5 \n',
    ' [ 1 , 2 ] ',
    '{ "a" : 1 }',
    '\r[\n]\t',
  ],
  'a literal': ['true', 'false', 'null', '[true,false,null]'],
  'an integer': ['0', '-0', '7', '-12', '1234567890123456789012345678901234567890'],
  'a fraction': ['0.0', '-0.5', '12.0340'],
  'an exponent': ['1e5', '1E5', '1e+5', '1e-5', '0e0', '1.5E-05', '-0.0e-0', '1e999'],
  'a string': ['""', '"a"', '"abcd"', '"\x7f"', '"/"', '"\'"'],
  'an escape of one character': ['"\\""', '"\\\\"', '"\\/"', '"\\b\\f\\n\\r\\t"', '"abc\\\\"'],
  'an escape of four digits': ['"\\u0000"', '"\\uABCD"', '"\\uabcd"', '"\\u00e9x"'],
  'surrogates by themselves, escaped': ['"\\ud800"', '"\\udc00\\ud800"', '"\\ud83d\\ude00"', '{"\\ud800":1}'],
  'characters beyond ASCII': [
    '"é"',
    '"漢字"',
    '"😀"',
    '"\u2028\u2029"',
    '"\ufeff"',
    '"\u0080"',
    '"\u{10ffff}"',
  ],
  'a byte order mark at the start': ['\ufeff5', '\ufeff [1]'],
  'empty containers': ['{}', '[]', '[{},[]]', '{"a":{},"b":[]}'],
  'equal keys': ['{"a":1,"a":2}', '{"":1,"":2}'],
};

/** Rule → texts that break it; `^` is where the fault is, and it is not in the text. */
const BROKEN: Record<string, string[]> = {
  'a document has a value': ['^', ' ^', '\ufeff^'],
  'only one, and nothing after it': ['5 ^5', '{}^{}', '[]^]', '"a"^"b"', 'null^x', '5^,', '{}^\0', '[1] ^}'],
  'no other white space': ['^\u00a05', '5^\f', '[^\v1]', '^\u2028[]', '[1^\u00a0]', '[^/**/1]'],
  'one byte order mark': ['\ufeff^\ufeff5', '[^\ufeff1]', ' ^\ufeff5'],
  'a literal is whole and in lower case': [
    'tr^',
    'tru^',
    'tru^x',
    'fals^',
    'nul^',
    '^True',
    '^NULL',
    'nul^L',
    'true^e',
  ],
  'no other words': ['^undefined', '^NaN', '^Infinity', '-^Infinity', 'n^aN', "^'a'", '^a'],
  'no digits after a leading zero': ['0^1', '-0^1', '0^0', '[0^1]'],
  'an integer has digits': ['-^', '^+1', '-^-1', '^.5', '-^.5', '-^a'],
  'a fraction has digits': ['1.^', '1.^e5', '1.^.5', '[1.^]', '1.5^.5'],
  'an exponent has digits': ['1e^', '1e+^', '1e-^x', '1e^.5', '1e5^.5', '1e5^e5', '1e+^+5'],
  'a number has no other form': ['0^x10', '1^_000', '1^n', '1^f'],
  'a string ends': ['"^', '"abc^', '"abc\\"^', '{"a^', '["a^'],
  'no control character in a string': ['"^\0"', '"a^\n"', '"^\t"', '"abcdefgh^\x1f"', '{"^\x01":1}'],
  'no other escape': [
    '"\\^a"',
    '"\\^x41"',
    '"\\^\'"',
    '"\\^0"',
    '"\\^U0041"',
    '"\\^\n"',
    '"\\^',
    '{"\\^e":1}',
  ],
  'four hexadecimal digits': [
    '"\\u^"',
    '"\\u12^"',
    '"\\u123^"',
    '"\\u12^g4"',
    '"\\u^',
    '"\\u123^',
    '"\\u^+123"',
    '{"\\u00^"}',
  ],
  'an array separates its values': [
    '[1 ^2]',
    '[1,^]',
    '[^,1]',
    '[1,^,2]',
    '[1^:2]',
    '[1^}',
    '[^}',
    '[1^',
    '[^',
    '[1,^',
  ],
  'an object has keys': [
    '{^1:2}',
    '{^a:1}',
    "{^'a':1}",
    '{"a":1,^}',
    '{^,"a":1}',
    '{^',
    '{^]',
    '{"a":1,^',
    '{^{}}',
    '{^null:1}',
  ],
  'a key has a value': [
    '{"a"^}',
    '{"a"^',
    '{"a":^}',
    '{"a":^',
    '{"a"^,"b":1}',
    '{"a" ^"b"}',
    '{"a"^=1}',
    '{"a":^,}',
    '{"a":^:1}',
  ],
  'an object separates its members': ['{"a":1 ^"b":2}', '{"a":1^:2}', '{"a":1^]', '{"a":1^', '{"a":{}^{}}'],
  'subtrees that are passed over are checked too': [
    '[{"x":[{"y":[1,^]}]}]',
    '{"x":{"y":{"z":0^1}}}',
    '[[[["\\^q"]]]]',
  ],
};

describe('the grammar', () => {
  for (const [rule, texts] of Object.entries(VALID)) {
    it.each(texts)(`${rule}: %j`, (text) => {
      JSON.parse(text.replace(/^\ufeff/, ''));
      expect(scan(text).fault).toBeUndefined();
    });
  }

  for (const [rule, texts] of Object.entries(BROKEN)) {
    it.each(texts)(`${rule}: %j`, (marked) => {
      const offset = Buffer.from(marked.slice(0, marked.indexOf('^'))).length;
      const text = marked.replace('^', '');
      expect(() => JSON.parse(text.replace(/^\ufeff/, ''))).toThrow(SyntaxError);
      expect(scan(text).fault?.offset).toBe(offset);
    });
  }

  it.each([
    ['[1,]', '`]` where a value must be'],
    ['[1', 'the text ends where a comma or `]` must be'],
    ['{"a":1;}', '`;` where a comma or `}` must be'],
    ['{1}', '`1` where a key must be'],
    ['{"a"}', '`}` where a colon must be'],
    ['"a\n"', 'byte 0x0a where the rest of a string must be'],
    ['-', 'the text ends where a digit must be'],
    ['nil', '`i` where `true`, `false` or `null` must be'],
    ['{} {}', '`{` where the end of the text must be'],
  ])('says of %j: %s', (text, reason) => {
    expect(scan(text).fault?.reason).toBe(reason);
  });
});

describe('UTF-8', () => {
  // https://www.unicode.org/versions/Unicode16.0.0/core-spec/chapter-3/ table 3-7, and the first bytes beyond each row.
  const BYTES: [string, number[], boolean][] = [
    ['two bytes, lowest', [0xc2, 0x80], true],
    ['two bytes, highest', [0xdf, 0xbf], true],
    ['three bytes, lowest', [0xe0, 0xa0, 0x80], true],
    ['last before the surrogates', [0xed, 0x9f, 0xbf], true],
    ['first after the surrogates', [0xee, 0x80, 0x80], true],
    ['four bytes, lowest', [0xf0, 0x90, 0x80, 0x80], true],
    ['four bytes, highest', [0xf4, 0x8f, 0xbf, 0xbf], true],
    ['a continuation by itself', [0x80], false],
    ['overlong, two bytes', [0xc0, 0xaf], false],
    ['overlong, two bytes, highest', [0xc1, 0xbf], false],
    ['overlong, three bytes', [0xe0, 0x9f, 0xbf], false],
    ['overlong, four bytes', [0xf0, 0x8f, 0xbf, 0xbf], false],
    ['a surrogate', [0xed, 0xa0, 0x80], false],
    ['beyond U+10FFFF', [0xf4, 0x90, 0x80, 0x80], false],
    ['no lead byte', [0xf5, 0x80, 0x80, 0x80], false],
    ['0xff', [0xff], false],
    ['cut after one byte', [0xc3], false],
    ['cut after two bytes', [0xe2, 0x82], false],
    ['cut after three bytes', [0xf0, 0x9f, 0x98], false],
    ['a lead byte in a character', [0xe2, 0xe2, 0x82], false],
    ['ASCII in a character', [0xf0, 0x9f, 0x41, 0x80], false],
  ];

  it.each(BYTES)('%s', (_, character, valid) => {
    const bytes = Buffer.from([...Buffer.from('["é",{"x":"'), ...character, ...Buffer.from('"}]')]);
    const decode = () => new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (valid) expect(decode).not.toThrow();
    else expect(decode).toThrow();
    expect(scan(bytes).fault).toEqual(
      valid ? undefined : { offset: 12, reason: 'the text is not valid UTF-8' },
    );
  });

  it('is a fault wherever it is, but not before one that comes first', () => {
    expect(scan(Buffer.from([0xff])).fault).toEqual({ offset: 0, reason: 'the text is not valid UTF-8' });
    expect(scan(Buffer.from('[1]\xff', 'latin1')).fault?.offset).toBe(3);
    expect(scan(Buffer.from('[1]x\xff', 'latin1')).fault?.offset).toBe(3);
    expect(scan(Buffer.from('[1x]\xff', 'latin1')).fault?.offset).toBe(2);
    expect(scan(Buffer.from('[1,\xff]', 'latin1')).fault?.reason).toBe('the text is not valid UTF-8');
  });
});

describe('depth', () => {
  const DEEP = 1_000_000;

  it('is without limit', () => {
    expect(scan('['.repeat(DEEP) + ']'.repeat(DEEP)).fault).toBeUndefined();
    expect(scan(`${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`).fault).toBeUndefined();
    expect(scan(`${'[{"a":'.repeat(DEEP)}1${'}]'.repeat(DEEP)}`).fault).toBeUndefined();
  });

  it('is told apart at every level', () => {
    expect(scan('['.repeat(DEEP)).fault?.offset).toBe(DEEP);
    expect(scan('['.repeat(DEEP) + ']'.repeat(DEEP - 1)).fault?.offset).toBe(2 * DEEP - 1);
    expect(scan('['.repeat(DEEP) + ']'.repeat(DEEP + 1)).fault?.offset).toBe(2 * DEEP);
    for (const depth of [1, 2, 3, 4, 31, 32, 33, 63, 64, 65, 127, 128, 129, 130, 4096]) {
      const open = Array.from({ length: depth }, (_, i) => (i % 3 === 0 ? '{"a":' : '['));
      const close = open.map((o) => (o === '[' ? ']' : '}')).reverse();
      expect(scan([...open, '1', ...close].join('')).fault).toBeUndefined();
      for (const wrong of [0, depth >> 1, depth - 1]) {
        const broken = close.with(wrong, close[wrong] === ']' ? '}' : ']');
        const before = [...open, '1', ...close.slice(0, wrong)].join('');
        expect(scan([...open, '1', ...broken].join('')).fault?.offset).toBe(before.length);
      }
    }
  });
});
