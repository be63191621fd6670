// What was found in a file, as the case files write it: each policy with the place and the text of its first action.

import { LineMap } from '../../src/core/span.js';
import { jsonOfNode } from '../../src/policy/json-node.js';
import type { FoundPolicies } from '../../src/templates/found-policy.js';

export function foundSummary(text: string, found: FoundPolicies) {
  const lines = new LineMap(text);
  const place = (offset: number) => {
    const { line, column } = lines.position(offset);
    return `${line}:${column}`;
  };
  return {
    form: found.form,
    policies: found.policies.map((policy) => {
      const { name, policyType, resourceType, isTypeGuessed, isAwsManaged, document, within } = policy;
      const action = document.statements[0]?.action?.values[0]?.node;
      const extent = action && (within ? within.outerExtent(action) : action);
      return {
        name,
        policyType,
        ...(resourceType && { resourceType }),
        ...(isTypeGuessed && { isTypeGuessed }),
        ...(isAwsManaged && { isAwsManaged }),
        ...(extent && { firstAction: `${place(extent.start)} ${text.slice(extent.start, extent.end)}` }),
        document: document.root && jsonOfNode(document.root),
      };
    }),
    unresolved: found.unresolved.map(
      ({ name, extent, reason, outcome }) => `${place(extent.start)} ${name}: ${outcome}: ${reason}`,
    ),
    syntaxErrors: found.syntaxErrors.map(({ start, message }) => `${place(start)} ${message}`),
  };
}
