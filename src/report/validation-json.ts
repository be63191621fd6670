// Findings as AWS's own response.
// https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ValidatePolicy.html
import type { ValidatePolicyFinding } from '../validation/finding.js';
import type { ValidatedPolicy } from './validated-policy.js';

/**
 * One response for one policy; for several an array of them, each with the file (and name) that it is about. In pieces, a
 * finding each: the whole may be longer than a string can be.
 */
export function* validationJson(policies: readonly ValidatedPolicy[], isOneFile: boolean): Generator<string> {
  const [only] = policies;
  if (isOneFile && policies.length === 1 && only !== undefined && only.name === undefined) {
    yield '{\n';
    yield* findingsJson(only.findings, '  ');
    yield '}\n';
    return;
  }
  yield '[';
  for (const [i, { file, name, findings }] of policies.entries()) {
    yield `${i === 0 ? '' : ','}\n  {\n    "file": ${JSON.stringify(file)},\n`;
    if (name !== undefined) yield `    "policy": ${JSON.stringify(name)},\n`;
    yield* findingsJson(findings, '    ');
    yield '  }';
  }
  yield policies.length === 0 ? ']\n' : '\n]\n';
}

/** As `JSON.stringify` with an indent of 2 would print them. */
function* findingsJson(findings: readonly ValidatePolicyFinding[], indent: string): Generator<string> {
  yield `${indent}"findings": [`;
  for (const [i, finding] of findings.entries()) {
    const text = JSON.stringify(finding, null, 2).replaceAll('\n', `\n${indent}  `);
    yield `${i === 0 ? '' : ','}\n${indent}  ${text}`;
  }
  yield findings.length === 0 ? ']\n' : `\n${indent}]\n`;
}
