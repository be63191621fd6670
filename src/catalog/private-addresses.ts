// The address ranges of private networks, of data/private-ip-ranges.tsv.
import { readTable } from './resources/read-table.js';

let ranges: readonly string[] | undefined;

/** In CIDR form: `10.0.0.0/8`. */
export function privateAddressRanges(): readonly string[] {
  ranges ??= readTable('private-ip-ranges.tsv').map(({ range = '' }) => range);
  return ranges;
}
