// What stopped the reading of a file: told apart from an error of whoever takes the records.

export interface DamageOptions {
  /** False: what was read before it cannot be trusted either. Default true. */
  kept?: boolean;
  /** The text before it is all that there is of the text: its last line or row is whole. Default false. */
  textIsWhole?: boolean;
}

/** `message` is the reason in the words of a skip, without what was kept. */
export class Damage extends Error {
  readonly kept: boolean;
  readonly textIsWhole: boolean;

  constructor(message: string, { kept = true, textIsWhole = false }: DamageOptions = {}) {
    super(message);
    this.kept = kept;
    this.textIsWhole = textIsWhole;
  }
}
