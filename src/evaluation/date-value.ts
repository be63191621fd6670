// Instants of the Date operators: W3C's profile of ISO 8601, or seconds since 1970.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
// https://www.w3.org/TR/NOTE-datetime

const W3C = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?$/i;
const EPOCH = /^-?\d{1,12}(?:\.\d+)?$/;
const YEAR_DIGITS = 4;

/**
 * Milliseconds since 1970, undefined for what is no date. Without a zone UTC counts; four digits are a year. A part that
 * is left out is its first (2020 is the first instant of 2020).
 */
export function instantOf(text: string): number | undefined {
  const written = text.trim();
  if (EPOCH.test(written) && !(written.length === YEAR_DIGITS && /^\d+$/.test(written)))
    return Number(written) * 1000;
  const match = W3C.exec(written);
  if (match === null) return undefined;
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', fraction = '', zone] =
    match;
  const at = Date.UTC(+(year as string), +month - 1, +day, +hour, +minute, +second);
  const read = new Date(at);
  const isReal =
    read.getUTCMonth() === +month - 1 &&
    read.getUTCDate() === +day &&
    +hour < 24 &&
    +minute < 60 &&
    +second < 60;
  if (!isReal) return undefined;
  return at + Number(`0${fraction}`) * 1000 - offsetMs(zone);
}

function offsetMs(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0;
  const minutes = +zone.slice(1, 3) * 60 + +zone.slice(-2);
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
