// A template's functions in their long form: an object whose one member is `Ref` or `Fn::Name`.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
import type { JsonNode } from '../../policy/json-node.js';

export interface FunctionCall {
  /** `Ref`, `Fn::Sub` and so on. */
  readonly name: string;
  readonly argument: JsonNode;
}

export function functionCallOf(node: JsonNode): FunctionCall | undefined {
  if (node.kind !== 'object' || node.members.length !== 1) return undefined;
  const [member] = node.members;
  if (member === undefined || !isFunctionName(member.key.value)) return undefined;
  return { name: member.key.value, argument: member.value };
}

export function isFunctionName(key: string): boolean {
  return key === 'Ref' || key.startsWith('Fn::');
}

/** True for `{"Ref": "AWS::NoValue"}`, which takes away what it is the value of. */
export function isNoValue(node: JsonNode): boolean {
  const call = functionCallOf(node);
  return call?.name === 'Ref' && call.argument.kind === 'string' && call.argument.value === 'AWS::NoValue';
}
