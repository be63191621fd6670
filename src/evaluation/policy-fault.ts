// What keeps a document from being evaluated. AWS would refuse to store such a policy, so no answer could be right;
// what AWS refuses but can still be told the meaning of (a Principal in an identity policy) is left to validation.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
import type { Extent } from '../core/span.js';
import type { JsonNode } from '../policy/json-node.js';
import type { PolicyDocument, Statement, TextList } from '../policy/policy-document.js';
import { type Layer, namesPrincipals } from './layer.js';

export interface PolicyFault {
  readonly at: Extent;
  /** Lower case, no period. */
  readonly message: string;
}

/** The first fault in text order of statements; undefined for a document that can be evaluated. */
export function policyFault(document: PolicyDocument, layer: Layer): PolicyFault | undefined {
  const [syntaxError] = document.syntaxErrors;
  if (syntaxError !== undefined) return { at: syntaxError, message: syntaxError.message };
  const { root, statementMember } = document;
  if (root?.kind !== 'object')
    return { at: root ?? { start: 0, end: 0 }, message: 'the policy is no JSON object' };
  if (statementMember === undefined) return { at: root, message: 'the policy has no Statement' };
  const { value } = statementMember;
  const notObject = (value.kind === 'array' ? value.items : [value]).find((item) => item.kind !== 'object');
  if (notObject !== undefined) return { at: notObject, message: 'a statement is no JSON object' };
  for (const statement of document.statements) {
    const fault = statementFault(statement, layer);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function statementFault(statement: Statement, layer: Layer): PolicyFault | undefined {
  const { node, effect, action, notAction, resource, notResource, principal, notPrincipal } = statement;
  if (effect === undefined) return { at: node, message: 'a statement has no Effect of `Allow` or `Deny`' };
  if ((action === undefined) === (notAction === undefined))
    return { at: node, message: 'a statement has not just one of Action and NotAction' };
  if (resource !== undefined && notResource !== undefined)
    return { at: node, message: 'a statement has both Resource and NotResource' };
  // Trust policies, and repository policies of ECR, have no Resource: they are about what they are attached to.
  if (resource === undefined && notResource === undefined && !namesPrincipals(layer))
    return { at: node, message: 'a statement has neither Resource nor NotResource' };
  if (principal !== undefined && notPrincipal !== undefined)
    return { at: node, message: 'a statement has both Principal and NotPrincipal' };
  return (
    listFault('Action', action ?? notAction) ??
    listFault('Resource', resource ?? notResource) ??
    principalFault(statement) ??
    conditionFault(statement)
  );
}

function listFault(element: string, list: TextList | undefined): PolicyFault | undefined {
  if (list === undefined) return undefined;
  const { value } = list.member;
  if (list.values.length === 0) return { at: value, message: `${element} names nothing` };
  return textsFault(element, value, list.values.length);
}

function textsFault(element: string, value: JsonNode, texts: number): PolicyFault | undefined {
  const count = value.kind === 'array' ? value.items.length : 1;
  return texts === count ? undefined : { at: value, message: `${element} has a value that is no string` };
}

function principalFault({ principal, notPrincipal }: Statement): PolicyFault | undefined {
  const element = principal ?? notPrincipal;
  if (element === undefined) return undefined;
  if (element.entries.length === 0)
    return {
      at: element.member.value,
      message: 'the principal is neither `*` nor an object that names someone',
    };
  for (const { kind, keyNode, values, valueNode } of element.entries) {
    if (kind === undefined) return { at: keyNode, message: `\`${keyNode.value}\` is no kind of principal` };
    const fault = textsFault('the principal', valueNode, values.length);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function conditionFault({ condition, conditions }: Statement): PolicyFault | undefined {
  if (condition === undefined) return undefined;
  const { value } = condition;
  if (value.kind !== 'object') return { at: value, message: 'Condition is no object of operators' };
  const block = value.members.find((member) => member.value.kind !== 'object');
  if (block !== undefined)
    return { at: block.value, message: `\`${block.key.value}\` has no object of keys` };
  for (const { operator, operatorNode, keyNode, values, valueNode } of conditions) {
    const isKnown = operator.facts !== undefined && !(operator.facts.family === 'Null' && operator.ifExists);
    if (!isKnown) return { at: operatorNode, message: `\`${operatorNode.value}\` is no condition operator` };
    const fault = textsFault(`\`${keyNode.value}\``, valueNode, values.length);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
