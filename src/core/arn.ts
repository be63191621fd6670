// Amazon Resource Names: `arn:partition:service:region:account:resource`, the sixth part may hold colons.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html

const ACCOUNT_DIGITS = 12;
const [ZERO, NINE] = [0x30, 0x39];

export interface Arn {
  partition: string;
  service: string;
  region: string;
  account: string;
  resource: string;
}

/** The five named parts and the resource, or `undefined` if `text` is no ARN (fewer than six parts). */
export function parseArn(text: string): Arn | undefined {
  if (!text.startsWith('arn:')) return undefined;
  const parts: string[] = [];
  let from = 4;
  for (let i = 0; i < 4; i++) {
    const colon = text.indexOf(':', from);
    if (colon < 0) return undefined;
    parts.push(text.slice(from, colon));
    from = colon + 1;
  }
  const [partition = '', service = '', region = '', account = ''] = parts;
  const resource = text.slice(from);
  return partition === '' || resource === '' ? undefined : { partition, service, region, account, resource };
}

/** The partition alone, of what `parseArn` would take for an ARN. */
export function partitionOfArn(text: string): string | undefined {
  if (!text.startsWith('arn:')) return undefined;
  const first = text.indexOf(':', 4);
  let colon = first;
  for (let i = 0; i < 3 && colon >= 0; i++) colon = text.indexOf(':', colon + 1);
  if (colon < 0 || first === 4 || colon === text.length - 1) return undefined;
  return text.startsWith('aws:', 4) ? 'aws' : text.slice(4, first);
}

/** The account alone, of what `parseArn` would take for an ARN. */
export function accountOfArn(text: string): string | undefined {
  if (partitionOfArn(text) === undefined) return undefined;
  let from = 4;
  for (let i = 0; i < 3; i++) from = text.indexOf(':', from) + 1;
  return text.slice(from, text.indexOf(':', from));
}

/** True for an account's id: twelve digits. */
export function isAccountId(text: string): boolean {
  if (text.length !== ACCOUNT_DIGITS) return false;
  for (let i = 0; i < ACCOUNT_DIGITS; i++) {
    const code = text.charCodeAt(i);
    if (code < ZERO || code > NINE) return false;
  }
  return true;
}

/** The ARN as text. */
export function formatArn(arn: Arn): string {
  return `arn:${arn.partition}:${arn.service}:${arn.region}:${arn.account}:${arn.resource}`;
}
