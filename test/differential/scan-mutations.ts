// Ways to make a document another one: broken in a way that JSON.parse must see, or valid and strange. Documents are
// strings of bytes (latin1), so that a mutation may also put in what is no UTF-8.
import type { SeededRandom } from './scan-random.js';

type Mutation = (text: string, random: SeededRandom) => string;

const latin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

const RECORD = '{"eventName":"Put","eventSource":"s3.amazonaws.com"}';
const KEYS = [
  ...['eventName', 'eventSource', 'eventID', 'userIdentity', 'requestParameters', 'resources', 'readOnly'],
  ...['Records', 'Events', 'logEvents', 'digestStartTime', 'logFiles', 'insightDetails', '@timestamp'],
  ...[
    'eventNam',
    'eventNamee',
    'EventName',
    'records',
    '',
    '__proto__',
    'detail',
    'message',
    'CloudTrailEvent',
  ],
];
const VALUES = [
  ...[
    'null',
    'true',
    'false',
    '0',
    '-1.5e3',
    '""',
    '"x"',
    '"AwsCloudTrailInsight"',
    '{}',
    '[]',
    '[[]]',
    '[1,2]',
  ],
  ...[RECORD, `[${RECORD}]`, `[${RECORD},${RECORD}]`, `{"Records":[${RECORD}]}`, JSON.stringify(RECORD)],
  ...['"\\ud800"', '"\\"\\\\\\/\\b\\f\\n\\r\\t"', '{"__proto__":{"a":1}}', '{"a":1,"a":2}'],
].map(latin1);
const NUMBERS = [
  ...['0', '-0', '00', '01', '-', '-01', '1.', '.5', '1.0', '-0.0e-0', '1e', '1e+', '1E+5', '1e-05', '1e999'],
  ...[
    '+1',
    '0x10',
    '1_0',
    'NaN',
    'Infinity',
    '-Infinity',
    '123456789012345678901234567890',
    '1e5.5',
    '1ee5',
    '--1',
  ],
];
const LITERALS = [
  'True',
  'nul',
  'nulll',
  'tru',
  'falsey',
  'undefined',
  'TRUE',
  'n',
  't',
  'f',
  "'x'",
  'null0',
];
const SPACES = [' ', '\t', '\n', '\r', '\r\n', '   '];
const NO_SPACES = [
  '\f',
  '\v',
  '\0',
  '\x1f',
  '\x7f',
  latin1('\u00a0'),
  latin1('\ufeff'),
  latin1('\u2028'),
  '//',
  '/**/',
];
const CHARACTERS = ['é', '漢', '😀', '\u2028', '\ufeff', '\u0080', '\uffff', '\u{10ffff}'].map(latin1);
const NO_UTF8 = [
  ...['\x80', '\xff', '\xfe', '\xc0\xaf', '\xc1\xbf', '\xe0\x9f\xbf', '\xed\xa0\x80', '\xed\xbf\xbf', '\xc3'],
  ...['\xe2\x82', '\xf0\x8f\xbf\xbf', '\xf0\x9f\x98', '\xf4\x90\x80\x80', '\xf5\x80\x80\x80', '\xef\xbf'],
];
const ESCAPES = [
  ...[
    '\\u0041',
    '\\u004E',
    '\\ud800',
    '\\udc00',
    '\\ud83d\\ude00',
    '\\udc00\\ud800',
    '\\u0000',
    '\\u0022',
    '\\u005c',
  ],
  ...['\\n', '\\/', '\\\\', '\\"', '\\x41', '\\u12', '\\u12g4', '\\U0041', '\\', '\\u', "\\'", '\\0', '\\a'],
];
const TRAILERS = [' ', '\n', 'x', '{}', ',', ']', '}', '\0', '""', '5', '\n{"a":1}', '\xff', '[]'];
const JSON_BYTES = '{}[]":,\\0123456789-+.eEtfnu \t\n\r/\0\x1f\x7f\x80\xc3\xff';

const TOKEN = /"(?:[^"\\]|\\[\s\S])*"|[{}[\],:]|[^\s{}[\],:"]+/g;
const MEMBER = /"(?:[^"\\]|\\[\s\S])*"\s*:/g;
const SCALAR = /(?<=[[,:]\s*)(?:"(?:[^"\\]|\\[\s\S])*"|[^\s{}[\],:"]+)(?=\s*[,\]}])/g;
const STRING = /"(?:[^"\\]|\\[\s\S])*"/g;

interface Span {
  start: number;
  end: number;
}

/** One of the places where `pattern` is found, if there is one. */
function place(text: string, pattern: RegExp, random: SeededRandom): Span | undefined {
  const found = [...text.matchAll(pattern)];
  const match = found[random.below(found.length)];
  return match === undefined ? undefined : { start: match.index, end: match.index + match[0].length };
}

const replaced = (text: string, span: Span | undefined, by: string): string =>
  span === undefined ? text : text.slice(0, span.start) + by + text.slice(span.end);

const inserted = (text: string, at: number, more: string): string =>
  text.slice(0, at) + more + text.slice(at);

const anywhere = (text: string, random: SeededRandom): number => random.below(text.length + 1);

function block(text: string, random: SeededRandom): Span {
  const start = anywhere(text, random);
  const longest = random.onceIn(4) ? text.length : 12;
  return { start, end: Math.min(text.length, start + 1 + random.below(longest)) };
}

function insideString(text: string, random: SeededRandom): number | undefined {
  const string = place(text, STRING, random);
  return string === undefined ? undefined : string.start + 1 + random.below(string.end - string.start - 1);
}

function intoString(pick: (random: SeededRandom) => string): Mutation {
  return (text, random) => {
    const at = insideString(text, random);
    return at === undefined ? text : inserted(text, at, pick(random));
  };
}

function scalarBecomes(choices: readonly string[]): Mutation {
  return (text, random) => replaced(text, place(text, SCALAR, random), random.pick(choices));
}

const hex = (code: number, random: SeededRandom): string => {
  const digits = code.toString(16).padStart(4, '0');
  return random.onceIn(2) ? digits : digits.toUpperCase();
};

export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  flipBit: (text, random) => {
    const at = random.below(text.length);
    return replaced(
      text,
      { start: at, end: at + 1 },
      String.fromCharCode((text.charCodeAt(at) || 0) ^ (1 << random.below(8))),
    );
  },
  changeByte: (text, random) => {
    const at = random.below(text.length);
    return replaced(text, { start: at, end: at + 1 }, JSON_BYTES.charAt(random.below(JSON_BYTES.length)));
  },
  insertByte: (text, random) =>
    inserted(text, anywhere(text, random), JSON_BYTES.charAt(random.below(JSON_BYTES.length))),
  deleteBlock: (text, random) => replaced(text, block(text, random), ''),
  deleteToken: (text, random) => replaced(text, place(text, TOKEN, random), ''),
  repeatToken: (text, random) => {
    const token = place(text, TOKEN, random);
    return token === undefined ? text : inserted(text, token.end, text.slice(token.start, token.end));
  },
  truncate: (text, random) => text.slice(0, anywhere(text, random)),
  copyBlock: (text, random) => {
    const { start, end } = block(text, random);
    return inserted(text, anywhere(text, random), text.slice(start, end));
  },
  swapBlocks: (text, random) => {
    const cuts = [0, 0, 0, 0].map(() => anywhere(text, random)).sort((a, b) => a - b);
    const [a = 0, b = 0, c = 0, d = 0] = cuts;
    return text.slice(0, a) + text.slice(c, d) + text.slice(b, c) + text.slice(a, b) + text.slice(d);
  },
  addMember: (text, random) => {
    const before = place(text, MEMBER, random);
    return before === undefined
      ? text
      : inserted(text, before.start, `"${random.pick(KEYS)}":${random.pick(VALUES)},`);
  },
  repeatKey: (text, random) => {
    const from = place(text, MEMBER, random);
    const to = place(text, MEMBER, random);
    if (from === undefined || to === undefined) return text;
    return inserted(text, to.start, `${text.slice(from.start, from.end)}${random.pick(VALUES)},`);
  },
  changeKey: (text, random) => replaced(text, place(text, MEMBER, random), `"${random.pick(KEYS)}":`),
  scalarKey: (text, random) =>
    replaced(
      text,
      place(text, MEMBER, random),
      random.pick(['5', 'null', 'true', '[]']) + random.pick([':', ' :']),
    ),
  changeScalar: scalarBecomes(VALUES),
  oddNumber: scalarBecomes(NUMBERS),
  oddLiteral: scalarBecomes(LITERALS),
  escapeCharacter: (text, random) => {
    const at = insideString(text, random);
    if (at === undefined) return text;
    return replaced(text, { start: at, end: at + 1 }, `\\u${hex(text.charCodeAt(at), random)}`);
  },
  escapeKey: (text, random) => {
    const member = place(text, MEMBER, random);
    if (member === undefined || member.end - member.start < 4) return text;
    const at = member.start + 1 + random.below(member.end - member.start - 3);
    return replaced(text, { start: at, end: at + 1 }, `\\u${hex(text.charCodeAt(at), random)}`);
  },
  insertEscape: intoString((random) => random.pick(ESCAPES)),
  insertCharacter: intoString((random) => random.pick(CHARACTERS)),
  insertControl: intoString((random) => String.fromCharCode(random.below(0x21))),
  noUtf8: intoString((random) => random.pick(NO_UTF8)),
  noUtf8Anywhere: (text, random) => inserted(text, anywhere(text, random), random.pick(NO_UTF8)),
  spaceEverywhere: (text, random) => text.replace(TOKEN, (token) => token + random.pick(SPACES)),
  spaceAnywhere: (text, random) => inserted(text, anywhere(text, random), random.pick(SPACES)),
  noSpace: (text, random) => inserted(text, place(text, TOKEN, random)?.end ?? 0, random.pick(NO_SPACES)),
  nestDeeply: (text, random) => {
    const depth = random.below(random.onceIn(4) ? 200 : 40);
    const close = depth - (random.onceIn(3) ? 1 : 0);
    const [open, shut] = random.pick([
      ['[', ']'],
      ['{"a":', '}'],
      ['[{"Records":[', ']}]'],
    ] as const);
    const value = random.pick(VALUES);
    return replaced(
      text,
      place(text, SCALAR, random),
      open.repeat(depth) + value + shut.repeat(Math.max(0, close)),
    );
  },
  nestDocument: (text, random) =>
    random.pick([
      `{"Records":[${text}]}`,
      `[${text}]`,
      `{"Records":${text}}`,
      `{"a":${text},"Records":[${RECORD}]}`,
    ]),
  wrap: (text, random) =>
    random.pick([
      `{"detail":${text}}`,
      `{"Records":[{"message":${JSON.stringify(text)}}]}`,
      `{"Events":[{"detail":${text}}]}`,
    ]),
  listTwice: (text, random) => {
    const list = random.pick(['Records', 'Events', 'logEvents']);
    const open = text.indexOf('{') + 1;
    return inserted(
      text,
      random.onceIn(2) ? open : text.lastIndexOf('{') + 1,
      `"${list}":${random.pick(VALUES)},`,
    );
  },
  listLast: (text, random) => {
    const close = text.lastIndexOf('}');
    return close < 0 ? text : inserted(text, close, `,"${random.pick(KEYS)}":${random.pick(VALUES)}`);
  },
  moveBlocks: (text, random) =>
    random.onceIn(2)
      ? text.slice(0, 1) + ' '.repeat(random.below(64)) + text.slice(1)
      : text.replace('{', `{"a":"${random.pick(['x', '\\\\', '\\"']).repeat(random.below(64))}",`),
  byteOrderMark: (text) => `\xef\xbb\xbf${text}`,
  trailingBytes: (text, random) => text + random.pick(TRAILERS),
};

const NAMES = Object.keys(MUTATIONS);

/** The document after one to four mutations, and their names. */
export function mutated(text: string, random: SeededRandom): { bytes: Buffer; names: string[] } {
  const names: string[] = [];
  let result = text;
  do {
    const name = random.pick(NAMES);
    names.push(name);
    result = (MUTATIONS[name] as Mutation)(result, random);
  } while (names.length < 4 && random.onceIn(2));
  return { bytes: Buffer.from(result, 'latin1'), names };
}
