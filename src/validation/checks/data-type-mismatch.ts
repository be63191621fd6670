// Elements whose JSON type is not the grammar's: an object for a text, a list for an object.

import { type JsonNode, memberOf } from '../../policy/json-node.js';
import { ALL_POLICY_TYPES, defineCheck } from '../check.js';

const STRING = 'string';
const TEXTS = ['Action', 'NotAction', 'Resource', 'NotResource'] as const;

export const dataTypeMismatch = defineCheck({
  issueCode: 'DATA_TYPE_MISMATCH',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['The text does not match the expected JSON data type {{data_type}}.'],
  why: 'AWS refuses an element of another type than the grammar has for it.',
  fix: 'Write the element in the type that is named.',
  proof: 'inferred',
  unproven: 'The words for the types are not known; these are the names of JSON.',
  visit: {
    document({ root, statementMember }, report) {
      if (root === undefined) return;
      if (root.kind !== 'object') return report(root, { data_type: 'object' });
      for (const name of ['Version', 'Id']) {
        const value = memberOf(root, name)?.value;
        if (value !== undefined && value.kind !== 'string') report(value, { data_type: STRING });
      }
      const statement = statementMember?.value;
      if (statement?.kind === 'array') {
        for (const item of statement.items) if (item.kind !== 'object') report(item, { data_type: 'object' });
      } else if (statement !== undefined && statement.kind !== 'object') {
        report(statement, { data_type: 'array' });
      }
    },
    statement({ node, condition }, report) {
      for (const name of ['Sid', 'Effect']) {
        const value = memberOf(node, name)?.value;
        if (value !== undefined && value.kind !== 'string') report(value, { data_type: STRING });
      }
      for (const name of TEXTS)
        for (const value of misfits(memberOf(node, name)?.value, isString))
          report(value, { data_type: STRING });
      for (const name of ['Principal', 'NotPrincipal']) {
        const value = memberOf(node, name)?.value;
        if (value?.kind === 'object') {
          for (const { value: listed } of value.members)
            for (const misfit of misfits(listed, isString)) report(misfit, { data_type: STRING });
        }
      }
      if (condition === undefined) return;
      if (condition.value.kind !== 'object') return report(condition.value, { data_type: 'object' });
      for (const { value: block } of condition.value.members) {
        if (block.kind !== 'object') {
          report(block, { data_type: 'object' });
          continue;
        }
        for (const { value } of block.members)
          for (const misfit of misfits(value, isScalar)) report(misfit, { data_type: STRING });
      }
    },
  },
});

/** The value, or the items of a list, that do not fit. */
function misfits(value: JsonNode | undefined, fits: (node: JsonNode) => boolean): JsonNode[] {
  if (value === undefined) return [];
  return value.kind === 'array' ? value.items.filter((item) => !fits(item)) : fits(value) ? [] : [value];
}

function isString(node: JsonNode): boolean {
  return node.kind === 'string';
}

/** Condition values may be numbers and booleans without quotes. */
function isScalar(node: JsonNode): boolean {
  return node.kind === 'string' || node.kind === 'number' || node.kind === 'boolean';
}
