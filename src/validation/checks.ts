// Every check there is. A check that is not in this list does not run; a test holds the list to AWS's own.
import type { Check } from './check.js';
import {
  invalidArnAccount,
  invalidArnPrefix,
  invalidArnServiceCase,
  missingArnField,
} from './checks/arn-fields.js';
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
import { invalidEffect } from './checks/invalid-effect.js';
import { invalidPolicyElement } from './checks/invalid-policy-element.js';
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
  policySizeExceedsIdentityPolicyQuota,
  policySizeExceedsRcpQuota,
  policySizeExceedsResourcePolicyQuota,
  policySizeExceedsRoleTrustPolicyQuota,
  policySizeExceedsScpQuota,
} from './checks/policy-size.js';
import { redundantAction, redundantResource } from './checks/redundant-action.js';
import { redundantConditionValueNum } from './checks/redundant-condition-value-num.js';
import { redundantStatement } from './checks/redundant-statement.js';
import { scpSyntaxErrorActionWildcard, scpSyntaxErrorPrincipal } from './checks/service-control-policy.js';
import { emptySidValue, uniqueSidsRecommended, uniqueSidsRequired, unsupportedSid } from './checks/sids.js';
import {
  improveIpRange,
  privateIpAddress,
  privateIpAddressSubset,
  privateNotIpAddress,
  privateNotIpAddressSubset,
} from './checks/source-ip.js';
import { variableUsageTooPermissive, wildcardUsageTooPermissive } from './checks/too-permissive.js';
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
  missingArnField,
  invalidArnPrefix,
  invalidArnAccount,
  invalidArnServiceCase,
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
  invalidEffect,
  invalidPolicyElement,
  jsonSyntaxError,
  missingEffect,
  missingAction,
  missingResource,
  missingPrincipal,
  missingStatement,
  policySizeExceedsIdentityPolicyQuota,
  policySizeExceedsRoleTrustPolicyQuota,
  policySizeExceedsResourcePolicyQuota,
  policySizeExceedsScpQuota,
  policySizeExceedsRcpQuota,
  redundantAction,
  redundantResource,
  redundantStatement,
  scpSyntaxErrorPrincipal,
  scpSyntaxErrorActionWildcard,
  emptySidValue,
  unsupportedSid,
  uniqueSidsRequired,
  uniqueSidsRecommended,
  unsupportedElementCombination,
  unsupportedPrincipal,
  invalidVersion,
  missingVersion,
  wildcardInServiceName,
  invalidConditionOperator,
  nullWithIfExists,
  nullWithQualifier,
  duplicateKeysWithDifferentCase,
  invalidConditionKeyFormat,
  missingTagKeyInCondition,
  unsupportedGlobalConditionKey,
  deprecatedGlobalConditionKey,
  invalidGlobalConditionKey,
  invalidServiceConditionKey,
  missingQualifier,
  forAllValuesWithSingleValuedKey,
  typeMismatch,
  stringLikeOperatorWithArnConditionKeys,
  typeMismatchNumber,
  typeMismatchBoolean,
  typeMismatchString,
  typeMismatchIpRange,
  invalidConditionDataType,
  invalidConditionMultipleBoolean,
  typeMismatchDate,
  invalidDateValue,
  privateIpAddress,
  privateNotIpAddress,
  privateIpAddressSubset,
  privateNotIpAddressSubset,
  improveIpRange,
  invalidServicePrincipalFormat,
  invalidRegion,
  invalidVpcFormat,
  invalidVpceFormat,
  invalidKmsKeyValue,
  emptyVariable,
  missingBraceInVariable,
  missingQuoteInVariable,
  unsupportedSpaceInVariable,
  variableUnsupportedInElement,
  variableUnsupportedInVersion,
  invalidVariableForOperator,
  wildcardUsageTooPermissive,
  variableUsageTooPermissive,
  wildcardWithoutLikeOperator,
  equivalentToNullFalse,
  equivalentToNullTrue,
  redundantKeyDueToWildcardInCondition,
  redundantStatementDueToWildcardInCondition,
  redundantConditionValueNum,
  dynamodbAttributesWithoutSelect,
  s3PrefixInNegativeContext,
  untrustworthyConditionKey,
  missingPairedConditionKeys,
  missingActionForConditionKey,
  useConditionKeyOnlyWithSupportedServices,
];
