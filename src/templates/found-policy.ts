// What is found in a file: policies with their places, and what could not be resolved.
import type { Extent } from '../core/span.js';
import type { JsonSyntaxError } from '../policy/json-reader.js';
import type { PolicyDocument } from '../policy/policy-document.js';
import type { PolicyType } from '../policy/policy-type.js';
import type { EmbeddedText } from './embedded-text.js';

/**
 * The resources whose policies ValidatePolicy checks by rules of their own.
 * https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ValidatePolicy.html (validatePolicyResourceType)
 */
export type ValidatedResourceType =
  | 'AWS::S3::Bucket'
  | 'AWS::S3::AccessPoint'
  | 'AWS::S3::MultiRegionAccessPoint'
  | 'AWS::S3ObjectLambda::AccessPoint'
  | 'AWS::IAM::AssumeRolePolicyDocument'
  | 'AWS::DynamoDB::Table';

export interface FoundPolicy {
  /** Where a person looks for it: `AppRole.Properties.Policies[0].PolicyDocument`, `role app: inline policy x`. */
  readonly name: string;
  /**
   * Its tokens have offsets into the file; into the policy's own text where `within` is there. A token of a template
   * may hold another text than the file has there: what stands for a function.
   */
  readonly document: PolicyDocument;
  readonly policyType: PolicyType;
  readonly resourceType?: ValidatedResourceType;
  /** What holds it in a template, plan or export: the resource's type there, and the path as the tables of places have it. */
  readonly place?: { readonly type: string; readonly path: string };
  /** The policy's place in the file. */
  readonly extent: Extent;
  /** The string of the file that holds the policy as text. */
  readonly within?: EmbeddedText;
  /** True where nothing in the file says the type, and the policy's own elements had to. */
  readonly isTypeGuessed?: true;
  /** True for a policy that AWS owns: nobody else can change it. */
  readonly isAwsManaged?: true;
}

export interface Unresolved {
  /** The policy, or the place where one would be. */
  readonly name: string;
  /** In the file. */
  readonly extent: Extent;
  /** Lower case, no period, with what became of it. */
  readonly reason: string;
  /** `replaced`: a text of the right form was checked in its place. `left-out`: it was not checked at all. */
  readonly outcome: 'replaced' | 'left-out';
}

export type FileForm =
  | 'policy'
  | 'cloudformation'
  | 'terraform-plan'
  | 'account-authorization-details'
  | 'none';

export interface FoundPolicies {
  readonly form: FileForm;
  /** In the order of the file. */
  readonly policies: readonly FoundPolicy[];
  readonly unresolved: readonly Unresolved[];
  /** Of the file, outside of its policies; those inside are their documents'. */
  readonly syntaxErrors: readonly JsonSyntaxError[];
}
