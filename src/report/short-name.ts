// A principal in a table: its account, then what it is; the rest of an ARN says nothing more.
import { parseArn } from '../core/arn.js';

/** `111122223333 role/team/app`; what is no ARN stays as it is. */
export function shortName(principalArn: string): string {
  const arn = parseArn(principalArn);
  return arn === undefined ? principalArn : `${arn.account} ${arn.resource}`;
}

/** `111122223333 role/app`: names are unique in an account, paths only help to find them. */
export function nameWithoutPath(principalArn: string): string {
  return shortName(principalArn).replace(/^(\d* (?:role|user)\/).+\/(?=[^/]+$)/s, '$1');
}
