import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { absolutePath, pathKey } from '../../src/ingest/path-key.js';

const PATHS = [
  '/a/b',
  '/a//b',
  '/a/./b',
  '/a/../b',
  '/a/b/',
  '/a/b/.',
  '/a/b/..',
  '/',
  '//',
  'a/b',
  './a',
  '..',
  '',
];
const DOTTED = ['/a/.b', '/a/..b', '/a/b.', '/a/b..', '/a/...', '/.../a', '/a/.b/c', '/a/b./c'];

describe('absolutePath', () => {
  it.each([...PATHS, ...DOTTED])('is what resolve makes of `%s`', (path) => {
    expect(absolutePath(path)).toBe(resolve(path));
  });
});

describe('pathKey', () => {
  it('is one for all ways to write a path, and 16 characters', () => {
    expect(pathKey('/a/./x/../b/')).toBe(pathKey('/a/b'));
    expect(pathKey('/a/b')).not.toBe(pathKey('/a/c'));
    expect(pathKey('/a/b')).toHaveLength(16);
  });
});
