// A policy that was validated, as reports take it: its findings, and where they stand in the file that a person opens.
import type { LineMap, Span } from '../core/span.js';
import type { PolicyType } from '../policy/policy-type.js';
import type { FindingType, ValidatePolicyFinding } from '../validation/finding.js';

export interface ValidatedPolicy {
  /** As given on the command line; `-` for standard input. */
  readonly file: string;
  /** Which policy of the file; undefined where the file is the policy. */
  readonly name: string | undefined;
  readonly policyType: PolicyType;
  /** In AWS's order, accepted ones left out. */
  readonly findings: readonly ValidatePolicyFinding[];
  /** Findings that a baseline accepts. */
  readonly accepted: number;
  /** What the reader of JSON says of its errors, by their offsets in the policy. */
  readonly notes: ReadonlyMap<number, string>;
  /** The place in the file of a place in the policy; the same where the file is the policy. */
  readonly placeInFile: (span: Span) => Span;
  readonly fileText: string;
  /** Of `fileText`. */
  readonly lines: LineMap;
}

/** What a person calls a finding type. */
export const FINDING_TYPE_WORDS: Readonly<Record<FindingType, string>> = {
  ERROR: 'error',
  SECURITY_WARNING: 'security warning',
  WARNING: 'warning',
  SUGGESTION: 'suggestion',
};

/** `policy.json`, or `template.yaml: AppRole.Properties…` for one of several. */
export function titleOf({ file, name }: ValidatedPolicy): string {
  return name === undefined ? file : `${file}: ${name}`;
}

/** The first place of the finding in the file; undefined for a finding without a place. */
export function firstPlace(policy: ValidatedPolicy, finding: ValidatePolicyFinding): Span | undefined {
  const [location] = finding.locations;
  return location && policy.placeInFile(location.span);
}
