// What a command about policies is to read: paths, `file://` paths, `-`, patterns, folders, or a policy's text itself.
import { readFileSync, type Stats, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { EngineError } from '../core/error.js';

export interface PolicyInput {
  /** As given, or as found in a folder or by a pattern; `-` for standard input, `policy` for a text. */
  readonly file: string;
  /** Undefined where a found file cannot be read: `error` says why. */
  readonly text: string | undefined;
  readonly error?: string;
  /** True if it was found rather than named: a file that holds no policy is then passed over. */
  readonly isFound: boolean;
}

/** Names that a policy, a template or an export can have. */
const POLICY_FILES = '**/*.{json,yaml,yml,template}';

/**
 * Reads what the arguments name, each file once, in the order of the arguments, found ones sorted.
 * @throws EngineError `not-found` or `invalid-input` for a named path that cannot be read, or a pattern without a match.
 */
export async function readPolicyInputs(names: readonly string[]): Promise<PolicyInput[]> {
  const inputs: PolicyInput[] = [];
  const seen = new Set<string>();
  const add = (file: string, isFound: boolean): void => {
    if (seen.has(file)) return;
    seen.add(file);
    try {
      inputs.push({
        file,
        text: file === '-' ? readText(0, 'standard input') : readText(file, file),
        isFound,
      });
    } catch (error) {
      if (!isFound || !(error instanceof EngineError)) throw error;
      inputs.push({ file, text: undefined, error: error.message, isFound });
    }
  };
  for (const name of names.map(withoutScheme)) {
    if (name.trimStart().startsWith('{')) {
      inputs.push({ file: 'policy', text: name, isFound: false });
      continue;
    }
    const stats = name === '-' ? undefined : statOf(name);
    if (stats?.isDirectory()) {
      const found = await findFiles(POLICY_FILES, name);
      for (const file of found) add(join(name, file), true);
    } else if (stats === undefined && name !== '-') {
      const found = /[*?[\]{}]/.test(name) ? await findFiles(name.replaceAll('\\', '/'), '.') : [];
      if (found.length === 0) {
        throw new EngineError('not-found', 'no-such-file', `there is no file \`${name}\``, {
          help: 'give a file, a folder, a pattern in quotes, or - for standard input',
        });
      }
      for (const file of found) add(file, true);
    } else {
      add(name, false);
    }
  }
  return inputs;
}

/** `file://policy.json`, as the AWS CLI has it: what follows is the path itself. */
function withoutScheme(name: string): string {
  return name.startsWith('file://') ? name.slice('file://'.length) : name;
}

function statOf(name: string): Stats | undefined {
  try {
    return statSync(name, { throwIfNoEntry: false });
  } catch (cause) {
    throw unreadable(name, cause);
  }
}

async function findFiles(pattern: string, folder: string): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  const found = await glob(pattern, {
    cwd: folder,
    ignore: ['**/node_modules/**'],
    expandDirectories: false,
  });
  return found.filter((file) => !basename(file).startsWith('.')).sort();
}

function readText(file: string | 0, name: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw unreadable(name, cause);
  }
}

function unreadable(name: string, cause: unknown): EngineError {
  const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
  return new EngineError('invalid-input', 'cannot-read', `cannot read \`${name}\`: ${code}`, { cause });
}
