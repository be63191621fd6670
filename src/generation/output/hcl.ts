// JSON values as HCL expressions, formatted as `terraform fmt` has it.
// Strings: https://developer.hashicorp.com/terraform/language/expressions/strings
import { isJsonObject, type JsonValue } from '../../core/json.js';

/** The JSON value as an HCL expression; lists and objects over several lines, nested by two spaces. */
export function hclValue(value: JsonValue, indent: string): string {
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
export function hclString(text: string): string {
  const quoted = text
    .replace(/["\\]/g, '\\$&')
    .replace(/\$\{/g, () => '$${')
    .replace(/%\{/g, () => '%%{')
    .replace(/\p{Cc}/gu, (c) => ESCAPES[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `"${quoted}"`;
}
