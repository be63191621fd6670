// What `generate` shows of its policies: as each is made, what its own log tells of it; at the end, what the first part of the
// logs would have denied of the rest.
import { generatePolicies } from '../generation/generate-policies.js';
import type { GeneratedPrincipal, GenerationOptions } from '../generation/generation-options.js';
import { replay } from '../proof/backtest.js';
import { type Coverage, gradeOf, oddActions } from '../proof/grade.js';
import { type HeldBack, holdBack, type Period } from '../proof/held-back.js';
import type { Backtest, Proof } from '../proof/proof.js';
import { type PolicyFacts, provePolicy } from '../proof/prove-policy.js';
import type { PrincipalResult } from '../report/summary.js';
import type { EventStore } from '../store/open-store.js';
import type { PrincipalUsage, UsageFilter } from '../store/usage.js';

const DAY_SECONDS = 86_400;
/** The part of the period that policies are made of, to be held against the rest. */
const TRAINED_SHARE = 0.7;

interface Known {
  readonly facts: PolicyFacts;
  readonly odd: readonly string[];
}

export class Proving {
  readonly #period: Period;
  readonly #coverage: Coverage;
  readonly #accepted: ReadonlySet<string>;
  readonly #known = new Map<string, Known>();

  constructor(period: Period, coverage: Coverage, accepted: ReadonlySet<string>) {
    this.#period = period;
    this.#coverage = coverage;
    this.#accepted = accepted;
  }

  /** The usage without what is held back, and what that is. */
  holdBack(usage: PrincipalUsage): { usage: PrincipalUsage; heldBack: readonly HeldBack[] } {
    const { kept, heldBack } = holdBack(usage.permissions, this.#period, this.#accepted);
    return { usage: { ...usage, permissions: kept }, heldBack };
  }

  /** Notes what the usage tells of the policy that was made of it. `key`: what `finish` asks by. */
  prove(key: string, usage: PrincipalUsage, generated: GeneratedPrincipal): void {
    if (generated.documents.length === 0) return;
    this.#known.set(key, {
      facts: provePolicy(usage, usage.permissions, generated),
      odd: oddActions(usage.permissions, this.#period),
    });
  }

  /** The proof of a result; null where there is no policy. */
  proofOf(key: string, result: Omit<PrincipalResult, 'proof'>, backtest: Backtest | null): Proof | null {
    const known = this.#known.get(key);
    if (known === undefined) return null;
    const facts = { ...known.facts, withinCurrent: null, backtest };
    const { generated, heldBack } = result;
    const graded = gradeOf({ facts, generated, heldBack, coverage: this.#coverage, odd: known.odd });
    return { ...facts, ...graded };
  }

  /** By principal ARN, where it was seen in both parts. Reads the store anew, under narrower filters. */
  async backtests(
    store: EventStore,
    filter: UsageFilter,
    options: GenerationOptions,
    breathe: () => Promise<void>,
  ): Promise<Map<string, Backtest>> {
    const { readPermissions, readPrincipals } = await import('../store/read-usage.js');
    const cut = cutOf(this.#period);
    const results = new Map<string, Backtest>();
    if (cut === undefined) return results;
    const trained = new Map<
      string,
      { usage: PrincipalUsage; documents: GeneratedPrincipal['documents']; calls: number }
    >();
    for await (const all of readPermissions(store, await readPrincipals(store, { ...filter, until: cut }))) {
      await breathe();
      const { documents } = generatePolicies(all, options);
      const calls = all.permissions.reduce(
        (sum, use) => sum + (use.authorization === 'proven' ? use.count : 0),
        0,
      );
      if (documents.length > 0)
        trained.set(all.principalArn, { usage: { ...all, permissions: [] }, documents, calls });
    }
    for await (const rest of readPermissions(store, await readPrincipals(store, { ...filter, since: cut }))) {
      await breathe();
      const first = trained.get(rest.principalArn);
      if (first === undefined) continue;
      const { calls, deniedCalls } = replay(rest.principalArn, first.documents, [], rest.permissions);
      if (calls > 0)
        results.set(rest.principalArn, {
          trainedEvents: first.calls,
          replayedEvents: calls,
          denied: deniedCalls,
        });
    }
    return results;
  }
}

/** The start of the day that ends the first part; undefined for logs of less than two days. */
export function cutOf({ startTime, endTime }: Period, share = TRAINED_SHARE): number | undefined {
  const cut = Math.floor((startTime + share * (endTime - startTime)) / DAY_SECONDS) * DAY_SECONDS;
  return cut > startTime && cut < endTime ? cut : undefined;
}
