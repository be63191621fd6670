// ValidatePolicy: one policy in, AWS's findings out, in AWS's order.
// https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ValidatePolicy.html
import type { Extent } from '../core/span.js';
import { compareText } from '../policy/compare-text.js';
import type { PolicyDocument } from '../policy/policy-document.js';
import type { PolicyType, ValidatePolicyResourceType } from '../policy/policy-type.js';
import { appliesTo, type Check, type MessageValues, messageOf, type Report } from './check.js';
import { CHECKS } from './checks.js';
import type { FindingType, ValidatePolicyFinding } from './finding.js';
import { type Listeners, listenersOf, walkPolicy } from './walk-policy.js';

export interface ValidationTarget {
  readonly policyType: PolicyType;
  /** Counts for resource policies alone. */
  readonly resourceType?: ValidatePolicyResourceType | undefined;
  /** Looks for findings of these types alone. Default: all. */
  readonly findingTypes?: readonly FindingType[] | undefined;
}

/** A finding before it is worded: which check, where in the text, what fills the message. */
interface Found {
  readonly check: Check;
  readonly at: readonly Extent[];
  readonly values: MessageValues | undefined;
  readonly variant: number | undefined;
}

interface Profile {
  readonly checks: readonly Check[];
  readonly listeners: Listeners;
}

const profiles = new Map<string, Profile>();

/** Every finding about the document, by the place of its first location, then by code. Never throws for any document. */
export function validatePolicy(
  document: PolicyDocument,
  { policyType, resourceType, findingTypes }: ValidationTarget,
): ValidatePolicyFinding[] {
  const { checks, listeners } = profileOf(policyType, resourceType, findingTypes);
  const found: Found[] = [];
  const reports = checks.map(
    (check): Report =>
      (at, values, variant) => {
        found.push({ check, at: isExtent(at) ? [at] : at, values, variant });
      },
  );
  walkPolicy(document, listeners, reports, { document, policyType, resourceType });
  return found.sort(inOrder).map((finding) => toFinding(finding, document));
}

function profileOf(
  policyType: PolicyType,
  resourceType: ValidatePolicyResourceType | undefined,
  findingTypes: readonly FindingType[] | undefined,
): Profile {
  const key = `${policyType} ${resourceType ?? ''} ${findingTypes?.join() ?? ''}`;
  const known = profiles.get(key);
  if (known !== undefined) return known;
  const checks = CHECKS.filter(
    (check) =>
      appliesTo(check, policyType, resourceType) &&
      (findingTypes === undefined || findingTypes.includes(check.findingType)),
  );
  const made = { checks, listeners: listenersOf(checks.map((check) => check.visit)) };
  profiles.set(key, made);
  return made;
}

function isExtent(at: Extent | readonly Extent[]): at is Extent {
  return 'start' in at;
}

function inOrder(a: Found, b: Found): number {
  return (a.at[0]?.start ?? 0) - (b.at[0]?.start ?? 0) || compareText(a.check.issueCode, b.check.issueCode);
}

function toFinding({ check, at, values, variant }: Found, document: PolicyDocument): ValidatePolicyFinding {
  return {
    findingDetails: messageOf(check, values, variant),
    findingType: check.findingType,
    issueCode: check.issueCode,
    learnMoreLink: check.learnMoreLink,
    locations: at.map((extent) => ({ path: document.pathOf(extent), span: document.spanOf(extent) })),
  };
}
