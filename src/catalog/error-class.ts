// What an error says of authorization. Table: data/error-classes.tsv; what it does not have is `unknown`.
import { remembered } from '../core/remembered.js';
import { readTable } from './resources/read-table.js';

/**
 * `authorized`: the call was allowed and failed later. `no-call`: signature, token or opt-in; nothing was authorised.
 * `unknown`: throttling, validation, not found: it does not tell.
 */
export type ErrorClass = 'denied' | 'authorized' | 'no-call' | 'unknown';

const CLASSES: readonly ErrorClass[] = ['denied', 'authorized', 'no-call', 'unknown'];

/** EC2 and others write who is to blame before the code. */
const SIDE = /^(?:Client|Server)\./i;

let table: ReadonlyMap<string, ErrorClass> | undefined;

/** The class of an errorCode of a service (IAM prefix; undefined if it is not known). Case does not count. */
export function errorClassOf(errorCode: string, service: string | undefined): ErrorClass {
  return classOfKey(`${service ?? ''} ${errorCode.trim()}`);
}

const classOfKey = remembered((serviceAndCode): ErrorClass => {
  table ??= new Map(
    readTable('error-classes.tsv').map((row) => [
      keyOf(row.errorCode ?? '', row.service ?? ''),
      CLASSES.find((c) => c === row.class) ?? 'unknown',
    ]),
  );
  const space = serviceAndCode.indexOf(' ');
  const service = serviceAndCode.slice(0, space);
  const code = serviceAndCode.slice(space + 1).replace(SIDE, '');
  return (service && table.get(keyOf(code, service))) || table.get(keyOf(code, '')) || 'unknown';
});

function keyOf(code: string, service: string): string {
  return `${service} ${code}`.toLowerCase();
}
