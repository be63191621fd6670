// Numbers that are the same for the same seed, on any machine (mulberry32).

export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** A whole number from 0 up to, not including, `limit`; 0 where that is 0. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }

  /** True once in `times`. */
  onceIn(times: number): boolean {
    return this.below(times) === 0;
  }
}

/** The seed of a run: TRAILWRIGHT_SEED to have one again, else a new one; printed either way. */
export function seedOfRun(): number {
  const seed = Number(process.env.TRAILWRIGHT_SEED ?? Date.now() % 2_147_483_647);
  console.log(`seed ${seed}`);
  return seed;
}
