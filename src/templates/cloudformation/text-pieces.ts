// The parts that `Fn::Sub` makes a text of, where each lies in the text before, and what may stand for a part that is unknown.
import type { OffsetMap } from '../embedded-text.js';
import { ACCOUNT_STAND_IN, REGION_STAND_IN } from './template-values.js';

/** By the number of colons before it. */
const ARN_STAND_INS: ReadonlyMap<number, string> = new Map([
  [1, 'aws'],
  [3, REGION_STAND_IN],
  [4, ACCOUNT_STAND_IN],
]);

/** What an ARN has next, where a text so far is its first parts: partition, Region and account have forms to keep. */
export function standInAfter(head: string): string | undefined {
  if (!head.startsWith('arn:') || !head.endsWith(':')) return undefined;
  return ARN_STAND_INS.get(head.split(':', 7).length - 1);
}

export interface Piece {
  readonly text: string;
  /** Its offset in the text before substitution. */
  readonly at: number;
  /** False where it stands for a variable: all of it then lies at `at`. */
  readonly isWritten: boolean;
}

/** `raw` is the map of the text before substitution, `length` that of the text after it. */
export function mapOfPieces(
  pieces: readonly Piece[],
  length: number,
  raw: OffsetMap | undefined,
): OffsetMap | undefined {
  if (raw === undefined) return undefined;
  const map = new Uint32Array(length + 1);
  let inner = 0;
  for (const { text, at, isWritten } of pieces) {
    for (let i = 0; i < text.length; i++) map[inner++] = raw[isWritten ? at + i : at] as number;
  }
  map[length] = raw[raw.length - 1] as number;
  return map;
}
