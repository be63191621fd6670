// Findings that somebody accepted, each with a reason and a day on which that ends.
import { isJsonObject, type JsonValue, own } from '../core/json.js';
import type { PathElement } from '../policy/node-path.js';
import type { ValidatePolicyFinding } from './finding.js';

export interface AcceptedFinding {
  readonly issueCode: string;
  /** The file as given on the command line, `/` between folders; absent: any file. */
  readonly file?: string;
  /** The policy in a template; absent: any. */
  readonly policy?: string;
  /** The path of the finding's first location, as `pathText` writes it; absent: any place. */
  readonly path?: string;
  readonly reason: string;
  /** The last day, `yyyy-mm-dd`. */
  readonly expires: string;
}

const OPTIONAL = ['file', 'policy', 'path'] as const;
const KNOWN: ReadonlySet<string> = new Set(['issueCode', 'reason', 'expires', ...OPTIONAL]);

/** `{"accepted": [{issueCode, reason, expires, file?, policy?, path?}]}`, or what is wrong with it. */
export function readBaseline(value: JsonValue): readonly AcceptedFinding[] | { error: string } {
  const accepted = isJsonObject(value) ? own(value, 'accepted') : undefined;
  if (!Array.isArray(accepted)) return { error: 'a baseline is an object with a list `accepted`' };
  const entries: AcceptedFinding[] = [];
  for (const [i, entry] of accepted.entries()) {
    const read = readEntry(entry);
    if (typeof read === 'string') return { error: `\`accepted[${i}]\`: ${read}` };
    entries.push(read);
  }
  return entries;
}

function readEntry(entry: JsonValue): AcceptedFinding | string {
  if (!isJsonObject(entry)) return 'must be an object';
  const unknown = Object.keys(entry).find((key) => !KNOWN.has(key));
  if (unknown !== undefined) return `there is no \`${unknown}\` here`;
  const text = (key: string): string | undefined => {
    const value = own(entry, key);
    return typeof value === 'string' && value.trim() !== '' ? value : undefined;
  };
  const issueCode = text('issueCode');
  const reason = text('reason');
  const expires = text('expires');
  if (issueCode === undefined) return 'needs an `issueCode`';
  if (reason === undefined) return 'needs a `reason`';
  if (expires === undefined || !isDay(expires)) return 'needs a day `expires`, yyyy-mm-dd';
  const places: { file?: string; policy?: string; path?: string } = {};
  for (const key of OPTIONAL) {
    if (!Object.hasOwn(entry, key)) continue;
    const value = text(key);
    if (value === undefined) return `\`${key}\` must be a text`;
    places[key] = value;
  }
  return { issueCode, reason, expires, ...places };
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** `Statement[0].Condition.StringLike.aws:PrincipalArn[1]`; empty for the document. */
export function pathText(path: readonly PathElement[]): string {
  return path
    .map((step, i) =>
      'index' in step ? `[${step.index}]` : (i === 0 ? '' : '.') + ('key' in step ? step.key : step.value),
    )
    .join('');
}

/** Takes accepted findings out, policy by policy, and remembers which entries were of use. */
export class Baseline {
  readonly #entries: readonly AcceptedFinding[];
  readonly #today: string;
  readonly #used = new Set<AcceptedFinding>();

  /** `today`: `yyyy-mm-dd`. */
  constructor(entries: readonly AcceptedFinding[], today: string) {
    this.#entries = entries;
    this.#today = today;
  }

  /** The findings that no entry accepts. */
  remaining(
    findings: readonly ValidatePolicyFinding[],
    file: string,
    policy: string | undefined,
  ): readonly ValidatePolicyFinding[] {
    return findings.filter((finding) => {
      const entry = this.#entries.find((one) => !this.#isExpired(one) && accepts(one, finding, file, policy));
      if (entry !== undefined) this.#used.add(entry);
      return entry === undefined;
    });
  }

  /** Entries whose day is over. */
  expired(): readonly AcceptedFinding[] {
    return this.#entries.filter((entry) => this.#isExpired(entry));
  }

  /** Entries in force that accepted nothing. */
  unused(): readonly AcceptedFinding[] {
    return this.#entries.filter((entry) => !this.#isExpired(entry) && !this.#used.has(entry));
  }

  #isExpired({ expires }: AcceptedFinding): boolean {
    return expires < this.#today;
  }
}

function accepts(
  entry: AcceptedFinding,
  finding: ValidatePolicyFinding,
  file: string,
  policy: string | undefined,
): boolean {
  return (
    entry.issueCode === finding.issueCode &&
    (entry.file === undefined || entry.file === file.replaceAll('\\', '/')) &&
    (entry.policy === undefined || entry.policy === policy) &&
    (entry.path === undefined || entry.path === pathText(finding.locations[0]?.path ?? []))
  );
}
