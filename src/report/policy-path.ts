// Where a principal's policy goes below the output folder. Built from names that anyone may have chosen: no name can
// leave the folder, hit a reserved name of Windows, or fall on another's file where the file system has no case.
import { createHash } from 'node:crypto';

const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
const LONGEST_SEGMENT = 120;

/** One path segment: characters outside `[A-Za-z0-9_+=,.@-]` as `%XX` of their UTF-8; never `.`/`..`, never empty. */
export function safeSegment(name: string): string {
  let safe = '';
  for (const c of name) {
    safe += /[A-Za-z0-9_+=,.@-]/.test(c)
      ? c
      : [...Buffer.from(c, 'utf8')].map((b) => `%${b.toString(16).toUpperCase().padStart(2, '0')}`).join('');
  }
  safe = safe.replace(/\.$/, '%2E');
  if (safe === '') safe = '%';
  if (/^\.+$/.test(safe) || safe.startsWith('.')) safe = `%2E${safe.slice(1)}`;
  if (RESERVED.test(safe)) safe = `%${safe}`;
  if (safe.length > LONGEST_SEGMENT) {
    safe = `${safe.slice(0, LONGEST_SEGMENT - 13)}-${createHash('sha256').update(name).digest('hex').slice(0, 12)}`;
  }
  return safe;
}

/** `role/team/app` of `arn:aws:iam::111122223333:role/team/app` → safe segments; empty path segments dropped. */
export function safeSegments(path: string): string[] {
  const segments = path.split('/').filter((s) => s !== '');
  return segments.length === 0 ? [safeSegment('')] : segments.map(safeSegment);
}

/**
 * Hands out paths that stay distinct without regard to case: the second of two gets `~2` before its extension.
 * Feed it in a stable order and the answers are stable.
 */
export class DistinctPaths {
  readonly #taken = new Set<string>();

  take(stem: string, extension: string): string {
    for (let n = 1; ; n++) {
      const path = n === 1 ? `${stem}${extension}` : `${stem}~${n}${extension}`;
      const key = path.toLowerCase();
      if (!this.#taken.has(key)) {
        this.#taken.add(key);
        return path;
      }
    }
  }
}
