// JSON documents as text in pieces → their records, up to the first damage.
import type { JsonValue } from '../core/json.js';
import { Damage } from './damage.js';
import type { RecordIntake } from './record-intake.js';
import { speaksOfEvent, unwrapRecord } from './records-of-value.js';
import { JsonElements } from './stream-json-elements.js';

/** What normaliseRecord says of such an element. */
const NO_EVENT = 'the record has no eventSource';

/** `other` for text that is no log: one document that does not speak of events, or messages without records alone. */
export async function readDocuments(
  text: AsyncIterable<string>,
  intake: RecordIntake,
): Promise<'other' | undefined> {
  const elements = new JsonElements();
  // Elements so far of a first document outside of any list of records, while none of them speaks of an event.
  let foreign = 0;
  let isLog = false;
  const settle = () => {
    isLog = true;
    for (; foreign > 0; foreign--) intake.skip(NO_EVENT);
  };
  const drain = async (values: Generator<JsonValue>) => {
    for (;;) {
      const next = nextOf(values);
      if (next.done) return;
      if (!isLog) {
        if (elements.documents === 1 && !elements.inEnvelope && !speaksOfEvent(next.value)) {
          foreign++;
          continue;
        }
        settle();
      }
      const done = intake.give(unwrapRecord(next.value));
      if (done !== undefined) await done;
    }
  };
  try {
    for await (const piece of text) await drain(elements.write(piece));
    await drain(elements.end());
  } catch (error) {
    if (error instanceof Damage) settle();
    throw error;
  }
  if (intake.count === 0 && (foreign > 0 || elements.controlMessages > 0)) return 'other';
  settle();
  return undefined;
}

function nextOf(values: Generator<JsonValue>): IteratorResult<JsonValue> {
  try {
    return values.next();
  } catch (error) {
    throw new Damage(`the JSON is broken: ${(error as Error).message}`);
  }
}
