// What can be shown of one principal's generated policy without asking anything but the log: that it allows what was used,
// that it has nothing else, and that ValidatePolicy finds nothing grave in it.
import type { GeneratedPrincipal } from '../generation/generation-options.js';
import { compareText } from '../policy/compare-text.js';
import { parsePolicy } from '../policy/parse-policy.js';
import type { PolicyDocument } from '../policy/policy-document.js';
import { printPolicyCompact } from '../policy/print-policy.js';
import type { PermissionUsage, PrincipalUsage } from '../store/usage.js';
import { validatePolicy } from '../validation/validate-policy.js';
import { LISTED, type Proof } from './proof.js';
import { unusedGrants } from './tightness.js';
import { PolicyAsked, usedRequests } from './used-requests.js';

export type PolicyFacts = Pick<
  Proof,
  'sufficient' | 'checkedRequests' | 'allowedRequests' | 'missing' | 'tight' | 'unused' | 'valid' | 'findings'
>;

/** `permissions`: the uses that the policy is to allow, what was held back left out. */
export function provePolicy(
  usage: Pick<PrincipalUsage, 'principalArn'>,
  permissions: readonly PermissionUsage[],
  generated: GeneratedPrincipal,
): PolicyFacts {
  const requests = usedRequests(permissions);
  // As they are written down.
  const documents = generated.documents.map((document) => parsePolicy(printPolicyCompact(document)));
  const asked = new PolicyAsked(usage.principalArn, documents);
  const missing = requests.filter((request) => !asked.allows(request));
  const unused = unusedGrants(generated.documents, permissions, generated.widened);
  const findings = graveFindings(documents);
  return {
    sufficient: missing.length === 0,
    checkedRequests: requests.length,
    allowedRequests: requests.length - missing.length,
    missing: missing
      .map(({ action, resource }) => ({ action, resource }))
      .sort((a, b) => compareText(a.action, b.action) || compareText(a.resource, b.resource))
      .slice(0, LISTED),
    tight: unused.length === 0,
    unused: unused.slice(0, LISTED),
    valid: findings.length === 0,
    findings,
  };
}

function graveFindings(documents: readonly PolicyDocument[]): string[] {
  const codes = documents.flatMap((document) =>
    validatePolicy(document, {
      policyType: 'IDENTITY_POLICY',
      findingTypes: ['ERROR', 'SECURITY_WARNING'],
    }).map(({ issueCode }) => issueCode),
  );
  return [...new Set(codes)].sort();
}
