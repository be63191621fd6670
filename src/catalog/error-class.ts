// What an error code says of authorisation. Whatever is not listed does not tell: `unknown` is the safe class.
import { readTable } from './resources/read-table.js';

export type ErrorClass = 'none' | 'denied' | 'authorized' | 'no-call' | 'unknown';

let classes: Map<string, ErrorClass> | undefined;

/** The class of an errorCode; `none` for a call that succeeded. EC2's `Client.` and `Server.` do not count. */
export function errorClass(errorCode: string | undefined): ErrorClass {
  if (errorCode === undefined) return 'none';
  classes ??= new Map(
    readTable('error-classes.tsv').map((r) => [(r.errorCode ?? '').toLowerCase(), r.class as ErrorClass]),
  );
  return classes.get(errorCode.replace(/^(?:Client|Server)\./, '').toLowerCase()) ?? 'unknown';
}
