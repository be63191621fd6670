// Condition keys that stand for one tag: `aws:ResourceTag/owner`, `ec2:ResourceTag/owner`.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html
import { readConditionKey } from '../catalog/condition-keys.js';

const GLOBAL = /^aws:(?:principal|request|resource)tag\/?$/;

/** True if the key, in lower case, should go on with the key of a tag and ends before it: `ec2:resourcetag/`. */
export function lacksTagKey(key: string): boolean {
  if (!/tag\/?$/.test(key)) return false;
  if (GLOBAL.test(key)) return true;
  if (readConditionKey(key).standing === 'known') return false;
  const reading = readConditionKey(key.endsWith('/') ? `${key}x` : `${key}/x`);
  return reading.standing === 'known' && reading.facts.name.includes('${');
}
