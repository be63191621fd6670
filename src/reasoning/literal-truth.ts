// Whether a literal is true of concrete values: what the theories promise, said plainly.
import type { Literal } from './atom.js';
import { facetHas } from './facet.js';
import { matchesPattern } from './pattern.js';

/** `values` undefined: a condition key that is absent. */
export function isTrueOf({ atom, isPositive }: Literal, values: readonly string[] | undefined): boolean {
  switch (atom.kind) {
    case 'text': {
      const [text = ''] = values ?? [];
      return atom.patterns.some((pattern) => matchesPattern(pattern, text)) === isPositive;
    }
    case 'presence':
      return (values === undefined ? atom.whenAbsent : atom.whenPresent) === isPositive;
    case 'key': {
      if (values === undefined) return atom.whenAbsent === isPositive;
      const passes = (value: string): boolean => facetHas(atom.facet, value) !== atom.isNegated;
      if (atom.quantifier === 'any') return values.some(passes) === isPositive;
      if (atom.quantifier === 'all') return values.every(passes) === isPositive;
      return (values.length === 1 ? passes(values[0] as string) : atom.isNegated) === isPositive;
    }
  }
}
