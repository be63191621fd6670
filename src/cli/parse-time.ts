// --since and --until: an ISO 8601 time, a date, or an age such as 90d or 12h.
import { EngineError } from '../core/error.js';

const AGE = /^(\d{1,6})([mhdw])$/;
const AGE_SECONDS: Readonly<Record<string, number>> = { m: 60, h: 3_600, d: 86_400, w: 604_800 };
const ISO = /^(\d{4})-(\d{2})-(\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * Seconds since the epoch. A date is its first moment in UTC; a time without an offset is UTC; an age counts back
 * from `nowMs` (milliseconds since the epoch).
 * @throws EngineError `invalid-input` for any other text, and for days that no calendar has.
 */
export function parseTime(flag: string, text: string, nowMs: number): number {
  const age = AGE.exec(text);
  if (age) return Math.floor(nowMs / 1000) - Number(age[1]) * (AGE_SECONDS[age[2] ?? ''] ?? 0);
  const iso = ISO.exec(text);
  if (iso) {
    const [, year, month, day, clock, zone] = iso;
    const ms = Date.parse(`${year}-${month}-${day}${clock ?? 'T00:00'}${zone ?? 'Z'}`);
    const daysInMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
    if (!Number.isNaN(ms) && Number(day) <= daysInMonth) return Math.floor(ms / 1000);
  }
  throw new EngineError('invalid-input', 'bad-time', `\`${text}\` is no time for ${flag}`, {
    help: 'give ISO 8601 (2026-01-31, 2026-01-31T08:00:00Z) or an age (90d, 12h, 30m, 4w)',
  });
}
