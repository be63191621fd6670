// An identity policy as the program writes it: every list is an array, every key in AWS's own case.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
import type { Conditions } from '../core/permission.js';

export interface IdentityStatement {
  /** ASCII letters and digits, unique within its document. */
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  /** `service:Action`; sorted in written policies. */
  readonly Action: readonly string[];
  /** ARNs as a policy writes them, or `*`; sorted in written policies. */
  readonly Resource: readonly string[];
  readonly Condition?: Conditions;
}

export interface IdentityPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly IdentityStatement[];
}
