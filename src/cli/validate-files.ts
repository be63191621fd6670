// The two ways to validate: files, with all that is found in them, and batches of API requests.
import { readFileSync } from 'node:fs';
import { EngineError } from '../core/error.js';
import type { JsonValue } from '../core/json.js';
import { LineMap, type Span } from '../core/span.js';
import { parsePolicy } from '../policy/parse-policy.js';
import type { PolicyDocument } from '../policy/policy-document.js';
import type { PolicyType, ValidatePolicyResourceType } from '../policy/policy-type.js';
import type { ValidatedPolicy } from '../report/validated-policy.js';
import type { EmbeddedText } from '../templates/embedded-text.js';
import type { FoundPolicy, Unresolved } from '../templates/found-policy.js';
import { type AcceptedFinding, Baseline, readBaseline } from '../validation/baseline.js';
import { FINDING_TYPES, type FindingType } from '../validation/finding.js';
import { validatePolicy } from '../validation/validate-policy.js';
import { readValidationRequest } from '../validation/validation-request.js';
import { EXIT } from './exit-code.js';
import { answerLines } from './json-lines.js';
import { type PolicyInput, readPolicyInputs } from './policy-inputs.js';
import { type FailOn, failsOn, type ValidationFlags } from './validation-flags.js';
import { writeOut } from './write-out.js';

/** With more a report of one piece would be longer than a string can be. */
const MOST_REPORTED = 100_000;

/** What a run looked at, besides its findings. */
interface Outcome {
  readonly policies: ValidatedPolicy[];
  readonly unresolved: { file: string; unresolved: Unresolved }[];
  /** Files that cannot be read, or not as a whole, with the first error. */
  readonly broken: string[];
  /** Policies whose type no flag and no file tells. */
  readonly guessed: { file: string; policyType: PolicyType }[];
  /** Files of a folder or pattern that hold no policy. */
  passedOver: number;
  /** Policies of an export that AWS itself keeps. */
  awsManaged: number;
}

/** Answers requests of the API line by line. Sets the exit code. */
export async function validateBatch(file: string, failOn: FailOn): Promise<void> {
  let failed = false;
  const { errors } = await answerLines(file, (value) => {
    const request = readValidationRequest(value);
    if ('error' in request) return request;
    const findings = validatePolicy(parsePolicy(request.policyDocument), request);
    failed ||= findings.some(({ findingType }) => failsOn(failOn, findingType));
    return { findings };
  });
  if (errors > 0)
    process.stderr.write(`trailwright: ${errors} line${errors === 1 ? '' : 's'} could not be answered\n`);
  process.exitCode = failed ? EXIT.findings : errors > 0 ? EXIT.skipped : EXIT.clean;
}

/** Validates what the arguments name and prints it. Sets the exit code. */
export async function validateFiles(names: readonly string[], flags: ValidationFlags): Promise<void> {
  const baseline = new Baseline(
    flags.baseline === undefined ? [] : loadBaseline(flags.baseline),
    new Date().toISOString().slice(0, 10),
  );
  const outcome: Outcome = {
    policies: [],
    unresolved: [],
    broken: [],
    guessed: [],
    passedOver: 0,
    awsManaged: 0,
  };
  const inputs = await readPolicyInputs(names);
  for (const input of inputs) await validateInput(input, flags, baseline, outcome);
  const isOneFile = inputs.length === 1 && inputs[0]?.isFound === false;
  await writeOut(printed(outcome, flags, isOneFile));
  if (!flags.quiet)
    for (const line of talk(outcome, baseline)) process.stderr.write(`trailwright: ${line}\n`);
  const fails = outcome.policies.some(({ findings }) =>
    findings.some(({ findingType }) => failsOn(flags.failOn, findingType)),
  );
  const isPartial =
    outcome.broken.length > 0 ||
    outcome.unresolved.some(({ unresolved }) => unresolved.outcome === 'left-out');
  process.exitCode = fails ? EXIT.findings : isPartial ? EXIT.skipped : EXIT.clean;
}

/** A policy with what says how it is judged. */
type Judged = Pick<FoundPolicy, 'document' | 'policyType'> & {
  readonly resourceType?: ValidatePolicyResourceType | undefined;
  readonly within?: EmbeddedText;
};

async function validateInput(
  input: PolicyInput,
  flags: ValidationFlags,
  baseline: Baseline,
  outcome: Outcome,
): Promise<void> {
  const { file, text, isFound } = input;
  if (text === undefined) {
    outcome.broken.push(input.error ?? `cannot read \`${file}\``);
    return;
  }
  const { findPolicies } = await import('../templates/find-policies.js');
  const { form, policies, unresolved, syntaxErrors } = await findPolicies(text, file);
  if (form === 'none' && isFound) {
    outcome.passedOver++;
    return;
  }
  const lines = new LineMap(text);
  const validated = (found: Judged, name?: string): void => {
    const all = validatePolicy(found.document, found);
    const findings = baseline.remaining(all, file, name);
    outcome.policies.push({
      file,
      name,
      policyType: found.policyType,
      findings,
      accepted: all.length - findings.length,
      notes: notesOf(found.document),
      placeInFile: (span) => (found.within === undefined ? span : outerSpan(span, found.within, lines)),
      fileText: text,
      lines,
    });
  };
  if (form === 'policy' || form === 'none') {
    const [guess] = policies;
    if (flags.policyType === undefined && guess !== undefined)
      outcome.guessed.push({ file, policyType: guess.policyType });
    validated({
      document: guess?.document ?? parsePolicy(text),
      policyType: flags.policyType ?? guess?.policyType ?? 'IDENTITY_POLICY',
      resourceType:
        flags.validatePolicyResourceType ??
        (flags.policyType === undefined ? guess?.resourceType : undefined),
    });
    return;
  }
  for (const found of policies) {
    if (found.isAwsManaged) outcome.awsManaged++;
    else validated(found, found.name);
  }
  outcome.unresolved.push(...unresolved.map((one) => ({ file, unresolved: one })));
  const [error] = syntaxErrors;
  if (error !== undefined) {
    const { line, column } = lines.position(error.start);
    outcome.broken.push(
      `${file}:${line}:${column + 1}: ${error.message}; what stands after it may be missing`,
    );
  }
}

function notesOf({ syntaxErrors, duplicateKeys }: PolicyDocument): ReadonlyMap<number, string> {
  return new Map([
    ...syntaxErrors.map(({ start, message }) => [start, message] as const),
    ...duplicateKeys.map(({ second }) => [second.start, `\`${second.value}\` stands twice`] as const),
  ]);
}

function outerSpan(span: Span, within: EmbeddedText, lines: LineMap): Span {
  return lines.span(within.outerExtent({ start: span.start.offset, end: span.end.offset }));
}

/** The output in pieces: findings may be more than one string holds. */
async function* printed(
  outcome: Outcome,
  flags: ValidationFlags,
  isOneFile: boolean,
): AsyncGenerator<string> {
  const { policies } = outcome;
  if (flags.json) {
    const { validationJson } = await import('../report/validation-json.js');
    yield* validationJson(policies, isOneFile);
    return;
  }
  const { CHECKS } = await import('../validation/checks.js');
  if (flags.format === 'text') {
    const { validationText } = await import('../report/validation-text.js');
    const fixes = new Map(CHECKS.map(({ issueCode, fix }) => [issueCode, fix]));
    for (const policy of policies)
      for (const line of validationText(policy, (code) => fixes.get(code) ?? '')) yield `${line}\n`;
    return;
  }
  const findings = policies.reduce((sum, policy) => sum + policy.findings.length, 0);
  if (findings > MOST_REPORTED) {
    throw new EngineError(
      'limit',
      'too-many-findings',
      `${findings} findings are too many for --format ${flags.format}`,
      {
        help: 'print them with --json or as text',
      },
    );
  }
  if (flags.format === 'sarif') {
    const { validationSarif } = await import('../report/validation-sarif.js');
    yield validationSarif(policies, CHECKS, packageVersion());
  } else if (flags.format === 'junit') {
    const { validationJunit } = await import('../report/validation-junit.js');
    yield validationJunit(policies, (type) => failsOn(flags.failOn, type));
  } else {
    const { validationMarkdown } = await import('../report/validation-markdown.js');
    yield validationMarkdown(policies);
  }
}

/** What a reader must know besides the findings: what could not be told, and how much was looked at. */
function talk(
  { policies, unresolved, broken, guessed, passedOver, awsManaged }: Outcome,
  baseline: Baseline,
): string[] {
  const accepted = policies.reduce((sum, policy) => sum + policy.accepted, 0);
  const findings = policies.flatMap((policy) => policy.findings);
  const perType = FINDING_TYPES.map((type) =>
    countOf(findings.filter((f) => f.findingType === type).length, wordOf(type)),
  );
  return [
    ...broken,
    ...guessed.map(
      ({ file, policyType }) =>
        `${file}: taken for ${article(policyType)} ${policyType}: say what it is by --policy-type`,
    ),
    ...unresolved.map(({ file, unresolved: one }) => `${file}: ${one.name}: ${one.reason}`),
    ...baseline.expired().map((entry) => `baseline: ${entryText(entry)} ended on ${entry.expires}`),
    ...baseline.unused().map((entry) => `baseline: ${entryText(entry)} accepts nothing: remove it`),
    ...(awsManaged > 0 ? [`${countOf(awsManaged, 'policy')} of AWS's own passed over`] : []),
    ...(passedOver > 0 ? [`${countOf(passedOver, 'file')} without a policy passed over`] : []),
    `${countOf(policies.length, 'policy')} looked at: ${perType.join(', ')}${accepted > 0 ? `, ${accepted} accepted by the baseline` : ''}`,
  ];
}

function wordOf(type: FindingType): string {
  return type.toLowerCase().replaceAll('_', ' ');
}

function countOf(n: number, word: string): string {
  return `${n} ${n === 1 ? word : word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`}`;
}

function article(policyType: PolicyType): string {
  return policyType === 'IDENTITY_POLICY' ? 'an' : 'a';
}

function entryText({ issueCode, file, policy, path }: AcceptedFinding): string {
  return [issueCode, file, policy, path].filter((part) => part !== undefined).join(' ');
}

function loadBaseline(file: string): readonly AcceptedFinding[] {
  let value: JsonValue;
  try {
    value = JSON.parse(readFileSync(file, 'utf8')) as JsonValue;
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    throw new EngineError(
      'invalid-input',
      'bad-baseline',
      `cannot read the baseline \`${file}\`: ${code ?? 'it is no JSON'}`,
      {
        help: 'a baseline is {"accepted": [{"issueCode": …, "reason": …, "expires": "yyyy-mm-dd"}]}',
        cause,
      },
    );
  }
  const read = readBaseline(value);
  if ('error' in read) throw new EngineError('invalid-input', 'bad-baseline', read.error, { location: file });
  return read;
}

function packageVersion(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
