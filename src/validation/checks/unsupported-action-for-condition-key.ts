// Actions whose requests never have a condition key of the statement.
import { takesConditionKey } from '../../catalog/condition-key-support.js';
import { readConditionKey } from '../../catalog/condition-keys.js';
import { ALL_POLICY_TYPES, defineCheck } from '../check.js';

export const unsupportedActionForConditionKey = defineCheck({
  issueCode: 'UNSUPPORTED_ACTION_FOR_CONDITION_KEY',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The following actions: {{actions}} are not supported by the condition key {{key}}. The condition will not be evaluated for these actions. We recommend that you move these actions to a different statement without this condition key.',
  ],
  why: 'A request of such an action does not have the key: an Allow does not apply to it, a Deny does not reach it.',
  fix: 'Move the actions to a statement without the condition.',
  proof: 'inferred',
  unproven:
    "Only a statement whose every action is of the key's own service, and none of which takes the key, is reported: the published answers pass over statements in which some do.",
  visit: {
    statement({ action, conditions }, report) {
      if (action === undefined || action.values.length === 0) return;
      for (const { key, keyNode, operator } of conditions) {
        const service = key.slice(0, Math.max(key.indexOf(':'), 0));
        if (service === '' || service === 'aws' || operator.facts?.isNegated || operator.ifExists) continue;
        if (operator.facts === undefined || operator.facts.family === 'Null') continue;
        const isNever = action.values.every(
          ({ normal }) =>
            normal.startsWith(`${service}:`) &&
            !/[*?]/.test(normal) &&
            takesConditionKey(service, normal.slice(service.length + 1), key) === false,
        );
        if (!isNever || readConditionKey(key).standing !== 'known') continue;
        report([...action.values.map(({ node }) => node), keyNode], {
          actions: action.values.map(({ text }) => text).join(', '),
          key: keyNode.value,
        });
      }
    },
  },
});
