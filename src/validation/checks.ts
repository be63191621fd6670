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
import {
  missingActionForConditionKey,
  missingPairedConditionKeys,
  untrustworthyConditionKey,
  useConditionKeyOnlyWithSupportedServices,
} from './checks/company-of-keys.js';
import { invalidDateValue, typeMismatchDate } from './checks/condition-dates.js';
import {
  forAllValuesWithSingleValuedKey,
  invalidGlobalConditionKey,
  invalidServiceConditionKey,
  missingQualifier,
  stringLikeOperatorWithArnConditionKeys,
  typeMismatch,
} from './checks/condition-key-facts.js';
import {
  deprecatedGlobalConditionKey,
  duplicateKeysWithDifferentCase,
  invalidConditionKeyFormat,
  missingTagKeyInCondition,
  unsupportedGlobalConditionKey,
} from './checks/condition-key-names.js';
import {
  invalidConditionOperator,
  nullWithIfExists,
  nullWithQualifier,
} from './checks/condition-operators.js';
import {
  invalidKmsKeyValue,
  invalidRegion,
  invalidServicePrincipalFormat,
  invalidVpceFormat,
  invalidVpcFormat,
} from './checks/condition-value-forms.js';
import {
  invalidConditionDataType,
  invalidConditionMultipleBoolean,
  typeMismatchBoolean,
  typeMismatchIpRange,
  typeMismatchNumber,
  typeMismatchString,
} from './checks/condition-value-types.js';
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
import { dynamodbAttributesWithoutSelect, s3PrefixInNegativeContext } from './checks/keys-of-one-service.js';
import {
  equivalentToNullFalse,
  equivalentToNullTrue,
  redundantKeyDueToWildcardInCondition,
  redundantStatementDueToWildcardInCondition,
} from './checks/lone-wildcard.js';
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
import { redundantConditionValueNum } from './checks/redundant-condition-value-num.js';
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
import {
  improveIpRange,
  privateIpAddress,
  privateIpAddressSubset,
  privateNotIpAddress,
  privateNotIpAddressSubset,
} from './checks/source-ip.js';
import { variableUsageTooPermissive, wildcardUsageTooPermissive } from './checks/too-permissive.js';
import { unsupportedActionForConditionKey } from './checks/unsupported-action-for-condition-key.js';
import { unsupportedElementCombination } from './checks/unsupported-element-combination.js';
import { unsupportedPrincipal } from './checks/unsupported-principal.js';
import {
  invalidVariableForOperator,
  variableUnsupportedInElement,
  variableUnsupportedInVersion,
} from './checks/variable-places.js';
import {
  emptyVariable,
  missingBraceInVariable,
  missingQuoteInVariable,
  unsupportedSpaceInVariable,
} from './checks/variable-syntax.js';
import { invalidVersion, missingVersion } from './checks/version.js';
import { wildcardInServiceName } from './checks/wildcard-in-service-name.js';
import { wildcardWithoutLikeOperator } from './checks/wildcard-without-like-operator.js';

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
  untrustworthyConditionKey,
  missingPairedConditionKeys,
  missingActionForConditionKey,
  useConditionKeyOnlyWithSupportedServices,
  typeMismatchDate,
  invalidDateValue,
  invalidGlobalConditionKey,
  invalidServiceConditionKey,
  missingQualifier,
  forAllValuesWithSingleValuedKey,
  typeMismatch,
  stringLikeOperatorWithArnConditionKeys,
  duplicateKeysWithDifferentCase,
  invalidConditionKeyFormat,
  missingTagKeyInCondition,
  unsupportedGlobalConditionKey,
  deprecatedGlobalConditionKey,
  invalidConditionOperator,
  nullWithIfExists,
  nullWithQualifier,
  invalidServicePrincipalFormat,
  invalidRegion,
  invalidVpcFormat,
  invalidVpceFormat,
  invalidKmsKeyValue,
  typeMismatchNumber,
  typeMismatchBoolean,
  typeMismatchString,
  typeMismatchIpRange,
  invalidConditionDataType,
  invalidConditionMultipleBoolean,
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
  dynamodbAttributesWithoutSelect,
  s3PrefixInNegativeContext,
  equivalentToNullFalse,
  equivalentToNullTrue,
  redundantKeyDueToWildcardInCondition,
  redundantStatementDueToWildcardInCondition,
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
  redundantConditionValueNum,
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
  privateIpAddress,
  privateNotIpAddress,
  privateIpAddressSubset,
  privateNotIpAddressSubset,
  improveIpRange,
  wildcardUsageTooPermissive,
  variableUsageTooPermissive,
  unsupportedActionForConditionKey,
  unsupportedElementCombination,
  unsupportedPrincipal,
  variableUnsupportedInElement,
  variableUnsupportedInVersion,
  invalidVariableForOperator,
  emptyVariable,
  missingBraceInVariable,
  missingQuoteInVariable,
  unsupportedSpaceInVariable,
  invalidVersion,
  missingVersion,
  wildcardInServiceName,
  wildcardWithoutLikeOperator,
];
