// Policies longer than the quota of their kind.
// Quotas: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html (inline role policies 10,240,
//   role trust policy 2,048; "IAM does not count white space"), https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
//   (SCP and RCP documents), https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html (20 KB).
import type { PolicyDocument } from '../../policy/policy-document.js';
import { charactersWithoutSpace } from '../../policy/policy-size.js';
import { ROLE_TRUST_POLICY } from '../../policy/policy-type.js';
import { printDocumentCompact } from '../../policy/print-document.js';
import { defineCheck, IDENTITY, RESOURCE, RESOURCE_CONTROL, type Report, SERVICE_CONTROL } from '../check.js';

/** The largest quota of an identity policy: a role's inline policies together. */
const IDENTITY_CHARACTERS = 10_240;
const TRUST_CHARACTERS = 2_048;
const BUCKET_CHARACTERS = 20_480;
const SERVICE_CONTROL_CHARACTERS = 10_240;
const RESOURCE_CONTROL_CHARACTERS = 5_120;

const WHY = 'IAM refuses a policy over its quota, or the part of it that the quota leaves no room for.';
const FIX = 'Make several policies of it, or say the same with fewer statements.';

export const policySizeExceedsIdentityPolicyQuota = defineCheck({
  issueCode: 'POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA',
  findingType: 'WARNING',
  policyTypes: IDENTITY,
  messages: [
    'The {{policySize}} characters in the identity policy, excluding whitespace, exceed the {{policySizeQuota}} character maximum for inline and managed policies. We recommend that you use multiple granular policies.',
  ],
  why: `${WHY} Managed policies have 6,144 characters, a role's inline policies 10,240 together.`,
  fix: FIX,
  proof: 'published answers',
  visit: {
    document(document, report) {
      // AWS's answers count one more than there are.
      reportOver(document, report, sizeWithoutSpace(document) + 1, IDENTITY_CHARACTERS);
    },
  },
});

export const policySizeExceedsRoleTrustPolicyQuota = defineCheck({
  issueCode: 'POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA',
  findingType: 'WARNING',
  policyTypes: RESOURCE,
  resourceTypes: [ROLE_TRUST_POLICY],
  messages: [
    'The characters in the role trust policy, excluding whitespace, exceed the character maximum. We recommend that you request a role trust policy length quota increase using Service Quotas and AWS Support Center. If the quotas have already been increased, then you can ignore this warning.',
  ],
  why: 'A trust policy may have 2,048 characters by default; IAM refuses a longer one.',
  fix: 'Ask for a higher quota, or say the same with fewer principals.',
  proof: 'guide',
  visit: {
    document(document, report) {
      reportOver(document, report, sizeWithoutSpace(document), TRUST_CHARACTERS);
    },
  },
});

export const policySizeExceedsResourcePolicyQuota = defineCheck({
  issueCode: 'POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA',
  findingType: 'WARNING',
  policyTypes: RESOURCE,
  exceptResourceTypes: [ROLE_TRUST_POLICY],
  messages: [
    'The {{policySize}} characters in the resource policy exceed the {{policySizeQuota}} character maximum for resource policies. We recommend that you use multiple granular policies.',
  ],
  why: 'Services refuse a policy over their quota; a bucket policy may have 20 KB.',
  fix: FIX,
  proof: 'inferred',
  unproven: 'Whether AWS counts white space here, and by which quota where no resource type is named.',
  visit: {
    document(document, report) {
      reportOver(document, report, textOf(document).length, BUCKET_CHARACTERS);
    },
  },
});

export const policySizeExceedsScpQuota = defineCheck({
  issueCode: 'POLICY_SIZE_EXCEEDS_SCP_QUOTA',
  findingType: 'ERROR',
  policyTypes: SERVICE_CONTROL,
  messages: [
    'The {{policySize}} characters in the service control policy (SCP) exceed the {{policySizeQuota}} character maximum for SCPs. We recommend that you use multiple granular policies.',
  ],
  why: 'Organizations refuses a longer policy.',
  fix: FIX,
  proof: 'guide',
  unproven:
    'Whether AWS counts white space here: it is counted, as Organizations counts what is saved by its API.',
  visit: {
    document(document, report) {
      reportOver(document, report, textOf(document).length, SERVICE_CONTROL_CHARACTERS);
    },
  },
});

export const policySizeExceedsRcpQuota = defineCheck({
  issueCode: 'POLICY_SIZE_EXCEEDS_RCP_QUOTA',
  findingType: 'ERROR',
  policyTypes: RESOURCE_CONTROL,
  messages: [
    'The {{policySize}} characters in the resource control policy (RCP) exceed the {{policySizeQuota}} character maximum for RCPs. We recommend that you use multiple granular policies.',
  ],
  why: 'Organizations refuses a longer policy.',
  fix: FIX,
  proof: 'guide',
  unproven:
    'Whether AWS counts white space here: it is counted, as Organizations counts what is saved by its API.',
  visit: {
    document(document, report) {
      reportOver(document, report, textOf(document).length, RESOURCE_CONTROL_CHARACTERS);
    },
  },
});

function reportOver(
  document: PolicyDocument,
  report: Report,
  policySize: number,
  policySizeQuota: number,
): void {
  if (document.root !== undefined && policySize > policySizeQuota)
    report(document.root, { policySize, policySizeQuota });
}

/** The document's own text; of a part of a template, where functions and YAML stand, its JSON. */
function textOf(document: PolicyDocument): string {
  const { text, root } = document;
  if (root === undefined) return '';
  const isAllOfIt = text.slice(0, root.start).trim() === '' && text.slice(root.end).trim() === '';
  return isAllOfIt ? text.slice(root.start, root.end) : printDocumentCompact(document);
}

function sizeWithoutSpace(document: PolicyDocument): number {
  return charactersWithoutSpace(textOf(document));
}
