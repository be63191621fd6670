// What does it take to tell the meaning of an event? µs an event, over records of sample-logs: all, and the commonest
// operations alone. Each round makes its events anew.
// Usage: node dist/bench/meaning.js [rounds]
import { meaningOfEvent } from '../src/catalog/meaning-of-event.js';
import type { TrailEvent } from '../src/core/event.js';
import type { JsonValue } from '../src/core/json.js';
import { normaliseRecord } from '../src/trail/normalise-record.js';
import { sampleRecords } from './sample-text.js';

const rounds = Number(process.argv[2] ?? 15);
/** Operations that are measured alone. */
const ALONE = 8;
/** Events that are normalised, then told, at a time. */
const BATCH = 1000;

function eventsOf(texts: readonly string[]): TrailEvent[] {
  return texts.flatMap((text) => {
    const normalised = normaliseRecord(JSON.parse(text) as JsonValue);
    return 'event' in normalised ? [normalised.event] : [];
  });
}

/** µs an event at the median of the rounds, the first ones apart: they make the plans. */
function measure(texts: readonly string[]): { first: number; median: number } {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    let ms = 0;
    let count = 0;
    for (let from = 0; from < texts.length; from += BATCH) {
      const events = eventsOf(texts.slice(from, from + BATCH));
      const start = performance.now();
      for (const event of events) meaningOfEvent(event);
      ms += performance.now() - start;
      count += events.length;
    }
    times.push((ms * 1000) / Math.max(1, count));
  }
  const later = times.slice(Math.min(3, rounds - 1)).sort((a, b) => a - b);
  return { first: times[0] ?? 0, median: later[later.length >> 1] ?? 0 };
}

const records = sampleRecords();
const byOperation = new Map<string, string[]>();
for (const text of records) {
  const [event] = eventsOf([text]);
  if (event === undefined) continue;
  const name = `${event.eventSource.split('.')[0]}:${event.eventName}`;
  byOperation.set(name, [...(byOperation.get(name) ?? []), text]);
}
const commonest = [...byOperation].sort((a, b) => b[1].length - a[1].length).slice(0, ALONE);

console.log(`${records.length} records, ${byOperation.size} operations, node ${process.version}`);
console.table(
  [['all', records] as const, ...commonest].map(([operations, texts]) => {
    const { first, median } = measure(texts);
    return {
      operations,
      events: texts.length,
      'µs an event': Number(median.toFixed(2)),
      'µs at first': Number(first.toFixed(1)),
    };
  }),
);
