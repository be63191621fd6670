// A bound on work: every question is answered, or given up, within it.

/** Thrown where the work of a question is used up; caught where the question was asked. */
export class BudgetExceeded extends Error {
  constructor() {
    super('the budget of work is used up');
    this.name = 'BudgetExceeded';
  }
}

/** Steps, each well under a microsecond. */
export class Budget {
  #left: number;

  constructor(steps: number) {
    this.#left = steps;
  }

  get left(): number {
    return this.#left;
  }

  /** Throws BudgetExceeded when there is nothing left. */
  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new BudgetExceeded();
  }
}

/** What one question may cost: some seconds. */
export const DEFAULT_STEPS = 40_000_000;
