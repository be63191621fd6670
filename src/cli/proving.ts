// What `generate` shows of its policies: as each is made, what its own log tells of it; at the end, what the first part of the
// logs would have denied of the rest.
import type { GeneratedPrincipal, GenerationOptions } from '../generation/generation-options.js';
import { type Coverage, gradeOf, oddActions } from '../proof/grade.js';
import { type HeldBack, holdBack, type Period } from '../proof/held-back.js';
import type { Backtest, Proof } from '../proof/proof.js';
import { type PolicyFacts, provePolicy } from '../proof/prove-policy.js';
import type { PrincipalResult } from '../report/summary.js';
import type { EventStore } from '../store/open-store.js';
import type { PrincipalUsage, UsageFilter } from '../store/usage.js';
import { backtest, cutOf } from './backtest-run.js';

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

  /** By principal ARN, where it was seen in both parts. */
  async backtests(
    store: EventStore,
    filter: UsageFilter,
    options: GenerationOptions,
    breathe: () => Promise<void>,
  ): Promise<Map<string, Backtest>> {
    const results = new Map<string, Backtest>();
    const cut = cutOf(this.#period, TRAINED_SHARE);
    if (cut === undefined) return results;
    for await (const { principalArn, trainedEvents, replay } of backtest(store, filter, options, cut, {
      causes: false,
      breathe,
    }))
      results.set(principalArn, { trainedEvents, replayedEvents: replay.calls, denied: replay.deniedCalls });
    return results;
  }
}
