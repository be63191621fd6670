// An element of Resource taken apart at its colons, whole or not: patterns, variables and broken ARNs included.
// A colon inside `${...}` separates nothing.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html

export interface ResourceArn {
  /** How many parts there are; 6 for a whole ARN, whose resource may hold further colons. */
  readonly fields: number;
  /** True for `*` alone. */
  readonly isStar: boolean;
  /** The first part: `arn` in an ARN. */
  readonly prefix: string;
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

const FIELDS = 6;

/** Missing parts are empty. */
export function readResourceArn(text: string): ResourceArn {
  const parts: string[] = [];
  let from = 0;
  let depth = 0;
  const hasVariable = text.includes('${');
  for (let at = 0; !hasVariable && parts.length < FIELDS - 1; from = at + 1) {
    at = text.indexOf(':', from);
    if (at < 0) break;
    parts.push(text.slice(from, at));
  }
  for (let i = 0; hasVariable && i < text.length && parts.length < FIELDS - 1; i++) {
    const c = text[i];
    if (c === '{' && text[i - 1] === '$') depth++;
    else if (c === '}' && depth > 0) depth--;
    else if (c === ':' && depth === 0) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  parts.push(text.slice(from));
  const [prefix = '', partition = '', service = '', region = '', account = '', resource = ''] = parts;
  return {
    fields: parts.length,
    isStar: text === '*',
    prefix,
    partition,
    service,
    region,
    account,
    resource,
  };
}

/** True if the part has a wildcard or a variable: what it stands for is not known. */
export function isOpen(part: string): boolean {
  return part.includes('*') || part.includes('?') || part.includes('${');
}
