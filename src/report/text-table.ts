// A plain table for terminals: columns padded, one flexible column shortened in its middle to fit the width.

export interface Column {
  title: string;
  align: 'left' | 'right';
  /** The one column that gives way when the row is too wide. */
  flexible?: boolean;
}

const GAP = 2;
const ELLIPSIS = '…';

/** Lines without a final newline, each at most `width` characters where the fixed columns allow. */
export function textTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width = 80,
): string[] {
  const shown = rows.map((r) => r.map(printable));
  const widths = columns.map((c, i) =>
    shown.reduce((widest, r) => Math.max(widest, (r[i] ?? '').length), c.title.length),
  );
  const total = widths.reduce((a, b) => a + b, 0) + GAP * (columns.length - 1);
  const flexible = columns.findIndex((c) => c.flexible);
  if (flexible >= 0 && total > width) {
    widths[flexible] = Math.max(12, (widths[flexible] ?? 0) - (total - width));
  }
  const line = (cells: readonly string[]) =>
    columns
      .map((c, i) => {
        const cell = shorten(cells[i] ?? '', widths[i] ?? 0);
        return c.align === 'right' ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0);
      })
      .join(' '.repeat(GAP))
      .trimEnd();
  return [line(columns.map((c) => c.title)), ...shown.map(line)];
}

/** Text from a log, safe to show: control and format characters (a terminal would obey them) become `\\u{…}`. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`);
}

function shorten(text: string, width: number): string {
  if (text.length <= width) return text;
  const head = Math.ceil((width - 1) / 2);
  return text.slice(0, head) + ELLIPSIS + text.slice(text.length - (width - 1 - head));
}

/** 1234567 → `1,234,567`. */
export function formatCount(n: number): string {
  return n.toLocaleString('en-US');
}

/** Seconds since the epoch → `2026-01-31T08:00:00Z`. */
export function formatTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
