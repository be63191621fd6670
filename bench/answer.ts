// What an engine answered, small enough to compare: groups, events and a checksum that the order of lines is nothing to.
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

export interface Answer {
  groups: number;
  events: number;
  /** Sum of the lines' hashes, hex. */
  checksum: string;
}

/** Place of the number of events in a line: role, source, name, Region, error, resource, count, first, last. */
const COUNT_PLACE = 6;

/** Of a file with one group a line, parted by tabs. */
export async function readAnswer(file: string): Promise<Answer> {
  let groups = 0;
  let events = 0;
  let sum = 0n;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    groups++;
    events += Number(line.split('\t')[COUNT_PLACE]);
    sum += createHash('sha256').update(line).digest().readBigUInt64LE();
  }
  return { groups, events, checksum: BigInt.asUintN(64, sum).toString(16).padStart(16, '0') };
}

/** What is wrong with an answer over an archive of `events` events, seeing the answer of another engine; '' if nothing is. */
export function disagreement(answer: Answer, events: number, other?: Answer): string {
  if (answer.events !== events) return `it counts ${answer.events} events of ${events}`;
  if (other === undefined) return '';
  if (answer.groups !== other.groups) return `it has ${answer.groups} groups, another engine ${other.groups}`;
  if (answer.checksum !== other.checksum)
    return `its checksum is ${answer.checksum}, another engine's ${other.checksum}`;
  return '';
}

/** Of engines that only inflate: the number of bytes in the file. */
export function readByteCount(file: string): number {
  return Number(readFileSync(file, 'utf8').trim());
}
