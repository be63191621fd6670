// The package as it is published: packed, unpacked elsewhere, run and type-checked.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'trailwright-package-'));
const installed = join(folder, 'node_modules', 'trailwright');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(() => {
  // The build is there: prepack would take it away under other tests.
  const npm = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder];
  execFileSync('npm', npm, { cwd: ROOT, shell: process.platform === 'win32' });
  const tarball = readdirSync(folder).find((f) => f.endsWith('.tgz')) ?? '';
  mkdirSync(join(folder, 'node_modules'));
  execFileSync('tar', ['-xzf', tarball], { cwd: folder });
  mkdirSync(dirname(installed), { recursive: true });
  execFileSync('mv', ['package', installed], { cwd: folder });
  // Its dependencies, and what a TypeScript user has.
  for (const entry of readdirSync(join(ROOT, 'node_modules'))) {
    if (entry === 'trailwright' || entry.startsWith('.')) continue;
    symlinkSync(join(ROOT, 'node_modules', entry), join(folder, 'node_modules', entry), 'junction');
  }
});

describe('the package', () => {
  it('holds the build, README and licence, and nothing of the tests or samples', () => {
    const names = readdirSync(installed, { recursive: true, encoding: 'utf8' });
    expect(names).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'package.json']));
    expect(names.filter((f) => /(^|\/)(test|sample-logs|bench)(\/|$)/.test(f))).toEqual([]);
    expect(names.some((f) => f.endsWith('schema.sql'))).toBe(true);
    expect(names.some((f) => f.endsWith('trail.wasm'))).toBe(true);
  });

  it('runs from elsewhere', () => {
    const bin = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')).bin.trailwright;
    const { status, stdout } = spawnSync(process.execPath, [join(installed, bin), 'services', '--json'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    expect(JSON.parse(stdout).length).toBeGreaterThan(300);
  });

  it('gives types to an import', () => {
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(
      join(folder, 'use.ts'),
      `import { EngineError, meaningOfEvent, normaliseRecord, type EventMeaning } from 'trailwright';
       const read = normaliseRecord({ eventName: 'x' });
       export const meaning: EventMeaning | string = 'event' in read ? meaningOfEvent(read.event) : read.skip;
       export const kind: 'limit' = new EngineError('limit', 'c', 'm').kind as 'limit';
       // @ts-expect-error no such export
       export { nothing } from 'trailwright';`,
    );
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const options = [
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--moduleResolution',
      'nodenext',
      '--target',
      'es2023',
    ];
    const { status, stdout } = spawnSync(process.execPath, [tsc, ...options, 'use.ts'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });

  it('reads a record without the database', () => {
    const script = `
      import { meaningOfEvent, normaliseRecord } from 'trailwright';
      const read = normaliseRecord({ eventTime: '2026-01-31T08:00:00Z', eventSource: 's3.amazonaws.com', eventName: 'ListBuckets' });
      console.log(meaningOfEvent(read.event).permissions[0].action);
      console.log(process.report.getReport().sharedObjects.some((f) => f.includes('duckdb')));`;
    writeFileSync(join(folder, 'use.mjs'), script);
    const { stdout } = spawnSync(process.execPath, ['use.mjs'], { cwd: folder, encoding: 'utf8' });
    expect(stdout.trim().split('\n')).toEqual(['s3:ListAllMyBuckets', 'false']);
  });
});

describe('commands that need no store', () => {
  it.each([
    [['--version']],
    [['services', '--json']],
    [['explain', join(ROOT, 'package.json')]],
    [['simulate', '--batch', join(ROOT, 'test/golden/simulate/files/empty.json')]],
  ])('%j loads no DuckDB', (args) => {
    const preload = join(folder, 'loaded.mjs');
    writeFileSync(
      preload,
      `process.on('exit', () => {
          const loaded = process.report.getReport().sharedObjects.some((f) => f.includes('duckdb'));
          process.stderr.write(loaded ? 'LOADED' : 'NOT LOADED');
        });`,
    );
    const main = join(ROOT, 'dist/src/cli/main.js');
    const { stderr } = spawnSync(process.execPath, ['--import', preload, main, ...args], {
      encoding: 'utf8',
    });
    expect(stderr).toMatch(/NOT LOADED$/);
  });
});
