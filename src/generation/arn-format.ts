// ARNs against the Service Authorization Reference's formats: `arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}`.
// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html

/** Where a format's variable stands in an ARN that has the format. `end` is exclusive. */
export interface FormatSpan {
  name: string;
  start: number;
  end: number;
}

const VARIABLE = /\$\{([^}]*)\}/g;
/** Variables of the first five parts of an ARN: never a resource's name. */
const ARN_PARTS: ReadonlySet<string> = new Set(['Partition', 'Region', 'Account']);

const compiled = new Map<string, { pattern: RegExp; names: readonly string[] }>();

/**
 * The spans of the format's variables in `arn`, in order, or `undefined` if the ARN is not of that format.
 * Of several ways to divide it, a variable takes as little as it can, the last one the rest.
 */
export function matchArnFormat(format: string, arn: string): readonly FormatSpan[] | undefined {
  const { pattern, names } = compile(format);
  const indices = pattern.exec(arn)?.indices;
  if (indices === undefined) return undefined;
  return names.map((name, i) => {
    const [start, end] = indices[i + 1] ?? [0, 0];
    return { name, start, end };
  });
}

/** `arn` with every name of its format replaced by `*`: partition, Region and account stay. */
export function wildcardNames(format: string, arn: string): string | undefined {
  const spans = matchArnFormat(format, arn)?.filter((span) => !ARN_PARTS.has(span.name));
  if (spans === undefined) return undefined;
  let result = '';
  let from = 0;
  for (const { start, end } of spans) {
    result += `${arn.slice(from, start)}*`;
    from = end;
  }
  return result + arn.slice(from);
}

/**
 * The format as AWS's generated policies show it: the partition filled in, Region, account and names left.
 * https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_GetGeneratedPolicy.html (includeResourcePlaceholders)
 */
export function placeholderArn(format: string, partition: string): string {
  return format.replace(/\$\{Partition\}/, () => partition);
}

function compile(format: string): { pattern: RegExp; names: readonly string[] } {
  const known = compiled.get(format);
  if (known !== undefined) return known;
  const names: string[] = [];
  let source = '';
  let from = 0;
  for (const match of format.matchAll(VARIABLE)) {
    const name = match[1] ?? '';
    names.push(name);
    source += escapeRegExp(format.slice(from, match.index));
    source += ARN_PARTS.has(name) ? '([^:]*)' : '([^]+?)';
    from = match.index + match[0].length;
  }
  source += escapeRegExp(format.slice(from));
  const result = { pattern: new RegExp(`^${source}$`, 'd'), names };
  compiled.set(format, result);
  return result;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
