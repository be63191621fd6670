// Reads the archive on disk for the tests, with nothing but zlib and JSON.parse: no code of the product.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

export const SAMPLE_FOLDER = fileURLToPath(new URL('../../sample-logs', import.meta.url));

export interface StoredFile {
  /** Relative to sample-logs, with forward slashes. */
  path: string;
  compressed: Buffer;
  text: string;
}

/** The fields of a record that the tests look at. */
export interface SampleRecord {
  eventID: string;
  eventTime: string;
  eventSource: string;
  eventName: string;
  eventType: string;
  eventCategory: string;
  eventVersion: string;
  awsRegion: string;
  recipientAccountId: string;
  sharedEventID?: string;
  errorCode?: string;
  errorMessage?: string;
  sourceIPAddress: string;
  addendum?: { originalEventID: string };
  requestParameters?: { [key: string]: unknown } | null;
  resources?: { ARN?: string }[];
  userIdentity: {
    type?: string;
    arn?: string;
    accountId?: string;
    principalId?: string;
    userName?: string;
    accessKeyId?: string;
    invokedBy?: string;
    sessionContext?: {
      sourceIdentity?: string;
      sessionIssuer?: { type: string; arn: string; principalId: string };
    };
  };
}

/** Every file below sample-logs/AWSLogs, sorted by path. */
export function storedFiles(): StoredFile[] {
  const root = join(SAMPLE_FOLDER, 'AWSLogs');
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const full = join(entry.parentPath, entry.name);
      const compressed = readFileSync(full);
      const path = relative(SAMPLE_FOLDER, full).split(sep).join('/');
      return { path, compressed, text: gunzipSync(compressed).toString('utf8') };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The records of log files, in order; digest files have none. */
export function recordsOf(files: readonly StoredFile[]): SampleRecord[] {
  return files
    .filter(({ path }) => !path.includes('CloudTrail-Digest'))
    .flatMap(({ text }) => (JSON.parse(text) as { Records: SampleRecord[] }).Records);
}
