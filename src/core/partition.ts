// AWS partitions by Region prefix.
// Source: botocore endpoint partitions (partitions.json, regionRegex), read from public AWS SDK data.
import { remembered } from './remembered.js';

interface Partition {
  id: string;
  region: RegExp;
  dnsSuffix: string;
}

/** First match wins; `aws` is where everything else falls. */
const PARTITIONS: readonly Partition[] = [
  { id: 'aws-cn', region: /^cn-\w+-\d+$/, dnsSuffix: 'amazonaws.com.cn' },
  { id: 'aws-us-gov', region: /^us-gov-\w+-\d+$/, dnsSuffix: 'amazonaws.com' },
  { id: 'aws-iso', region: /^us-iso-\w+-\d+$/, dnsSuffix: 'c2s.ic.gov' },
  { id: 'aws-iso-b', region: /^us-isob-\w+-\d+$/, dnsSuffix: 'sc2s.sgov.gov' },
  { id: 'aws-iso-e', region: /^eu-isoe-\w+-\d+$/, dnsSuffix: 'cloud.adc-e.uk' },
  { id: 'aws-iso-f', region: /^us-isof-\w+-\d+$/, dnsSuffix: 'csp.hci.ic.gov' },
  { id: 'aws-eusc', region: /^eusc-(de)-\w+-\d+$/, dnsSuffix: 'amazonaws.eu' },
];

/** The partition id of a Region's name; `aws` for a name of none of the others, or for no name. */
export function partitionOfRegion(region: string | undefined): string {
  return region === undefined ? 'aws' : idOfRegion(region);
}

const idOfRegion = remembered((region) => PARTITIONS.find((p) => p.region.test(region))?.id ?? 'aws');

/**
 * A service host (`s3.amazonaws.com`, `s3.amazonaws.com.cn`) without its partition's suffix, lower case:
 * how hosts of several partitions are compared.
 */
export function hostWithoutSuffix(host: string): string {
  const lower = host.trim().toLowerCase();
  for (const suffix of SUFFIXES) if (lower.endsWith(`.${suffix}`)) return lower.slice(0, -suffix.length - 1);
  return lower;
}

const SUFFIXES = [...new Set(['amazonaws.com', ...PARTITIONS.map((p) => p.dnsSuffix)])].sort(
  (a, b) => b.length - a.length,
);
