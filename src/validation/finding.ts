// What ValidatePolicy answers, member for member.
// https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ValidatePolicyFinding.html
import type { Span } from '../core/span.js';
import type { PathElement } from '../policy/node-path.js';

export const FINDING_TYPES = ['ERROR', 'SECURITY_WARNING', 'WARNING', 'SUGGESTION'] as const;
/** From the worst on. */
export type FindingType = (typeof FINDING_TYPES)[number];

export interface FindingLocation {
  readonly path: readonly PathElement[];
  readonly span: Span;
}

export interface ValidatePolicyFinding {
  readonly findingDetails: string;
  readonly findingType: FindingType;
  readonly issueCode: string;
  readonly learnMoreLink: string;
  readonly locations: readonly FindingLocation[];
}
