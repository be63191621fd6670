// Every check there is. A check that is not in this list does not run; a test holds the list to AWS's own.
import type { Check } from './check.js';
import { invalidAction, invalidServiceInAction } from './checks/action-names.js';
import {
  invalidArnAccount,
  invalidArnPrefix,
  invalidArnServiceCase,
  missingArnField,
} from './checks/arn-fields.js';
import {
  arnAccountNotAllowed,
  arnRegionNotAllowed,
  invalidArnRegion,
  invalidArnResource,
  invalidPartition,
  missingArnAccount,
  missingArnRegion,
} from './checks/arn-places.js';
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
import {
  createSlrWithNotActionAndNotResource,
  createSlrWithNotResource,
  createSlrWithStarInActionAndNotResource,
  createSlrWithStarInActionAndResource,
  createSlrWithStarInResource,
  createSlrWithStarInResourceAndNotAction,
  passRoleWithNotActionAndNotResource,
  passRoleWithNotResource,
  passRoleWithStarInActionAndNotResource,
  passRoleWithStarInActionAndResource,
  passRoleWithStarInResource,
  passRoleWithStarInResourceAndNotAction,
} from './checks/iam-role-actions.js';
import {
  confirmAudienceClaimType,
  forAnyValueWithAudienceClaimType,
  missingConditionKeyForOidcPrincipal,
  missingGithubRepoConditionKey,
  specificGithubRepoAndBranchRecommended,
} from './checks/identity-provider-conditions.js';
import { invalidEffect } from './checks/invalid-effect.js';
import { invalidPolicyElement } from './checks/invalid-policy-element.js';
import { invalidService } from './checks/invalid-service.js';
import { jsonSyntaxError } from './checks/json-syntax-error.js';
import { missingAction, missingEffect, missingPrincipal, missingResource } from './checks/missing-element.js';
import { missingStatement } from './checks/missing-statement.js';
import {
  irrelevantConditionKeyInPolicy,
  unsupportedActionInPolicy,
  unsupportedResourceArnInPolicy,
} from './checks/policy-of-resource-type.js';
import {
  policySizeExceedsIdentityPolicyQuota,
  policySizeExceedsRcpQuota,
  policySizeExceedsResourcePolicyQuota,
  policySizeExceedsRoleTrustPolicyQuota,
  policySizeExceedsScpQuota,
} from './checks/policy-size.js';
import {
  allowWithNotPrincipal,
  federatedPrincipalNotSupported,
  invalidPrincipalFormat,
  invalidPrincipalKey,
  invalidRoleReference,
  invalidUserReference,
  unsupportedWildcardInPrincipal,
} from './checks/principal-form.js';
import { redundantAction, redundantResource } from './checks/redundant-action.js';
import { redundantStatement } from './checks/redundant-statement.js';
import {
  rcpMissingRelatedPrincipalConditionKey,
  rcpMissingRelatedServicePrincipalConditionKey,
  rcpMissingServiceConditionKeyNullCheck,
  rcpSyntaxErrorAction,
  rcpSyntaxErrorAllow,
  rcpSyntaxErrorNotAction,
  rcpSyntaxErrorPrincipal,
} from './checks/resource-control-policy.js';
import {
  allowNotActionWithUnsupportedTagConditionKeyForService,
  allowWithUnsupportedTagConditionKeyForService,
  denyNotActionWithUnsupportedTagConditionKeyForService,
  denyWithUnsupportedTagConditionKeyForService,
} from './checks/resource-tag-support.js';
import {
  invalidFederatedPrincipalSyntaxInRoleTrustPolicy,
  mismatchedActionForPrincipal,
  missingActionForRolesAnywhereTrustPolicy,
  redundantPrincipalInRoleTrustPolicy,
  roleTrustPolicySyntaxErrorNotPrincipal,
  roleTrustPolicySyntaxErrorResource,
  roleTrustPolicyUnsupportedWildcardInPrincipal,
} from './checks/role-trust-policy.js';
import { scpSyntaxErrorActionWildcard, scpSyntaxErrorPrincipal } from './checks/service-control-policy.js';
import {
  recommendedConditionKeyForServicePrincipal,
  restrictAccessToServicePrincipal,
  unsupportedConditionKeyForServicePrincipal,
} from './checks/service-principal.js';
import { emptySidValue, uniqueSidsRecommended, uniqueSidsRequired, unsupportedSid } from './checks/sids.js';
import { unsupportedActionForConditionKey } from './checks/unsupported-action-for-condition-key.js';
import { unsupportedElementCombination } from './checks/unsupported-element-combination.js';
import { unsupportedPrincipal } from './checks/unsupported-principal.js';
import { invalidVersion, missingVersion } from './checks/version.js';
import { wildcardInServiceName } from './checks/wildcard-in-service-name.js';

export const CHECKS: readonly Check[] = [
  invalidAction,
  invalidServiceInAction,
  missingArnField,
  invalidArnPrefix,
  invalidArnAccount,
  invalidArnServiceCase,
  arnRegionNotAllowed,
  arnAccountNotAllowed,
  missingArnRegion,
  missingArnAccount,
  invalidArnResource,
  invalidArnRegion,
  invalidPartition,
  dataTypeMismatch,
  emptyArrayAction,
  emptyArrayResource,
  emptyArrayPrincipal,
  emptyObjectPrincipal,
  emptyObjectCondition,
  emptyArrayCondition,
  emptyArrayConditionForAllValues,
  emptyArrayConditionForAnyValue,
  emptyArrayConditionIfExists,
  passRoleWithStarInResource,
  passRoleWithStarInActionAndResource,
  passRoleWithStarInResourceAndNotAction,
  passRoleWithNotResource,
  passRoleWithStarInActionAndNotResource,
  passRoleWithNotActionAndNotResource,
  createSlrWithStarInResource,
  createSlrWithStarInActionAndResource,
  createSlrWithStarInResourceAndNotAction,
  createSlrWithNotResource,
  createSlrWithStarInActionAndNotResource,
  createSlrWithNotActionAndNotResource,
  missingConditionKeyForOidcPrincipal,
  missingGithubRepoConditionKey,
  specificGithubRepoAndBranchRecommended,
  forAnyValueWithAudienceClaimType,
  confirmAudienceClaimType,
  invalidEffect,
  invalidPolicyElement,
  invalidService,
  jsonSyntaxError,
  missingEffect,
  missingAction,
  missingResource,
  missingPrincipal,
  missingStatement,
  unsupportedActionInPolicy,
  unsupportedResourceArnInPolicy,
  irrelevantConditionKeyInPolicy,
  policySizeExceedsIdentityPolicyQuota,
  policySizeExceedsRoleTrustPolicyQuota,
  policySizeExceedsResourcePolicyQuota,
  policySizeExceedsScpQuota,
  policySizeExceedsRcpQuota,
  invalidPrincipalFormat,
  invalidPrincipalKey,
  unsupportedWildcardInPrincipal,
  federatedPrincipalNotSupported,
  allowWithNotPrincipal,
  invalidRoleReference,
  invalidUserReference,
  redundantAction,
  redundantResource,
  redundantStatement,
  rcpSyntaxErrorAction,
  rcpSyntaxErrorAllow,
  rcpSyntaxErrorNotAction,
  rcpSyntaxErrorPrincipal,
  rcpMissingRelatedPrincipalConditionKey,
  rcpMissingRelatedServicePrincipalConditionKey,
  rcpMissingServiceConditionKeyNullCheck,
  allowWithUnsupportedTagConditionKeyForService,
  denyWithUnsupportedTagConditionKeyForService,
  allowNotActionWithUnsupportedTagConditionKeyForService,
  denyNotActionWithUnsupportedTagConditionKeyForService,
  roleTrustPolicySyntaxErrorNotPrincipal,
  roleTrustPolicySyntaxErrorResource,
  roleTrustPolicyUnsupportedWildcardInPrincipal,
  invalidFederatedPrincipalSyntaxInRoleTrustPolicy,
  mismatchedActionForPrincipal,
  missingActionForRolesAnywhereTrustPolicy,
  redundantPrincipalInRoleTrustPolicy,
  scpSyntaxErrorPrincipal,
  scpSyntaxErrorActionWildcard,
  restrictAccessToServicePrincipal,
  recommendedConditionKeyForServicePrincipal,
  unsupportedConditionKeyForServicePrincipal,
  emptySidValue,
  unsupportedSid,
  uniqueSidsRequired,
  uniqueSidsRecommended,
  unsupportedActionForConditionKey,
  unsupportedElementCombination,
  unsupportedPrincipal,
  invalidVersion,
  missingVersion,
  wildcardInServiceName,
];
