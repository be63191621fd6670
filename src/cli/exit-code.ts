// What the process says at its end. Where several hold: 2, then 1, then 3.

export const EXIT = {
  clean: 0,
  /** Findings at or above --fail-on, a FAIL, or unmapped events under --strict. */
  findings: 1,
  /** Could not run: bad input, bad usage, internal error. */
  cannotRun: 2,
  /** Ran, but log data was skipped or an answer is unknown. */
  skipped: 3,
  /** Stopped by SIGINT, as shells have it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
