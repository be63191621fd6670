// Reads the tab-separated tables of the catalog: `#` lines are comments, the first other line names the columns.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type TableRow = Readonly<Record<string, string>>;

/** The rows of `src/catalog/data/<name>`; a cell that a line does not have is the empty string. */
export function readTable(name: string): readonly TableRow[] {
  const path = fileURLToPath(new URL(`../data/${name}`, import.meta.url));
  return parseTable(readFileSync(path, 'utf8'));
}

/** As `readTable`, of text. */
export function parseTable(text: string): readonly TableRow[] {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const columns = (lines.shift() ?? '').split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']));
  });
}
