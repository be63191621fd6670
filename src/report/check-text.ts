// Answers of the custom policy checks for people: the result, each failing statement with its place, and the request that
// shows what is failing.
import { isJsonObject, type JsonObject, type JsonValue } from '../core/json.js';
import type { CheckReason, CheckResponse } from '../custom-checks/check-response.js';
import { printable } from './text-table.js';
import { wrapText } from './wrap-text.js';

const WIDTH = 80;
const INDENT = '   ';

/** An answer with what it is about. */
export interface CheckedPolicy {
  /** Of the policy that was asked about; `-` for standard input. */
  readonly file: string;
  /** Of a policy within a file of several. */
  readonly name?: string;
  readonly response: CheckResponse;
  /** The line (from 1) of a statement; undefined where the policy is no file. */
  lineOf(statementIndex: number): number | undefined;
}

/** Lines without final newlines. */
export function checkText({ file, name, response, lineOf }: CheckedPolicy): string[] {
  const { result, message, reasons = [], undecided } = response;
  const word = undecided ? 'UNKNOWN' : result;
  const about = `${printable(file)}${name === undefined ? '' : `: ${printable(name)}`}`;
  return [
    ...wrapText(`${word} ${about}: ${message}`, WIDTH),
    ...reasons.flatMap((reason) => reasonLines(reason, file, lineOf(reason.statementIndex))),
  ];
}

function reasonLines(
  { description, witness }: CheckReason,
  file: string,
  line: number | undefined,
): string[] {
  const place = line === undefined ? '' : `${printable(file)}:${line}: `;
  return [
    '',
    ...wrapText(`${place}${printable(description)}`, WIDTH - INDENT.length).map((text) => INDENT + text),
    ...(witness === undefined ? [] : requestLines(witness)),
  ];
}

/** A member a line; a value that does not fit has lines of its own. */
function requestLines(request: JsonObject): string[] {
  const { context, ...members } = request;
  const rows: (readonly [string, string])[] = Object.entries(members).map(([key, value]) => [
    key,
    shown(value),
  ]);
  for (const [key, value] of Object.entries(isJsonObject(context) ? context : {}))
    rows.push([key, Array.isArray(value) && value.length === 0 ? '(absent)' : shown(value)]);
  const width = Math.max(...rows.map(([key]) => key.length));
  return [
    `${INDENT}For example:`,
    ...rows.flatMap(([key, value]) => {
      const line = `${INDENT.repeat(2)}${printable(key).padEnd(width)}  ${printable(value)}`;
      return line.length <= WIDTH
        ? [line]
        : [`${INDENT.repeat(2)}${printable(key)}`, `${INDENT.repeat(3)}${printable(value)}`];
    }),
  ];
}

function shown(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** AWS's response; several are an array, each with what it is about. */
export function checkJson(checked: readonly CheckedPolicy[], isOne: boolean): string {
  const [only] = checked;
  const json =
    isOne && only !== undefined
      ? only.response
      : checked.map(({ file, name, response }) => ({
          file,
          ...(name === undefined ? {} : { policy: name }),
          ...response,
        }));
  return `${JSON.stringify(json, null, 2)}\n`;
}
