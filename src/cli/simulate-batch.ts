// `simulate --batch`: a request and its policies a line in, a decision a line out. A line that cannot be answered is
// answered with its error, and the rest goes on.
import { EngineError } from '../core/error.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../core/json.js';
import { evaluateRequest } from '../evaluation/evaluate-request.js';
import { POLICY_MEMBERS, PolicySetReader } from '../evaluation/read-policy-set.js';
import { readRequest } from '../evaluation/read-request.js';
import { batchAnswer } from '../report/evaluation-result.js';
import { answerLines, type BatchOutcome } from './json-lines.js';

const KNOWN_MEMBERS: ReadonlySet<string> = new Set(['request', ...POLICY_MEMBERS]);
/** Other members of a line are the caller's own, unless they look like policies: those would be left out unseen. */
const LOOKS_LIKE_POLICY = /polic(?:y|ies)|boundar|\b(?:scp|rcp)s?\b/i;

export function simulateBatch(file: string): Promise<BatchOutcome> {
  const reader = new PolicySetReader();
  return answerLines(file, (value) => answerOf(value, reader));
}

function answerOf(value: JsonValue, reader: PolicySetReader): object {
  try {
    const members = membersOf(value);
    const request = readRequest(members.request);
    return batchAnswer(evaluateRequest(request, reader.read(members)));
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const place = error.location === undefined ? '' : `${error.location}: `;
    return { error: `${place}${error.message}`, code: error.code };
  }
}

function membersOf(value: JsonValue): JsonObject {
  if (!isJsonObject(value)) throw new EngineError('invalid-input', 'bad-line', 'the line is no JSON object');
  for (const key of Object.keys(value))
    if (!KNOWN_MEMBERS.has(key) && LOOKS_LIKE_POLICY.test(key))
      throw new EngineError('invalid-input', 'unknown-member', `a line has no member \`${key}\``);
  return value;
}
