// One whole process, with what it starts: how long it took, how much CPU, and how much memory all of it held at most.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Measured {
  exitCode: number | null;
  wallSeconds: number;
  /** User and system time of the process and of all its children. */
  cpuSeconds: number;
  /** Absent where there is no /proc. */
  peakBytes?: number;
  /** The end of it. */
  stderr: string;
}

const POLL_MS = 50;
const STDERR_KEPT = 4000;
/** POSIX `times`: the second line is of the children. */
const TIMED = '"$@" 3>&-; code=$?; times >&3; exit $code';

export function measureProcess(command: readonly string[]): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const shell = spawn('sh', ['-c', TIMED, 'sh', ...command], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    });
    let stderr = '';
    let times = '';
    let peakBytes = 0;
    const poll = setInterval(() => {
      peakBytes = Math.max(peakBytes, peakBelow(shell.pid ?? 0));
    }, POLL_MS);
    shell.stdio[2]?.on('data', (data: Buffer) => {
      stderr = (stderr + data.toString()).slice(-STDERR_KEPT);
    });
    shell.stdio[3]?.on('data', (data: Buffer) => {
      times += data.toString();
    });
    shell.on('error', reject);
    shell.on('close', (exitCode) => {
      clearInterval(poll);
      resolve({
        exitCode,
        wallSeconds: (performance.now() - began) / 1000,
        cpuSeconds: secondsOf(times.split('\n')[1] ?? ''),
        ...(peakBytes === 0 ? {} : { peakBytes }),
        stderr,
      });
    });
  });
}

/** Of `1m2.5s 0m0.25s`, the sum. */
function secondsOf(line: string): number {
  const parts = [...line.matchAll(/(\d+)m([\d.]+)s/g)];
  return parts.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
}

/**
 * Resident bytes of all processes below `pid`: each one's own peak so far, which the kernel keeps (VmHWM), so that none
 * is lost between two polls. Pages that processes share count once for each.
 */
function peakBelow(pid: number): number {
  let sum = 0;
  for (const child of childrenOf(pid)) {
    const [, kib] = /^VmHWM:\s+(\d+) kB/m.exec(readProc(`${child}/status`)) ?? [];
    sum += Number(kib ?? 0) * 1024 + peakBelow(child);
  }
  return sum;
}

function childrenOf(pid: number): number[] {
  return readProc(`${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
}

/** '' for a process that is gone. */
function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'latin1');
  } catch {
    return '';
  }
}
