// Atoms: what one element of a statement says of one variable of the request. A statement is a conjunction of atoms;
// whether it applies is their truth, and nothing else.
import type { Facet } from './facet.js';
import type { Pattern } from './pattern.js';

/** `action`, `resource`, `principal`, or a condition key in lower case with `key:` before it. */
export type VariableName = string;

/** The variable's text matches one of the patterns. `id`: equal for equal atoms of one question. */
export interface TextAtom {
  readonly kind: 'text';
  readonly id: number;
  readonly variable: VariableName;
  readonly patterns: readonly Pattern[];
}

/** What an operator says of the values of a key. */
export interface KeyAtom {
  readonly kind: 'key';
  readonly id: number;
  readonly variable: VariableName;
  /**
   * `single`: there is one value, and it passes; several pass only where the operator is negated. `all`, `any`: each, or
   * one, of the values passes.
   */
  readonly quantifier: 'single' | 'all' | 'any';
  readonly facet: Facet;
  /** A value passes where the facet does not have it. */
  readonly isNegated: boolean;
  readonly whenAbsent: boolean;
}

/** `Null`: whether the key is there. */
export interface PresenceAtom {
  readonly kind: 'presence';
  readonly id: number;
  readonly variable: VariableName;
  readonly whenAbsent: boolean;
  readonly whenPresent: boolean;
}

export type Atom = TextAtom | KeyAtom | PresenceAtom;

export interface Literal {
  readonly atom: Atom;
  readonly isPositive: boolean;
}

export const KEY_PREFIX = 'key:';

/** Positive and negative literals of one atom have ids that differ in the last bit. */
export function literalId({ atom, isPositive }: Literal): number {
  return atom.id * 2 + (isPositive ? 1 : 0);
}

export function negated({ atom, isPositive }: Literal): Literal {
  return { atom, isPositive: !isPositive };
}

/** What remains of an atom before it has its id. */
export type AtomBody = Omit<TextAtom, 'id'> | Omit<KeyAtom, 'id'> | Omit<PresenceAtom, 'id'>;

/** Gives equal atoms one identity. */
export class AtomTable {
  readonly #known = new Map<string, Atom>();

  atom(body: AtomBody): Atom {
    const key = keyOf(body);
    let atom = this.#known.get(key);
    if (atom === undefined) {
      atom = { ...body, id: this.#known.size } as Atom;
      this.#known.set(key, atom);
    }
    return atom;
  }

  all(): Iterable<Atom> {
    return this.#known.values();
  }
}

function keyOf(body: AtomBody): string {
  switch (body.kind) {
    case 'text':
      return `t\u0002${body.variable}\u0002${patternsKey(body.patterns)}`;
    case 'presence':
      return `p\u0002${body.variable}\u0002${body.whenAbsent}${body.whenPresent}`;
    case 'key':
      return `k\u0002${body.variable}\u0002${body.quantifier}${body.isNegated}${body.whenAbsent}\u0002${body.facet.key}`;
  }
}

/** The same for the same patterns in any order. */
export function patternsKey(patterns: readonly Pattern[]): string {
  return [...new Set(patterns.map(({ key }) => key))].sort().join('\u0003');
}
