// The resolver's tables: every row has a source, names an action or type of the catalog, and its patterns compile.
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findAction, resourceTypesOf, serviceExists } from '../../../src/catalog/actions.js';
import { parseTable, readTable } from '../../../src/catalog/resources/read-table.js';

const folder = new URL('../../../src/catalog/data/', import.meta.url);
const tables = readdirSync(folder).filter(
  (file) => file === 'arn-templates.tsv' || file.startsWith('resource-'),
);

const patternColumns = ['pattern', 'actions', 'trim', 'complete', 'name'];

describe.each(tables)('%s', (table) => {
  const rows = readTable(table);
  it('has rows, each with a source', () => {
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((row) => !row.source)).toEqual([]);
  });
  it('has no row twice', () => {
    expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(rows.length);
  });
  it('names services of the catalog', () => {
    expect(
      rows.filter(
        (row) => row.service !== undefined && table !== 'arn-templates.tsv' && !serviceExists(row.service),
      ),
    ).toEqual([]);
  });
  it('names types of the catalog', () => {
    const typed = rows.filter(
      (row) => row.type !== undefined && row.type !== '*' && row.service !== undefined,
    );
    const unknown = typed.filter(
      (row) => !resourceTypesOf(row.service ?? '').has((row.type ?? '').toLowerCase()),
    );
    expect(unknown.filter((row) => table !== 'resource-formats.tsv' && row)).toEqual([]);
  });
  it('names variables of those types', () => {
    const unknown = rows.filter((row) => {
      if (row.variable === undefined || row.type === undefined) return false;
      const types = [...resourceTypesOf(row.service ?? '').values()];
      const meant =
        row.type === '*'
          ? types
          : types.filter((type) => type.type.toLowerCase() === row.type?.toLowerCase());
      return !meant.some((type) => type.arnFormats.some((format) => format.includes(`\${${row.variable}}`)));
    });
    expect(unknown).toEqual([]);
  });
  it('has patterns that compile', () => {
    for (const row of rows) {
      for (const column of patternColumns) {
        expect(() => new RegExp(row[column] ?? '', 'u')).not.toThrow();
      }
    }
  });
});

it('arn-templates.tsv names actions of the catalog, and nothing but known kinds', () => {
  const rows = readTable('arn-templates.tsv');
  const unknown = rows.filter((row) => {
    const [service = '', name = ''] = (row.action ?? '').split(':');
    return findAction(service, name) === undefined;
  });
  expect(unknown).toEqual([]);
  expect([...new Set(rows.map((row) => row.kind))].sort()).toEqual(['format', 'type', 'variable']);
});

it('resource-action-types.tsv names actions of the catalog, with types that its data lacks', () => {
  for (const { service = '', action = '', type = '' } of readTable('resource-action-types.tsv')) {
    const facts = findAction(service, action);
    expect(facts?.name).toBe(action);
    expect(facts?.resourceTypes.filter((one) => one.type === type)).toEqual([{ type, required: false }]);
  }
});

it('reads cells that a line leaves out as empty, and skips comments', () => {
  expect(parseTable('# a\nx\ty\n1\n2\t3\n')).toEqual([
    { x: '1', y: '' },
    { x: '2', y: '3' },
  ]);
});
