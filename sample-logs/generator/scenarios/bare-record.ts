// Records that no role or user of the company made: by AWS services, at sign-in, of other accounts.
// And single calls at a moment of one's choice, for what must happen in an order.
import type { Call, Json, JsonFields, Scene } from '../call.js';
import { DAY, PERIOD_START, SEED } from '../company.js';
import type { Principal } from '../principal.js';
import { Random } from '../random.js';
import { compact, type Delivered, iso, recordOfCall } from '../record.js';

/** A moment of the archive: day from 0, time of day as `hh:mm:ss`. */
export interface When {
  day: number;
  at: string;
}

/** Seconds since the epoch. */
export function secondsOf(when: When): number {
  const [hours = 0, minutes = 0, seconds = 0] = when.at.split(':').map(Number);
  return PERIOD_START + when.day * DAY + hours * 3600 + minutes * 60 + seconds;
}

export interface BareRecord {
  account: string;
  region: string;
  when: When;
  source: string;
  name: string;
  identity: JsonFields;
  eventType: string;
  /** Stands for address and user agent too, where a service is the caller. */
  service?: string;
  fields?: { [key: string]: Json | undefined };
}

/** A record from its parts; `fields` may override any. */
export function bareRecord(bare: BareRecord): Delivered {
  const time = secondsOf(bare.when);
  const random = new Random(SEED, `bare ${bare.account} ${bare.region} ${time} ${bare.source} ${bare.name}`);
  const record = compact({
    eventVersion: '1.11',
    userIdentity: bare.identity,
    eventTime: iso(time),
    eventSource: `${bare.source}.amazonaws.com`,
    eventName: bare.name,
    awsRegion: bare.region,
    sourceIPAddress: bare.service ?? '203.0.113.20',
    userAgent: bare.service ?? 'Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0',
    requestParameters: null,
    responseElements: null,
    eventID: random.uuid(),
    readOnly: false,
    eventType: bare.eventType,
    managementEvent: true,
    recipientAccountId: bare.account,
    eventCategory: 'Management',
    ...bare.fields,
  });
  return { account: bare.account, region: bare.region, time, record };
}

/** Calls of one principal, one after the other, from a moment on; each a second after the last. */
export function callsAt(
  principal: Principal,
  region: string,
  when: When,
  makeCalls: (scene: Scene) => readonly Call[],
  sessionName?: string,
): Delivered[] {
  const time = secondsOf(when);
  const random = new Random(SEED, `calls ${principal.uniqueId} ${region} ${time}`);
  const session =
    sessionName ?? (principal.kind === 'role' ? (principal.sessions[0] ?? principal.name) : principal.name);
  const scene = { account: principal.account, region, random, day: when.day };
  return makeCalls(scene).map((made, i) =>
    recordOfCall(principal, made, { region, time: time + i, sessionStart: time - 120, session, random }),
  );
}
