// The parts of a resource's name that clearly vary from one call to the next: ids, dates, numbers.
// Words, account ids and Regions inside a name are never such parts.

/** A varying part of a text. `end` is exclusive. */
export interface VaryingToken {
  start: number;
  end: number;
}

/** First alternative wins: a UUID, a Region, a basic ISO 8601 time, else a run of letters and digits. */
const PART =
  /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-z])|((?:af|ap|ca|cn|eu|eusc|il|me|mx|sa|us)(?:-[a-z]{2,4})?-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\d)(?![0-9a-z])|(\d{8}T\d{4,6}Z?)(?![0-9a-z])|([0-9a-z]+)/gi;

const ACCOUNT_ID = /^\d{12}$/;
/** Hexadecimal of 8 digits or more with both a letter and a digit (`i-0abc12de34f56789a`). */
const HEX_ID = /^(?=.*\d)(?=.*[a-f])[0-9a-f]{8,}$/i;
/** Letters and digits by turns, without a run of letters long enough for a word (`1A2B3C4D5E6F`, not `part0001`). */
const MIXED_ID = /^(?=.*(?:\d[a-z]+\d|[a-z]\d+[a-z]))(?!.*[a-z]{5})[0-9a-z]{8,}$/i;
/** Letters, digits, letters …: a long random string may have a run of letters by chance. */
const LONG_MIXED_ID = /^(?=(?:.*\d){4})(?=(?:.*[a-z]){4})(?!.*[a-z]{9})[0-9a-z]{20,}$/i;
const DIGITS = /\d+/g;

/** Varying parts of `text` from offset `from` on, in order. */
export function varyingTokens(text: string, from: number): VaryingToken[] {
  const tokens: VaryingToken[] = [];
  const add = (start: number, length: number): void => {
    if (start >= from) tokens.push({ start, end: start + length });
  };
  PART.lastIndex = from;
  for (let match = PART.exec(text); match !== null; match = PART.exec(text)) {
    const [, uuid, region, time, run] = match;
    const start = match.index;
    if (uuid !== undefined || time !== undefined) add(start, match[0].length);
    if (region !== undefined || run === undefined || ACCOUNT_ID.test(run)) continue;
    if (HEX_ID.test(run) || MIXED_ID.test(run) || LONG_MIXED_ID.test(run)) add(start, run.length);
    else for (const digits of run.matchAll(DIGITS)) add(start + digits.index, digits[0].length);
  }
  return tokens;
}
