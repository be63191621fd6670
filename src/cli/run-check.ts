// What the three check commands share: policies from files, batches of API requests, answers and the exit code.
import { EngineError } from '../core/error.js';
import type { JsonValue } from '../core/json.js';
import { isRefusal, type Refusal } from '../custom-checks/check-request.js';
import type { CheckResponse } from '../custom-checks/check-response.js';
import type { PolicyDocument } from '../policy/policy-document.js';
import type { RequestQuestion } from '../reasoning/encode-question.js';
import type { PolicyKind } from '../reasoning/encode-statement.js';
import { readQuestionPolicy, refusalOf } from '../reasoning/question-policy.js';
import { type CheckedPolicy, checkJson, checkText } from '../report/check-text.js';
import { EXIT } from './exit-code.js';
import { answerLines } from './json-lines.js';
import type { NamedPolicies, NamedPolicy } from './policy-pairs.js';
import { readTextFile } from './read-json-file.js';

export interface CheckFlags {
  readonly batch?: string;
  readonly json?: boolean;
  readonly witness?: boolean;
  readonly smtlib?: string;
}

/** The text of `FILE`, `file://FILE`, `-`, or the policy itself, as the AWS CLI has it. */
export function policyText(named: string): { readonly text: string; readonly file: string } {
  if (named.trimStart().startsWith('{')) return { text: named, file: 'policy' };
  const file = named.startsWith('file://') ? named.slice('file://'.length) : named;
  return { text: readTextFile(named), file };
}

/** Throws an EngineError (invalid-input) with file, line and column for what is no policy. */
export function questionPolicy(text: string, file: string, kind: PolicyKind): PolicyDocument {
  const read = readQuestionPolicy(text, kind);
  if ('document' in read) return read.document;
  const { message, line, column } = read.refused;
  throw malformed(message, `${file === '-' ? 'standard input' : file}:${line}:${column}`);
}

/** Throws as `questionPolicy` does. */
export function assertAskable({ document, kind, file, name, isPlaced }: NamedPolicy): void {
  const refused = refusalOf(document, kind);
  if (refused === undefined) return;
  const place = isPlaced ? `${file}:${refused.line}:${refused.column}` : file;
  throw malformed(refused.message, name === undefined ? place : `${place}: ${name}`);
}

function malformed(message: string, location: string): EngineError {
  return new EngineError('invalid-input', 'malformed-policy', message, {
    location,
    help: '`trailwright validate-policy` tells all that is wrong with a policy',
  });
}

/** Answers requests of the API line by line. Sets the exit code. */
export async function checkBatch<T extends object>(
  file: string,
  read: (value: JsonValue) => T | Refusal,
  check: (question: T) => CheckResponse,
): Promise<void> {
  const exit = new CheckExit();
  const { errors } = await answerLines(file, (value) => {
    const question = read(value);
    if (isRefusal(question)) return question;
    try {
      const response = check(question);
      exit.add(response);
      return response;
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      return { error: error.message };
    }
  });
  if (errors > 0)
    process.stderr.write(`trailwright: ${errors} line${errors === 1 ? '' : 's'} could not be answered\n`);
  process.exitCode = exit.code(errors > 0);
}

/** Prints the answers and sets the exit code. `isOne`: the command was asked about one policy. */
export function tellChecked(
  checked: readonly CheckedPolicy[],
  flags: CheckFlags,
  isOne: boolean,
  isPartial = false,
): void {
  const exit = new CheckExit();
  for (const { response } of checked) exit.add(response);
  if (flags.json) process.stdout.write(checkJson(checked, isOne));
  else {
    const blocks = checked.map((one) => checkText(one).join('\n'));
    process.stdout.write(blocks.map((block) => `${block}\n`).join('\n'));
  }
  process.exitCode = exit.code(isPartial);
}

export function lineFinder(document: PolicyDocument): CheckedPolicy['lineOf'] {
  return (index) => {
    const statement = document.statements.find((one) => one.index === index);
    return statement === undefined ? undefined : document.spanOf(statement.node).start.line;
  };
}

class CheckExit {
  #failed = false;
  #undecided = false;

  add({ result, undecided }: CheckResponse): void {
    if (undecided) this.#undecided = true;
    else if (result === 'FAIL') this.#failed = true;
  }

  code(isPartial: boolean): number {
    return this.#failed ? EXIT.findings : this.#undecided || isPartial ? EXIT.skipped : EXIT.clean;
  }
}

/** Writes the question for other solvers, where the flag asks for it. */
export async function writeSmtlib(file: string | undefined, question: RequestQuestion): Promise<void> {
  if (file === undefined) return;
  const { smtlibOf } = await import('../reasoning/smtlib.js');
  const { writeFileSync } = await import('node:fs');
  const text = smtlibOf(question);
  try {
    writeFileSync(file, text);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new EngineError('invalid-input', 'cannot-write', `cannot write \`${file}\`: ${code}`, { cause });
  }
}

/**
 * Checks each policy of a file or folder that holds several, tells what was looked at, and prints the answers. Sets the
 * exit code.
 */
export function tellSeveral(
  { policies, notes, isPartial }: NamedPolicies,
  check: (policy: NamedPolicy) => CheckResponse,
  flags: CheckFlags,
  looked: string,
): void {
  if (flags.smtlib !== undefined)
    throw new EngineError(
      'invalid-input',
      'one-question-alone',
      '--smtlib writes one question, and these are several',
      {
        help: 'name a file that holds one policy',
      },
    );
  const checked = [...policies.values()].map((policy) => {
    assertAskable(policy);
    const { file, name, document, isPlaced } = policy;
    return {
      file,
      ...(name === undefined ? {} : { name }),
      response: check(policy),
      lineOf: isPlaced ? lineFinder(document) : () => undefined,
    };
  });
  for (const note of notes) process.stderr.write(`trailwright: ${note}\n`);
  process.stderr.write(`trailwright: ${looked}\n`);
  tellChecked(checked, flags, false, isPartial || checked.length === 0);
}

/** For a flag that the command cannot do without. */
export function needed(value: string | undefined, flag: string): string {
  if (value !== undefined) return value;
  throw new EngineError('invalid-input', 'missing-flag', `${flag} is missing`, {
    help: 'run with --help for usage; --batch FILE answers JSON lines',
  });
}

export function kindOf(policyType: string): PolicyKind {
  return policyType === 'IDENTITY_POLICY' ? 'identity' : 'resource';
}
