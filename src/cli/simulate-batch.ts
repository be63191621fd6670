// `simulate --batch`: JSON lines in, an answer a line out, in the same order. A line that cannot be answered is answered
// with its error, and the rest goes on. One line is in memory at a time.
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { EngineError } from '../core/error.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../core/json.js';
import { evaluateRequest } from '../evaluation/evaluate-request.js';
import { POLICY_MEMBERS, PolicySetReader } from '../evaluation/read-policy-set.js';
import { readRequest } from '../evaluation/read-request.js';
import { batchAnswer } from '../report/evaluation-result.js';

const KNOWN_MEMBERS: ReadonlySet<string> = new Set(['request', ...POLICY_MEMBERS]);
/** Other members of a line are the caller's own, unless they look like policies: those would be left out unseen. */
const LOOKS_LIKE_POLICY = /polic(?:y|ies)|boundar|\b(?:scp|rcp)s?\b/i;
const CHUNK = 1 << 16;

/** Returns how many lines could not be answered. `write` resolves when more may be written. */
export async function simulateBatch(file: string, write: (text: string) => Promise<void>): Promise<number> {
  const lines = createInterface({ input: await openLines(file), crlfDelay: Number.POSITIVE_INFINITY });
  const reader = new PolicySetReader();
  let failed = 0;
  let pending = '';
  for await (const line of lines) {
    if (line.trim() === '') continue;
    const answer = answerOf(line, reader);
    if ('error' in answer) failed++;
    pending += `${JSON.stringify(answer)}\n`;
    if (pending.length < CHUNK) continue;
    await write(pending);
    pending = '';
  }
  if (pending !== '') await write(pending);
  return failed;
}

async function openLines(file: string): Promise<NodeJS.ReadableStream> {
  if (file === '-') return process.stdin;
  const help = 'give a file of JSON lines, or - for standard input';
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    const message =
      error.code === 'ENOENT' ? `there is no file \`${file}\`` : `cannot read \`${file}\`: ${error.code}`;
    throw new EngineError('not-found', 'no-such-file', message, { help });
  });
  if ((await handle.stat()).isDirectory()) {
    await handle.close();
    throw new EngineError('not-found', 'no-such-file', `\`${file}\` is a folder`, { help });
  }
  return handle.createReadStream({ encoding: 'utf8' });
}

function answerOf(line: string, reader: PolicySetReader): object {
  try {
    const members = membersOf(line);
    const request = readRequest(members.request);
    return batchAnswer(evaluateRequest(request, reader.read(members)));
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const place = error.location === undefined ? '' : `${error.location}: `;
    return { error: `${place}${error.message}`, code: error.code };
  }
}

function membersOf(line: string): JsonObject {
  let value: JsonValue;
  try {
    value = JSON.parse(line) as JsonValue;
  } catch {
    throw new EngineError('invalid-input', 'bad-json', 'the line is no JSON');
  }
  if (!isJsonObject(value)) throw new EngineError('invalid-input', 'bad-line', 'the line is no JSON object');
  for (const key of Object.keys(value))
    if (!KNOWN_MEMBERS.has(key) && LOOKS_LIKE_POLICY.test(key))
      throw new EngineError('invalid-input', 'unknown-member', `a line has no member \`${key}\``);
  return value;
}
