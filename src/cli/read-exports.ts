// Exports of accounts and trails that commands take, loaded when they are asked for.
import type { AccountSnapshot } from '../account/read-account.js';
import type { Trail } from '../account/read-trails.js';

/** Files of `aws iam get-account-authorization-details`. Throws EngineError for one that cannot be read or is none. */
export async function readCurrent(files: readonly string[]): Promise<AccountSnapshot> {
  const { readAccount } = await import('../account/read-account.js');
  return readAccount(await textsOf(files));
}

/** Files of `aws cloudtrail describe-trails` and `get-event-selectors`; as readCurrent. */
export async function readTrailFiles(files: readonly string[]): Promise<Trail[]> {
  const { readTrails } = await import('../account/read-trails.js');
  return readTrails(await textsOf(files));
}

async function textsOf(files: readonly string[]): Promise<{ file: string; text: string }[]> {
  const { readTextFile } = await import('./read-json-file.js');
  return files.map((file) => ({ file, text: readTextFile(file) }));
}
