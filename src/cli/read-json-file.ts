// A JSON text that a flag names: a file, or `-` for standard input.
import { readFileSync } from 'node:fs';
import { EngineError } from '../core/error.js';
import type { JsonValue } from '../core/json.js';
import { LineMap } from '../core/span.js';
import { jsonOfNode } from '../policy/json-node.js';
import { readJson } from '../policy/json-reader.js';

const STANDARD_INPUT = 0;

/** Throws an EngineError where there is no such file, or none that can be read. Takes `file://` paths as the AWS CLI does. */
export function readTextFile(named: string): string {
  const file = named.startsWith('file://') ? named.slice('file://'.length) : named;
  try {
    return readFileSync(file === '-' ? STANDARD_INPUT : file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const message =
      code === 'ENOENT' || code === 'ENOTDIR'
        ? `there is no file \`${file}\``
        : code === 'EISDIR'
          ? `\`${file}\` is a folder`
          : `cannot read \`${file}\`: ${code}`;
    throw new EngineError('not-found', 'no-such-file', message, {
      help: 'give the path of a JSON file, or - for standard input',
    });
  }
}

/** The value of a text that must be one JSON value; an EngineError (invalid-input) names file, line and column. */
export function parseJsonText(text: string, file: string): JsonValue {
  const { root, errors } = readJson(text);
  const [error] = errors;
  if (error === undefined && root !== undefined) return jsonOfNode(root);
  const { line, column } = new LineMap(text).position(error?.start ?? 0);
  throw new EngineError('invalid-input', 'bad-json', error?.message ?? 'the text is empty', {
    location: `${file === '-' ? 'standard input' : file}:${line}:${column + 1}`,
  });
}
