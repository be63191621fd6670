// Flags that choose which events count.
import { EngineError } from '../core/error.js';
import type { UsageFilter } from '../store/usage.js';
import { parseTime } from './parse-time.js';

export interface FilterFlags {
  principal?: string[];
  account?: string[];
  region?: string[];
  since?: string;
  until?: string;
}

/** @throws EngineError `invalid-input` for a bad time, a bad account id, or a period that ends before it begins. */
export function usageFilter(flags: FilterFlags, nowMs: number): UsageFilter {
  for (const account of flags.account ?? []) {
    if (!/^\d{12}$/.test(account)) {
      throw new EngineError('invalid-input', 'bad-account', `\`${account}\` is no account id`, {
        help: 'give its 12 digits',
      });
    }
  }
  for (const [flag, values] of [
    ['--region', flags.region],
    ['--principal', flags.principal],
  ] as const) {
    if (values?.includes('')) {
      throw new EngineError('invalid-input', 'empty-filter', `${flag} names nothing`, {
        help: 'give it a value',
      });
    }
  }
  const since = flags.since === undefined ? undefined : parseTime('--since', flags.since, nowMs);
  const until = flags.until === undefined ? undefined : parseTime('--until', flags.until, nowMs);
  if (since !== undefined && until !== undefined && until <= since) {
    throw new EngineError(
      'invalid-input',
      'bad-period',
      `--until \`${flags.until}\` is not after --since \`${flags.since}\``,
    );
  }
  return {
    ...(flags.principal === undefined ? {} : { principals: flags.principal }),
    ...(flags.account === undefined ? {} : { accounts: flags.account }),
    ...(flags.region === undefined ? {} : { regions: flags.region }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
}

/** For commander: collects a repeatable option. */
export function repeated(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value];
}
