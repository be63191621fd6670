// Findings as AWS's own response.
// https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ValidatePolicy.html
import type { ValidatedPolicy } from './validated-policy.js';

/** One response for one policy; for several an array of them, each with the file (and name) that it is about. */
export function validationJson(policies: readonly ValidatedPolicy[], isOneFile: boolean): string {
  const [only] = policies;
  const json =
    isOneFile && policies.length === 1 && only?.name === undefined
      ? { findings: only?.findings }
      : policies.map(({ file, name, findings }) => ({
          file,
          ...(name === undefined ? {} : { policy: name }),
          findings,
        }));
  return `${JSON.stringify(json, null, 2)}\n`;
}
