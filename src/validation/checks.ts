// Every check there is. A check that is not in this list does not run; a test holds the list to AWS's own.
import type { Check } from './check.js';
import { dataTypeMismatch } from './checks/data-type-mismatch.js';
import {
  emptyArrayAction,
  emptyArrayCondition,
  emptyArrayConditionForAllValues,
  emptyArrayConditionForAnyValue,
  emptyArrayConditionIfExists,
  emptyArrayPrincipal,
  emptyArrayResource,
  emptyObjectCondition,
  emptyObjectPrincipal,
} from './checks/empty-array.js';
import { invalidEffect } from './checks/invalid-effect.js';
import { invalidPolicyElement } from './checks/invalid-policy-element.js';
import { jsonSyntaxError } from './checks/json-syntax-error.js';
import { missingAction, missingEffect, missingPrincipal, missingResource } from './checks/missing-element.js';
import { missingStatement } from './checks/missing-statement.js';
import {
  policySizeExceedsIdentityPolicyQuota,
  policySizeExceedsRcpQuota,
  policySizeExceedsResourcePolicyQuota,
  policySizeExceedsRoleTrustPolicyQuota,
  policySizeExceedsScpQuota,
} from './checks/policy-size.js';
import { scpSyntaxErrorActionWildcard, scpSyntaxErrorPrincipal } from './checks/service-control-policy.js';
import { emptySidValue, uniqueSidsRecommended, uniqueSidsRequired, unsupportedSid } from './checks/sids.js';
import { unsupportedElementCombination } from './checks/unsupported-element-combination.js';
import { unsupportedPrincipal } from './checks/unsupported-principal.js';
import { invalidVersion, missingVersion } from './checks/version.js';

export const CHECKS: readonly Check[] = [
  jsonSyntaxError,
  dataTypeMismatch,
  invalidPolicyElement,
  invalidVersion,
  missingVersion,
  missingStatement,
  missingEffect,
  missingAction,
  missingResource,
  missingPrincipal,
  invalidEffect,
  unsupportedPrincipal,
  unsupportedElementCombination,
  emptySidValue,
  unsupportedSid,
  uniqueSidsRequired,
  uniqueSidsRecommended,
  emptyArrayAction,
  emptyArrayResource,
  emptyArrayPrincipal,
  emptyObjectPrincipal,
  emptyObjectCondition,
  emptyArrayCondition,
  emptyArrayConditionForAllValues,
  emptyArrayConditionForAnyValue,
  emptyArrayConditionIfExists,
  policySizeExceedsIdentityPolicyQuota,
  policySizeExceedsRoleTrustPolicyQuota,
  policySizeExceedsResourcePolicyQuota,
  policySizeExceedsScpQuota,
  policySizeExceedsRcpQuota,
  scpSyntaxErrorPrincipal,
  scpSyntaxErrorActionWildcard,
];
