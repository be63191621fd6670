// Policies of the first part of the logs, held against the rest of them. Reads the store twice, under narrower filters.
import { generatePolicies } from '../generation/generate-policies.js';
import type { GeneratedPrincipal, GenerationOptions } from '../generation/generation-options.js';
import { type Replay, replay } from '../proof/backtest.js';
import type { Period } from '../proof/held-back.js';
import type { EventStore } from '../store/open-store.js';
import type { PermissionUsage, UsageFilter } from '../store/usage.js';

export interface BacktestedPrincipal {
  readonly principalArn: string;
  /** Authorised calls of the first part. */
  readonly trainedEvents: number;
  readonly replay: Replay;
}

interface Trained {
  readonly documents: GeneratedPrincipal['documents'];
  readonly calls: number;
  /** Empty where causes are not asked for. */
  readonly permissions: readonly PermissionUsage[];
}

const DAY_SECONDS = 86_400;

/** The start of the day that ends the first part; undefined for logs that no start of a day cuts in two. */
export function cutOf({ startTime, endTime }: Period, share: number): number | undefined {
  const cut = Math.floor((startTime + share * (endTime - startTime)) / DAY_SECONDS) * DAY_SECONDS;
  return cut > startTime && cut < endTime ? cut : undefined;
}

/**
 * Every principal that got a policy out of the first part and was seen in the second. `cut` in seconds since the epoch.
 * With `causes` all uses of the first part are held, to say why a call was denied.
 */
export async function* backtest(
  store: EventStore,
  filter: UsageFilter,
  options: GenerationOptions,
  cut: number,
  { causes, breathe }: { causes: boolean; breathe: () => Promise<void> },
): AsyncGenerator<BacktestedPrincipal> {
  const { readPermissions, readPrincipals } = await import('../store/read-usage.js');
  const trained = new Map<string, Trained>();
  for await (const usage of readPermissions(store, await readPrincipals(store, { ...filter, until: cut }))) {
    await breathe();
    const { documents } = generatePolicies(usage, options);
    if (documents.length === 0) continue;
    const proven = usage.permissions.filter(({ authorization }) => authorization === 'proven');
    trained.set(usage.principalArn, {
      documents,
      calls: proven.reduce((sum, { count }) => sum + count, 0),
      permissions: causes ? proven : [],
    });
  }
  for await (const { principalArn, permissions } of readPermissions(
    store,
    await readPrincipals(store, { ...filter, since: cut }),
  )) {
    await breathe();
    const first = trained.get(principalArn);
    if (first === undefined) continue;
    const replayed = replay(principalArn, first.documents, first.permissions, permissions);
    if (replayed.calls > 0) yield { principalArn, trainedEvents: first.calls, replay: replayed };
  }
}
