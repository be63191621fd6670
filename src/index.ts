// The public API: reading logs and telling what a record means; reading, validating, evaluating and comparing policies. Pure, and
// without the database; the commands are the way to everything else.
export { meaningOfEvent } from './catalog/meaning-of-event.js';
export { EngineError, type EngineErrorKind } from './core/error.js';
export type { EventKind, EventPrincipal, EventResource, PrincipalType, TrailEvent } from './core/event.js';
export type { JsonObject, JsonValue } from './core/json.js';
export type {
  Authorization,
  Conditions,
  DenialCause,
  EventMeaning,
  Evidence,
  Outcome,
  Permission,
  PermissionResource,
  ResourceReason,
} from './core/permission.js';
export type { Span } from './core/span.js';
export {
  type AccessNotGrantedQuestion,
  checkAccessNotGranted,
  readAccessNotGrantedRequest,
} from './custom-checks/check-access-not-granted.js';
export {
  checkNoNewAccess,
  type NoNewAccessQuestion,
  readNoNewAccessRequest,
} from './custom-checks/check-no-new-access.js';
export {
  checkNoPublicAccess,
  type NoPublicAccessQuestion,
  readNoPublicAccessRequest,
} from './custom-checks/check-no-public-access.js';
export type { CheckOptions, CheckReason, CheckResponse } from './custom-checks/check-response.js';
export { type Evaluation, evaluateRequest, type PolicySet } from './evaluation/evaluate-request.js';
export type { EvaluationRequest } from './evaluation/evaluation-request.js';
export { PolicySetReader } from './evaluation/read-policy-set.js';
export { readRequest } from './evaluation/read-request.js';
export type { PathElement } from './policy/node-path.js';
export { parsePolicy } from './policy/parse-policy.js';
export type { PolicyDocument, Statement } from './policy/policy-document.js';
export type { PolicyType, ValidatePolicyResourceType } from './policy/policy-type.js';
export { normaliseRecord } from './trail/normalise-record.js';
export {
  type LogFileForm,
  type LogFileReading,
  type ReadOptions,
  type RecordSink,
  readLogFile,
  type SetAside,
} from './trail/read-log-file.js';
export type { FindingLocation, FindingType, ValidatePolicyFinding } from './validation/finding.js';
export { type ValidationTarget, validatePolicy } from './validation/validate-policy.js';
