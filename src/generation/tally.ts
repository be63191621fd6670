// Equal rows of a list made one, their counts added.
import { compareText } from '../policy/compare-text.js';
import { groupBy } from './grant.js';

/** One row for each distinct rest of the fields, `count` summed; sorted by the fields' text. */
export function tally<T extends { count: number }>(rows: readonly T[]): T[] {
  const groups = groupBy(rows, (row) => JSON.stringify({ ...row, count: 0 }));
  return [...groups]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, same]) => {
      const [first] = same as [T, ...T[]];
      return { ...first, count: same.reduce((sum, row) => sum + row.count, 0) };
    });
}
