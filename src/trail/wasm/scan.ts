// One JSON document → the rows of a RecordTable, 64 bytes a turn. Strings, structure and white space become bits of a
// word; what may follow what is then asked of all of them at once, and only brackets, scalars, escapes and the keys of
// records are visited. It accepts nothing that JSON.parse refuses; what it refuses may still be valid.
import { isControl, maskOf, maskOfByte, oddBytes, prefixXor } from './byte-masks';
import { checkEscape, checkScalar, skipSpace } from './lexemes';
import { ENDED, REFUSED, TAKEN } from './outcome';
import { close, finish, key, listDepth, open, start, watchedDepth } from './record-rows';

const BLOCK: usize = 64;
const DEEPEST: i32 = 63;
const EVEN_BITS: u64 = 0x5555555555555555;
/** The last bytes of the text, with white space behind them. */
const tail = memory.data(64, 16);

/** Scans `[text, text + length)`; up to 8 bytes before it are read. Addresses of the table's room are multiples of 4. */
export function scan(
  text: usize,
  length: usize,
  rows: usize,
  rowsEnd: usize,
  spans: usize,
  spansEnd: usize,
): i32 {
  const end = text + length;
  let first = text;
  if (length >= 3 && load<u16>(text) == 0xbbef && load<u8>(text, 2) == 0xbf) first += 3;
  first = skipSpace(first, end);
  if (first >= end) return ENDED;
  if ((load<u8>(first) | 0x20) != 0x7b) return REFUSED;
  start(text, rows, rowsEnd, spans, spansEnd);

  let depth: i32 = 0;
  // A bit a level, the innermost lowest: set for an object.
  let levels: u64 = 0;
  let lastOpenQuote: usize = 0;
  let lastBackslash: usize = 0;
  // What a block leaves to the next one. A word that is all ones in a string, else single bits.
  let inString: u64 = 0;
  let escapes: u64 = 0;
  let startsBefore: u64 = 1;
  let opensBefore: u64 = 0;
  let pairsBefore: u64 = 0;
  let scalarBefore: u64 = 0;

  for (let base = first; base < end; base += BLOCK) {
    let from = base;
    if (end - base < BLOCK) {
      memory.fill(tail, 0x20, BLOCK);
      memory.copy(tail, base, end - base);
      from = tail;
    }
    const a = v128.load(from);
    const b = v128.load(from, 16);
    const c = v128.load(from, 32);
    const d = v128.load(from, 48);
    let quotes = maskOfByte(a, b, c, d, 0x22);
    let spaces = maskOfByte(a, b, c, d, 0x20);
    let controls: u64 = 0;
    const odd = v128.or(v128.or(oddBytes(a), oddBytes(b)), v128.or(oddBytes(c), oddBytes(d)));
    if (v128.any_true(odd) || escapes != 0) {
      controls = maskOf(isControl(a), isControl(b), isControl(c), isControl(d));
      spaces |=
        maskOfByte(a, b, c, d, 0x0a) | maskOfByte(a, b, c, d, 0x0d) | maskOfByte(a, b, c, d, 0x09);
      const all = maskOfByte(a, b, c, d, 0x5c);
      if (all != 0) lastBackslash = base + 63 - usize(clz(all));
      // A run of backslashes escapes what follows it if its length is odd.
      const backslashes = all & ~escapes;
      const follows = (backslashes << 1) | escapes;
      const oddStarts = backslashes & ~EVEN_BITS & ~follows;
      const runs = oddStarts + backslashes;
      escapes = u64(runs < oddStarts);
      const escaped = (EVEN_BITS ^ (runs << 1)) & follows;
      let visits = escaped & ~(quotes | all);
      while (visits != 0) {
        const at = base + usize(ctz(visits));
        // The blanks behind the end of the text.
        if (at >= end) return ENDED;
        const outcome = checkEscape(at, end);
        if (outcome != TAKEN) return outcome;
        visits &= visits - 1;
      }
      quotes &= ~escaped;
    }

    // From an opening quote on, without the closing one.
    const string = prefixXor(quotes) ^ inString;
    inString = u64(i64(string) >> 63);
    const outside = ~string;
    const openQuotes = quotes & string;
    spaces &= outside;
    const commas = maskOfByte(a, b, c, d, 0x2c) & outside;
    const colons = maskOfByte(a, b, c, d, 0x3a) & outside;
    // With the bit 0x20 a square bracket is a brace.
    const blank = i8x16.splat(0x20);
    const a2 = v128.or(a, blank);
    const b2 = v128.or(b, blank);
    const c2 = v128.or(c, blank);
    const d2 = v128.or(d, blank);
    const opens = maskOfByte(a2, b2, c2, d2, 0x7b) & outside;
    const closes = maskOfByte(a2, b2, c2, d2, 0x7d) & outside;
    const structure = commas | colons | opens | closes;
    // And whatever has no place outside of strings, a backslash too.
    const scalars = outside & ~(structure | spaces | quotes);
    const scalarStarts = scalars & ~((scalars << 1) | scalarBefore);
    scalarBefore = scalars >> 63;

    // The next byte that is no white space after each of some: the addition carries a bit through the white space.
    const starts = commas | colons | opens;
    const startsNext = ((starts << 1) | startsBefore) + spaces;
    const afterStart = startsNext & ~spaces;
    startsBefore = (starts >> 63) | u64(startsNext < spaces);
    const opensNext = ((opens << 1) | opensBefore) + spaces;
    const afterOpen = opensNext & ~spaces;
    opensBefore = (opens >> 63) | u64(opensNext < spaces);
    // And the next of the structure after each comma and opening bracket: a colon behind a key, only there.
    const pairs = commas | opens;
    const others = ~structure;
    const pairsNext = ((pairs << 1) | pairsBefore) + others;
    const afterPair = pairsNext & structure;
    pairsBefore = (pairs >> 63) | u64(pairsNext < others);

    const faults =
      ((openQuotes | scalarStarts | opens) & ~afterStart) |
      ((commas | colons | (closes & ~afterOpen)) & afterStart) |
      (colons & ~afterPair) |
      (controls & string);
    if (faults != 0) return REFUSED;
    let visits = scalarStarts;
    while (visits != 0) {
      const outcome = checkScalar(base + usize(ctz(visits)), end);
      if (outcome != TAKEN) return outcome;
      visits &= visits - 1;
    }

    const badInObject = afterPair & ~colons & ~(closes & afterOpen);
    const badInArray = afterPair & colons;
    let brackets = opens | closes;
    let rest: u64 = ~0;
    for (;;) {
      // Up to the next bracket, or all that is left.
      const segment = rest & (brackets ^ (brackets - 1));
      if (((levels & 1) != 0 ? badInObject : badInArray) & segment) return REFUSED;
      if (depth == watchedDepth) {
        let keys = colons & segment;
        while (keys != 0) {
          const colon = base + usize(ctz(keys));
          const before = openQuotes & ((keys & (0 - keys)) - 1);
          const quote = before != 0 ? base + 63 - usize(clz(before)) : lastOpenQuote;
          let closing = colon - 1;
          while (load<u8>(closing) != 0x22) closing--;
          const outcome = key(quote, closing, colon, end, lastBackslash > quote);
          if (outcome != TAKEN) return outcome;
          keys &= keys - 1;
        }
      } else if (depth == listDepth && ((openQuotes | scalarStarts) & segment) != 0) {
        return REFUSED;
      }
      if (brackets == 0) break;
      const bit = brackets & (0 - brackets);
      const at = base + usize(ctz(brackets));
      const isObject = u64((load<u8>(at) >> 5) & 1);
      rest &= ~(bit | (bit - 1));
      brackets &= brackets - 1;
      if ((opens & bit) != 0) {
        if (depth == DEEPEST) return REFUSED;
        const outcome = open(depth, at, isObject != 0);
        if (outcome != TAKEN) return outcome;
        depth++;
        levels = (levels << 1) | isObject;
      } else {
        if ((levels & 1) != isObject) return REFUSED;
        const outcome = close(depth, at + 1);
        if (outcome != TAKEN) return outcome;
        levels >>= 1;
        if (--depth == 0) return skipSpace(at + 1, end) == end ? finish(first, at + 1) : REFUSED;
      }
    }
    if (openQuotes != 0) lastOpenQuote = base + 63 - usize(clz(openQuotes));
  }
  return ENDED;
}
