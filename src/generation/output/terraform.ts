// Terraform: the policies of one role or user and their attachments, formatted as `terraform fmt` has it.
// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_policy
// Strings: https://developer.hashicorp.com/terraform/language/expressions/strings
import { isJsonObject, type JsonValue } from '../../core/json.js';
import type { PolicyDocument } from '../../policy/policy-document.js';
import { printPolicyCompact } from '../../policy/print-policy.js';
import { adviceFor, managedPolicyName, type PolicyTarget, resourceLabel } from './policy-target.js';

/** One `.tf` file; its labels are unlike those of other principals, so that files can share a module. */
export function renderTerraform(target: PolicyTarget, documents: readonly PolicyDocument[]): string {
  const comment = adviceFor(target).map((line) => `# ${line}\n`);
  const blocks = documents.map((document, i) => renderPolicy(target, document, i, documents.length));
  return [comment.join(''), ...blocks].join('\n');
}

function renderPolicy(target: PolicyTarget, document: PolicyDocument, part: number, parts: number): string {
  const label = resourceLabel(target, part, parts);
  const { kind, name } = target;
  const argument = `${kind}      `;
  return [
    `resource "aws_iam_policy" "${label}" {`,
    `  name        = ${hclString(managedPolicyName(target, part, parts))}`,
    '  description = "Least privilege from CloudTrail logs; attaching adds only"',
    '',
    `  policy = jsonencode(${hclValue(JSON.parse(printPolicyCompact(document)) as JsonValue, '  ')})`,
    '}',
    '',
    `resource "aws_iam_${kind}_policy_attachment" "${label}" {`,
    `  ${argument} = ${hclString(name)}`,
    `  policy_arn = aws_iam_policy.${label}.arn`,
    '}',
    '',
  ].join('\n');
}

/** The JSON value as an HCL expression; lists and objects over several lines, nested by two spaces. */
function hclValue(value: JsonValue, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => `${inner}${hclValue(item, inner)},\n`);
    return `[\n${items.join('')}${indent}]`;
  }
  if (isJsonObject(value)) {
    const entries = Object.entries(value);
    return `{\n${entries.map(([key, item], i) => hclEntry(key, item, inner, entries, i)).join('')}${indent}}`;
  }
  return typeof value === 'string' ? hclString(value) : JSON.stringify(value);
}

/** `key = value`; the equals signs of neighbouring one-line entries stand in one column. */
function hclEntry(
  key: string,
  value: JsonValue,
  indent: string,
  entries: readonly (readonly [string, JsonValue])[],
  position: number,
): string {
  const width = typeof value === 'object' ? 0 : columnWidth(entries, position);
  return `${indent}${hclKey(key).padEnd(width)} = ${hclValue(value, indent)}\n`;
}

function columnWidth(entries: readonly (readonly [string, JsonValue])[], position: number): number {
  const isLine = (i: number): boolean => entries[i] !== undefined && typeof entries[i][1] !== 'object';
  let first = position;
  let last = position;
  while (isLine(first - 1)) first--;
  while (isLine(last + 1)) last++;
  return Math.max(...entries.slice(first, last + 1).map(([key]) => hclKey(key).length));
}

function hclKey(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? key : hclString(key);
}

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A quoted string: `${` and `%{` begin templates in HCL and are doubled, so that they stay text. */
function hclString(text: string): string {
  const quoted = text
    .replace(/["\\]/g, '\\$&')
    .replace(/\$\{/g, () => '$${')
    .replace(/%\{/g, () => '%%{')
    .replace(/\p{Cc}/gu, (c) => ESCAPES[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `"${quoted}"`;
}
