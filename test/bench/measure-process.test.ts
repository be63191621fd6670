// What a whole process took is told with what its children took.
import { describe, expect, it } from 'vitest';
import { measureProcess } from '../../bench/measure-process.js';

const BUSY = `
  const kept = Buffer.alloc(200e6, 1);
  const end = Date.now() + 400;
  while (Date.now() < end);
  process.exit(kept[0] - 1);`;

describe.skipIf(process.platform === 'win32')('a measured process', () => {
  it('is told with its exit code and the end of what it said', async () => {
    const { exitCode, stderr } = await measureProcess(['sh', '-c', 'echo said >&2; exit 3']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: 'said\n' });
  });

  it('counts time and memory of children', async () => {
    const measured = await measureProcess(['sh', '-c', '"$0" -e "$1" & wait $!', process.execPath, BUSY]);
    expect(measured.exitCode).toBe(0);
    expect(measured.wallSeconds).toBeGreaterThan(0.4);
    expect(measured.cpuSeconds).toBeGreaterThan(0.05);
    if (process.platform === 'linux') expect(measured.peakBytes).toBeGreaterThan(200e6);
  });
});
