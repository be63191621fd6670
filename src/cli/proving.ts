// What `generate` shows of its policies: as each is made, what its own log tells of it; at the end, what the first part of the
// logs would have denied of the rest.
import type { AccountSnapshot } from '../account/read-account.js';
import type { GeneratedPrincipal, GenerationOptions } from '../generation/generation-options.js';
import { backtest, cutOf } from '../proof/backtest.js';
import { type Coverage, gradeOf, oddActions } from '../proof/grade.js';
import type { Period } from '../proof/held-back.js';
import type { Backtest, Proof } from '../proof/proof.js';
import { type PolicyFacts, provePolicy } from '../proof/prove-policy.js';
import { type UsedRequest, usedRequests } from '../proof/used-requests.js';
import { presentTogether, type WithinCurrent, withinCurrent } from '../proof/within-current.js';
import type { PrincipalResult } from '../report/summary.js';
import type { NewNetworks } from '../store/read-new-networks.js';
import type { PrincipalUsage } from '../store/usage.js';

/** The part of the period that policies are made of, to be held against the rest. */
const TRAINED_SHARE = 0.7;

interface Known {
  readonly facts: PolicyFacts;
  readonly current: WithinCurrent | undefined;
  readonly odd: readonly string[];
}

export class Proving {
  readonly #period: Period;
  readonly #coverage: Coverage;
  readonly #account: AccountSnapshot | undefined;
  readonly #known = new Map<string, Known>();
  readonly #backtests = new Map<string, Backtest>();
  /** Of the usage that was looked at last: it is asked about twice. */
  #last: { usage: PrincipalUsage; requests: readonly UsedRequest[] } | undefined;

  /** `account`: what principals may do now, where an export says so. */
  constructor(period: Period, coverage: Coverage, account: AccountSnapshot | undefined) {
    this.#account = account;
    this.#period = period;
    this.#coverage = coverage;
  }

  /** The start of the day that cuts the period in two; undefined where none does. */
  get cut(): number | undefined {
    return cutOf(this.#period, TRAINED_SHARE);
  }

  /** Holds the first part of the usage against the rest. */
  backtest(usage: PrincipalUsage, options: GenerationOptions, { fit }: GeneratedPrincipal): void {
    const tested = backtest(usage, options, fit, this.#requestsOf(usage));
    if (tested === undefined) return;
    const { trainedEvents, replay } = tested;
    this.#backtests.set(usage.principalArn, {
      trainedEvents,
      replayedEvents: replay.calls,
      denied: replay.deniedCalls,
    });
  }

  /** Notes what the usage tells of the policy that was made of it. `key`: what `proofOf` asks by; `arns`: who gets it. */
  prove(
    key: string,
    usage: PrincipalUsage,
    generated: GeneratedPrincipal,
    newNetworks: NewNetworks,
    arns: readonly string[] = [usage.principalArn],
  ): void {
    if (generated.documents.length === 0) return;
    const present = presentTogether(arns.flatMap((arn) => this.#account?.get(arn) ?? []));
    this.#known.set(key, {
      current: present && withinCurrent(generated.documents, present, this.#period.startTime),
      facts: provePolicy(usage, usage.permissions, generated, this.#requestsOf(usage)),
      odd: oddActions(usage.permissions, { period: this.#period, newNetworks }),
    });
  }

  #requestsOf(usage: PrincipalUsage): readonly UsedRequest[] {
    if (this.#last?.usage !== usage)
      this.#last = { usage, requests: usedRequests(usage.principalArn, usage.permissions) };
    return this.#last.requests;
  }

  /** The proof of a result; null where there is no policy. `key` is for the policy, the backtest is the principal's own. */
  proofOf(key: string, result: Omit<PrincipalResult, 'proof'>): Proof | null {
    const known = this.#known.get(key);
    if (known === undefined) return null;
    const backtest = this.#backtests.get(result.usage.principalArn) ?? null;
    const { withinCurrent = null, ...current } = known.current ?? {};
    const facts = {
      ...known.facts,
      withinCurrent,
      current: known.current === undefined ? null : (current as Proof['current']),
      backtest,
    };
    const { generated, heldBack, usage: principal } = result;
    const coverage = this.#coverage;
    const graded = gradeOf({ facts, generated, heldBack, coverage, principal, odd: known.odd });
    return { ...facts, ...graded };
  }
}
