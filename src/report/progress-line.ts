// One line on stderr while a run goes on: how far, how fast, how long still. Silent when stderr is no terminal.
import type { Progress, ProgressListener } from '../core/progress.js';
import { formatCount } from './text-table.js';

const BAR_CELLS = 20;
const EVERY_MS = 100;

/** Seconds → `4 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`;
  return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
}

/** The line for one moment; `elapsedMs` since the run began. At most `width` characters. */
export function progressText(progress: Progress, elapsedMs: number, width = 80): string {
  const seconds = Math.max(elapsedMs / 1000, 0.001);
  if (progress.phase === 'settle') return 'merging copies of calls';
  if (progress.phase === 'generate') return 'generating policies';
  const share = progress.totalBytes > 0 ? Math.min(1, progress.bytes / progress.totalBytes) : 0;
  const filled = Math.round(share * BAR_CELLS);
  const bar = `[${'#'.repeat(filled)}${'.'.repeat(BAR_CELLS - filled)}]`;
  const rate = `${formatCount(Math.round(progress.records / seconds))} records/s`;
  const rest =
    progress.listed && share > 0.02 ? `, ${formatDuration((seconds / share) * (1 - share))} left` : '';
  const files = `${formatCount(progress.files)}/${formatCount(progress.totalFiles)}${progress.listed ? '' : '+'} files`;
  return `${bar} ${files}, ${rate}${rest}`.slice(0, width);
}

/** A listener that redraws one line on `stream`, at most ten times a second, and a function that clears it. */
export function progressLine(stream: NodeJS.WriteStream): { listen: ProgressListener; clear: () => void } {
  const started = Date.now();
  let last = 0;
  let shown = false;
  return {
    listen(progress) {
      const now = Date.now();
      if (!stream.isTTY || now - last < EVERY_MS) return;
      last = now;
      shown = true;
      stream.write(`\r\u001b[K${progressText(progress, now - started, (stream.columns ?? 80) - 1)}`);
    },
    clear() {
      if (shown) stream.write('\r\u001b[K');
      shown = false;
    },
  };
}
