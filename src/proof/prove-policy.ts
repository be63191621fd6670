// What can be shown of one principal's generated policy without asking anything but the log: that it allows what was used,
// that it has nothing else, and that ValidatePolicy finds nothing grave in it.
import type { GeneratedPrincipal } from '../generation/generation-options.js';
import type { PolicyDocument } from '../policy/policy-document.js';
import type { PermissionUsage, PrincipalUsage } from '../store/usage.js';
import type { FindingType } from '../validation/finding.js';
import { validatePolicy } from '../validation/validate-policy.js';
import { LISTED, type Proof } from './proof.js';
import { unusedGrants } from './tightness.js';
import { PolicyAsked, readBack, type UsedRequest, usedRequests } from './used-requests.js';

export type PolicyFacts = Pick<
  Proof,
  'sufficient' | 'checkedRequests' | 'allowedRequests' | 'missing' | 'tight' | 'unused' | 'valid' | 'findings'
>;

/** `permissions`: the uses that the policy is to allow, what was held back left out; `requests`: `usedRequests` of them. */
export function provePolicy(
  usage: Pick<PrincipalUsage, 'principalArn'>,
  permissions: readonly PermissionUsage[],
  generated: GeneratedPrincipal,
  requests: readonly UsedRequest[] = usedRequests(usage.principalArn, permissions),
): PolicyFacts {
  const documents = readBack(generated.documents);
  const asked = new PolicyAsked(documents);
  const missing = requests.filter((request) => !asked.allows(request));
  const unused = unusedGrants(generated.documents, permissions, generated.widened);
  const findings = graveFindings(documents);
  return {
    sufficient: missing.length === 0,
    checkedRequests: requests.length,
    allowedRequests: requests.length - missing.length,
    missing: missing.slice(0, LISTED).map(({ action, resource }) => ({ action, resource })),
    tight: unused.length === 0,
    unused: unused.slice(0, LISTED),
    valid: findings.length === 0,
    findings,
  };
}

/** The types that no generated policy may have. */
const GRAVE: readonly FindingType[] = ['ERROR', 'SECURITY_WARNING'];

function graveFindings(documents: readonly PolicyDocument[]): string[] {
  const codes = documents.flatMap((document) =>
    validatePolicy(document, { policyType: 'IDENTITY_POLICY', findingTypes: GRAVE }).map(
      ({ issueCode }) => issueCode,
    ),
  );
  return [...new Set(codes)].sort();
}
