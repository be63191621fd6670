// A batch: JSON values one a line in, one answer a line out, in order, as they come.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { EngineError } from '../core/error.js';
import type { JsonValue } from '../core/json.js';

export interface BatchOutcome {
  readonly lines: number;
  /** Lines that were answered by an error. */
  readonly errors: number;
}

/**
 * Answers each line of the file (`-`: standard input) on standard output. A line that is no JSON, or to which
 * `answer` says `{error}`, is answered by that; blank lines are not counted.
 * @throws EngineError `not-found` where the file cannot be read.
 */
export async function answerLines(
  file: string,
  answer: (value: JsonValue) => object | { error: string },
): Promise<BatchOutcome> {
  const input = file === '-' ? process.stdin : createReadStream(file);
  let lines = 0;
  let errors = 0;
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line.trim() === '') continue;
      lines++;
      const answered = answerLine(line, answer);
      if (answered.isError) errors++;
      if (!process.stdout.write(`${answered.text}\n`)) await drained();
    }
  } catch (cause) {
    if (cause instanceof EngineError) throw cause;
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === undefined) throw cause;
    throw new EngineError('not-found', 'cannot-read', `cannot read \`${file}\`: ${code}`, {
      help: 'give a file with one JSON request a line, or - for standard input',
      cause,
    });
  }
  return { lines, errors };
}

function answerLine(line: string, answer: (value: JsonValue) => object): { text: string; isError: boolean } {
  const failed = (error: string) => ({ text: JSON.stringify({ error }), isError: true });
  let value: JsonValue;
  try {
    value = JSON.parse(line) as JsonValue;
  } catch {
    return failed('the line is no JSON');
  }
  const answered = answer(value);
  try {
    return { text: JSON.stringify(answered), isError: 'error' in answered };
  } catch (cause) {
    if (cause instanceof RangeError) return failed('the answer is longer than a line can be');
    throw cause;
  }
}

function drained(): Promise<void> {
  return new Promise((resolve) => process.stdout.once('drain', resolve));
}
