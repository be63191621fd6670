// One check of ValidatePolicy: what it is called, what it says, when it runs, and what it looks at. A check never
// changes anything and knows of no other check; what it finds goes to `report`.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html
import type { Extent } from '../core/span.js';
import type {
  ConditionEntry,
  PolicyDocument,
  PolicyText,
  PrincipalElement,
  PrincipalEntry,
  Statement,
} from '../policy/policy-document.js';
import { POLICY_TYPES, type PolicyType, type ValidatePolicyResourceType } from '../policy/policy-type.js';
import type { FindingType } from './finding.js';
import type { ResourceArn } from './resource-arn.js';

/** How sure it is that the check answers as AWS does. */
export type Proof =
  /** Answers of AWS that were published show it: code, text and places. */
  | 'published answers'
  /** AWS's guide says when and what; no published answer shows places. */
  | 'guide'
  /** The guide gives the text; when it fires in detail is inferred from it. */
  | 'inferred';

/** Where a check applies. */
export interface Scope {
  readonly document: PolicyDocument;
  readonly policyType: PolicyType;
  readonly resourceType: ValidatePolicyResourceType | undefined;
}

export interface ActionSubject {
  readonly value: PolicyText;
  /** Prefix before the colon, in lower case; empty without a colon. */
  readonly service: string;
  /** What follows the colon, as written; the whole text without a colon. */
  readonly name: string;
  /** True for an element of NotAction. */
  readonly isNegated: boolean;
  readonly statement: Statement;
}

export interface ResourceSubject {
  readonly value: PolicyText;
  readonly arn: ResourceArn;
  /** True for an element of NotResource. */
  readonly isNegated: boolean;
  readonly statement: Statement;
}

export interface PrincipalSubject {
  readonly entry: PrincipalEntry;
  readonly element: PrincipalElement;
  /** True for NotPrincipal. */
  readonly isNegated: boolean;
  readonly statement: Statement;
}

export interface ConditionSubject {
  readonly entry: ConditionEntry;
  readonly statement: Statement;
}

/**
 * Tells a finding at one token or several, in the order in which AWS lists them. `values` fill the message's
 * `{{places}}`; `variant` chooses among the check's messages.
 */
export type Report = (at: Extent | readonly Extent[], values?: MessageValues, variant?: number) => void;
export type MessageValues = Readonly<Record<string, string | number>>;

/** What of a policy a check wants to see. The walk goes once over the policy, in text order of statements. */
export interface Visit {
  /** Whole texts, syntax errors or not. */
  text?(document: PolicyDocument, report: Report, scope: Scope): void;
  /** Documents that are JSON. */
  document?(document: PolicyDocument, report: Report, scope: Scope): void;
  statement?(statement: Statement, report: Report, scope: Scope): void;
  action?(action: ActionSubject, report: Report, scope: Scope): void;
  resource?(resource: ResourceSubject, report: Report, scope: Scope): void;
  principal?(principal: PrincipalSubject, report: Report, scope: Scope): void;
  condition?(condition: ConditionSubject, report: Report, scope: Scope): void;
}

export interface CheckDefinition {
  readonly issueCode: string;
  readonly findingType: FindingType;
  readonly policyTypes: readonly PolicyType[];
  /** Runs for resource policies of these resource types alone. Absent: whatever the type. */
  readonly resourceTypes?: readonly ValidatePolicyResourceType[];
  /** Does not run for resource policies of these resource types. */
  readonly exceptResourceTypes?: readonly ValidatePolicyResourceType[];
  /** `findingDetails`, with `{{places}}`; several where the check says several things. */
  readonly messages: readonly string[];
  /** Why it matters, in a sentence or two. */
  readonly why: string;
  /** What to change. */
  readonly fix: string;
  readonly proof: Proof;
  /** What is not known of AWS's own answer, where `proof` alone does not say it. */
  readonly unproven?: string;
  readonly visit: Visit;
}

export interface Check extends CheckDefinition {
  readonly learnMoreLink: string;
}

export const IDENTITY: readonly PolicyType[] = ['IDENTITY_POLICY'];
export const RESOURCE: readonly PolicyType[] = ['RESOURCE_POLICY'];
export const SERVICE_CONTROL: readonly PolicyType[] = ['SERVICE_CONTROL_POLICY'];
export const RESOURCE_CONTROL: readonly PolicyType[] = ['RESOURCE_CONTROL_POLICY'];
export const ALL_POLICY_TYPES: readonly PolicyType[] = POLICY_TYPES;

const GUIDE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html';
const ANCHOR_WORDS: Readonly<Record<FindingType, string>> = {
  ERROR: 'error',
  SECURITY_WARNING: 'security-warning',
  WARNING: 'general-warning',
  SUGGESTION: 'suggestion',
};

export function defineCheck(definition: CheckDefinition): Check {
  const anchor = `${ANCHOR_WORDS[definition.findingType]}-${definition.issueCode.toLowerCase().replaceAll('_', '-')}`;
  return { ...definition, learnMoreLink: `${GUIDE}#access-analyzer-reference-policy-checks-${anchor}` };
}

/** True if the check runs for such policies. */
export function appliesTo(
  check: CheckDefinition,
  policyType: PolicyType,
  resourceType: ValidatePolicyResourceType | undefined,
): boolean {
  if (!check.policyTypes.includes(policyType)) return false;
  const isAmong = (types: readonly ValidatePolicyResourceType[]): boolean =>
    resourceType !== undefined && types.includes(resourceType);
  if (check.exceptResourceTypes !== undefined && isAmong(check.exceptResourceTypes)) return false;
  return (
    check.resourceTypes === undefined || policyType !== 'RESOURCE_POLICY' || isAmong(check.resourceTypes)
  );
}

/** The message with its places filled. */
export function messageOf(check: CheckDefinition, values: MessageValues = {}, variant = 0): string {
  return (check.messages[variant] ?? '').replace(/\{\{(\w+)\}\}/g, (_, name: string) =>
    String(values[name] ?? ''),
  );
}
