// Statements that say the same.
// Compared as printed in canonical form, Sid left out and lists sorted: order and spelling of a list say nothing.
import type { JsonNode } from '../../policy/json-node.js';
import type { Statement } from '../../policy/policy-document.js';
import { ALL_POLICY_TYPES, defineCheck } from '../check.js';

export const redundantStatement = defineCheck({
  issueCode: 'REDUNDANT_STATEMENT',
  findingType: 'SUGGESTION',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The statements are redundant because they provide identical permissions. Update the policy to remove the redundant statement.',
  ],
  why: 'A statement that stands twice adds nothing; whoever changes one of the two may miss the other.',
  fix: 'Remove one of the statements.',
  proof: 'guide',
  unproven: 'Which statements AWS holds identical beyond those equal but for Sid and the order of lists.',
  visit: {
    document({ statements }, report) {
      const same = new Map<string, Statement[]>();
      for (const statement of statements) {
        const text = canonical(statement);
        const known = same.get(text);
        if (known === undefined) same.set(text, [statement]);
        else known.push(statement);
      }
      for (const group of same.values()) if (group.length > 1) report(group.map(({ node }) => node));
    },
  },
});

function canonical({ node }: Statement): string {
  const members = node.members.filter(({ key }) => key.value !== 'Sid');
  return textOf({ ...node, members });
}

/** Members and items sorted; a lone value is a list of one. */
function textOf(node: JsonNode): string {
  switch (node.kind) {
    case 'object':
      return `{${node.members
        .map(
          ({ key, value }) =>
            `${JSON.stringify(key.value)}:${value.kind === 'object' ? textOf(value) : listText(value)}`,
        )
        .sort()
        .join()}}`;
    case 'array':
      return listText(node);
    case 'string':
      return JSON.stringify(node.value);
    case 'number':
      return node.text;
    case 'boolean':
      return String(node.value);
    case 'null':
      return 'null';
  }
}

function listText(node: JsonNode): string {
  const items = node.kind === 'array' ? node.items : [node];
  return `[${items.map(textOf).sort().join()}]`;
}
