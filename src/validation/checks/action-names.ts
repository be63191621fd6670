// Actions that AWS does not have.
import { actionOfRenamedOperation, isKnownService, standingOfAction } from '../../catalog/known-names.js';
import { type ActionSubject, ALL_POLICY_TYPES, defineCheck } from '../check.js';

export const invalidAction = defineCheck({
  issueCode: 'INVALID_ACTION',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The action {{action}} does not exist. Did you mean {{valid_action}}? The API called {{operation}} authorizes against the IAM action {{valid_action}}.',
    'The action {{action}} does not exist.',
  ],
  why: 'A name that is no action, or a pattern that matches none, neither allows nor denies anything.',
  fix: 'Correct the name, or remove it. Some operations of an API have an action of another name.',
  proof: 'published answers',
  unproven:
    'Which actions AWS proposes: an operation whose action has another name is answered by that action here. An action that is newer than the catalog is reported.',
  visit: {
    action(action, report) {
      const { value, service, name } = action;
      if (value.text === '*' || hasOpenService(action)) return;
      if (service === '') {
        report(value.node, { action: value.text }, 1);
      } else if (standingOfAction(service, name) === 'unknown-action') {
        const valid = actionOfRenamedOperation(service, name);
        report(
          value.node,
          { action: value.text, operation: name, valid_action: valid ?? '' },
          valid === undefined ? 1 : 0,
        );
      }
    },
  },
});

export const invalidServiceInAction = defineCheck({
  issueCode: 'INVALID_SERVICE_IN_ACTION',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The service {{service}} specified in the action does not exist. Did you mean {{service2}}?',
    'The service {{service}} specified in the action does not exist.',
  ],
  why: 'No service has this prefix, so the action neither allows nor denies anything.',
  fix: "Write the service's prefix of the Service Authorization Reference, which is not always its name.",
  proof: 'published answers',
  unproven:
    'Which services AWS proposes; none is proposed here. A service that is newer than the catalog is reported.',
  visit: {
    action(action, report) {
      const { value, service, name } = action;
      if (service === '' || hasOpenService(action) || isKnownService(service)) return;
      if (standingOfAction(service, name) === 'unknown-service')
        report(value.node, { service: value.text }, 1);
    },
  },
});

/** A wildcard in the service is another check's. */
function hasOpenService({ service }: ActionSubject): boolean {
  return service.includes('*') || service.includes('?') || service.includes('$');
}
