// `trailwright explain`: for each record of one file, what it says about permissions; the code of ingestion, shown.
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { meaningOfEvent } from '../../catalog/meaning-of-event.js';
import { EngineError } from '../../core/error.js';
import type { JsonValue } from '../../core/json.js';
import {
  type ExplainedRecord,
  explainEvent,
  explainSkip,
  explainText,
} from '../../report/explained-record.js';
import { normaliseRecord } from '../../trail/normalise-record.js';
import { readLogFile } from '../../trail/read-log-file.js';
import { EXIT } from '../exit-code.js';

export function addExplain(program: Command): void {
  program
    .command('explain')
    .description('show what each record of a log file says: principal, outcome, actions, resources')
    .argument('<file>', 'a log file in any form, or - for standard input')
    .option('--json', 'print one JSON array, an element a record, in record order')
    .addHelpText(
      'after',
      `
Examples:
  $ trailwright explain 111122223333_CloudTrail_eu-west-1_20260131T0800Z_AbCdEf0123456789.json.gz
  $ aws cloudtrail lookup-events --output json | trailwright explain - --json
`,
    )
    .action(explain);
}

async function explain(file: string, options: { json?: boolean }): Promise<void> {
  const explained: ExplainedRecord[] = [];
  const reading = await onDisk(file, (path) =>
    readLogFile(path, (record: JsonValue) => {
      const normalised = normaliseRecord(record);
      explained.push(
        'skip' in normalised
          ? explainSkip(record, normalised.skip)
          : explainEvent(normalised.event, meaningOfEvent(normalised.event)),
      );
    }),
  );
  if (options.json) process.stdout.write(`${JSON.stringify(explained, null, 2)}\n`);
  else for (const line of explainText(explained)) process.stdout.write(`${line}\n`);
  for (const { record, reason } of reading.recordSkips)
    process.stderr.write(`trailwright: ${file}: record ${record}: ${reason}\n`);
  if (reading.damage !== undefined) process.stderr.write(`trailwright: ${file}: ${reading.damage.reason}\n`);
  if (reading.setAside !== undefined)
    process.stderr.write(`trailwright: ${file}: set aside: ${reading.setAside}\n`);
  const isSkipped = reading.recordSkips.length > 0 || explained.some((e) => e.skipped !== undefined);
  if (reading.damage !== undefined || isSkipped) process.exitCode = EXIT.skipped;
}

/** Standard input goes to a file first, as the readers tell forms apart by looking twice. */
async function onDisk<T>(file: string, read: (path: string) => Promise<T>): Promise<T> {
  if (file !== '-') {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found === undefined || found.isDirectory()) {
      const message = found === undefined ? `there is no file \`${file}\`` : `\`${file}\` is a folder`;
      throw new EngineError('not-found', 'no-such-file', message, {
        help: 'give the path of a log file, or - for standard input',
      });
    }
    return read(file);
  }
  const folder = mkdtempSync(join(tmpdir(), 'trailwright-'));
  try {
    const path = join(folder, 'stdin');
    await pipeline(process.stdin, createWriteStream(path));
    return await read(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
