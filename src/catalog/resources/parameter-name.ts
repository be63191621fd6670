// How names of parameters are compared: CloudTrail writes one name in several manners.
import { remembered } from '../../core/remembered.js';

/** Lower case, letters and digits only, without a plural `s`. */
export const normaliseName = remembered((name) => {
  const plain = plainName(name);
  return plain.length > 3 && plain.endsWith('s') && !plain.endsWith('ss') ? plain.slice(0, -1) : plain;
});

/** Lower case, letters and digits only. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
