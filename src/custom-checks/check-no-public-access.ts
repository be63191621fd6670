// CheckNoPublicAccess: does the policy of a resource allow a request by anyone at all? Conditions that callers can meet
// by their own choice do not keep the public out; those of restricting-keys.ts do, where they ask for fixed values.
// https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CheckNoPublicAccess.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-concepts.html
import { type JsonValue, own } from '../core/json.js';
import type { PolicyDocument } from '../policy/policy-document.js';
import type { RequestQuestion } from '../reasoning/encode-question.js';
import { actionPattern } from '../reasoning/written-patterns.js';
import { isRefusal, type Refusal, readObject, readPolicy } from './check-request.js';
import { type CheckOptions, type CheckResponse, type CheckTexts, checkStatements } from './check-response.js';
import { outsiderConstraints } from './outsider.js';
import {
  isPublicResourceType,
  PUBLIC_RESOURCE_TYPES,
  type PublicResourceType,
  serviceOfResourceType,
} from './public-resource-types.js';

export interface NoPublicAccessQuestion {
  readonly policy: PolicyDocument;
  readonly resourceType: PublicResourceType;
}

/** As AWS's SDK reference shows them. */
const TEXTS: CheckTexts = {
  pass: 'The resource policy does not grant public access for the given resource type.',
  fail: 'The resource policy grants public access for the given resource type.',
  reason: 'Public access granted in the following statement with',
};

/** The request of the API, or why it is none. */
export function readNoPublicAccessRequest(value: JsonValue): NoPublicAccessQuestion | Refusal {
  const request = readObject(value);
  if (isRefusal(request)) return request;
  const resourceType = own(request, 'resourceType');
  if (!isPublicResourceType(resourceType))
    return { error: `\`resourceType\` must be one of ${PUBLIC_RESOURCE_TYPES.join(', ')}` };
  const policy = readPolicy(request, 'policyDocument', 'resource');
  return isRefusal(policy) ? policy : { policy, resourceType };
}

/** What is asked: a request by anyone at all, for an action of the resource's service, that the policy allows. */
export function publicAccessQuestion({ policy, resourceType }: NoPublicAccessQuestion): RequestQuestion {
  const ofService = actionPattern(`${serviceOfResourceType(resourceType)}:*`);
  const constraints = [
    ...outsiderConstraints(policy),
    { body: { kind: 'text', variable: 'action', patterns: [ofService] } as const, isPositive: true },
  ];
  return { policy, kind: 'resource', constraints };
}

/** PASS where no request by the public is allowed. */
export function checkNoPublicAccess(
  question: NoPublicAccessQuestion,
  options: CheckOptions = {},
): CheckResponse {
  return checkStatements(publicAccessQuestion(question), TEXTS, options);
}
