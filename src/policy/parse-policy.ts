// JSON text to a policy document. Never throws: what is no policy is a document without statements, with its tokens.
// Where an element stands twice the last counts, as for every JSON reader; validation tells of the first.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
import { PRINCIPAL_KEYS, type PrincipalKey, VERSION_WITH_VARIABLES } from './elements.js';
import {
  type JsonMember,
  type JsonNode,
  type JsonObjectNode,
  type JsonStringNode,
  memberOf,
  scalarText,
} from './json-node.js';
import { type JsonReading, readJson } from './json-reader.js';
import { readOperator } from './operators.js';
import {
  type ConditionEntry,
  PolicyDocument,
  type PolicyText,
  type PrincipalElement,
  type PrincipalEntry,
  type Statement,
  type TextList,
} from './policy-document.js';

/** Reads a text as a policy document; linear in the text. */
export function parsePolicy(text: string): PolicyDocument {
  return policyOfReading(text, readJson(text));
}

/**
 * The document whose JSON was read already: from a text of its own, or as a part of a larger one, as a template, whose
 * offsets its tokens then have. `text` is the text that the offsets count in.
 */
export function policyOfReading(text: string, { root, errors, duplicates }: JsonReading): PolicyDocument {
  const top = root?.kind === 'object' ? root : undefined;
  const version = stringMember(top, 'Version');
  const statementMember = top && memberOf(top, 'Statement');
  return new PolicyDocument({
    text,
    root,
    syntaxErrors: errors,
    duplicateKeys: duplicates,
    version,
    id: stringMember(top, 'Id'),
    statementMember,
    statements: statementNodes(statementMember?.value),
    hasVariables: version?.value === VERSION_WITH_VARIABLES,
  });
}

function statementNodes(value: JsonNode | undefined): Statement[] {
  if (value?.kind === 'object') return [statementOf(value, 0)];
  if (value?.kind !== 'array') return [];
  return value.items.flatMap((item, index) => (item.kind === 'object' ? [statementOf(item, index)] : []));
}

function statementOf(node: JsonObjectNode, index: number): Statement {
  const effect = stringMember(node, 'Effect')?.value;
  const condition = memberOf(node, 'Condition');
  return {
    index,
    node,
    sid: stringMember(node, 'Sid'),
    effect: effect === 'Allow' || effect === 'Deny' ? effect : undefined,
    principal: principalOf(memberOf(node, 'Principal')),
    notPrincipal: principalOf(memberOf(node, 'NotPrincipal')),
    action: listOf(memberOf(node, 'Action'), lowerCase),
    notAction: listOf(memberOf(node, 'NotAction'), lowerCase),
    resource: listOf(memberOf(node, 'Resource'), asWritten),
    notResource: listOf(memberOf(node, 'NotResource'), asWritten),
    condition,
    conditions: condition === undefined ? [] : conditionsOf(condition.value),
  };
}

function stringMember(node: JsonObjectNode | undefined, key: string): JsonStringNode | undefined {
  const value = node && memberOf(node, key)?.value;
  return value?.kind === 'string' ? value : undefined;
}

function listOf(member: JsonMember | undefined, normalise: (text: string) => string): TextList | undefined {
  return member && { member, values: textsOf(member.value, normalise) };
}

function textsOf(node: JsonNode, normalise: (text: string) => string): PolicyText[] {
  const nodes = node.kind === 'array' ? node.items : [node];
  const texts: PolicyText[] = [];
  for (const item of nodes) {
    const text = scalarText(item);
    if (text !== undefined) texts.push({ text, normal: normalise(text), node: item });
  }
  return texts;
}

function principalOf(member: JsonMember | undefined): PrincipalElement | undefined {
  if (member === undefined) return undefined;
  const { value } = member;
  if (value.kind === 'string' && value.value === '*') {
    const everyone: PrincipalEntry = {
      keyNode: value,
      kind: 'AWS',
      values: textsOf(value, asWritten),
      valueNode: value,
    };
    return { member, isBareStar: true, entries: [everyone] };
  }
  const members = value.kind === 'object' ? value.members : [];
  return {
    member,
    isBareStar: false,
    entries: members.map(({ key, value: valueNode }) => ({
      keyNode: key,
      kind: principalKey(key.value),
      values: textsOf(valueNode, asWritten),
      valueNode,
    })),
  };
}

function principalKey(written: string): PrincipalKey | undefined {
  return written === '*' ? 'AWS' : PRINCIPAL_KEYS.find((key) => key === written);
}

function conditionsOf(value: JsonNode): ConditionEntry[] {
  const entries: ConditionEntry[] = [];
  for (const { key: operatorNode, value: block } of value.kind === 'object' ? value.members : []) {
    const operator = readOperator(operatorNode.value);
    for (const { key: keyNode, value: valueNode } of block.kind === 'object' ? block.members : []) {
      entries.push({
        operatorNode,
        operator,
        keyNode,
        key: keyNode.value.toLowerCase(),
        values: textsOf(valueNode, asWritten),
        valueNode,
      });
    }
  }
  return entries;
}

function asWritten(text: string): string {
  return text;
}

function lowerCase(text: string): string {
  return text.toLowerCase();
}
