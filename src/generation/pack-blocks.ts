// Statement blocks over several documents, each within the quota. The union of the documents allows just what
// the blocks do: a block that is too large is cut by resources or by actions, never widened.
import { blockSize, EMPTY_POLICY_SIZE } from './policy-of-blocks.js';
import { compareBlocks, type StatementBlock } from './statement-block.js';
import type { ResourceTypes } from './statement-id.js';

/**
 * The blocks of each document, at most `documents` of at most `characters`; `undefined` if they do not fit.
 * First in the order of the blocks, so that a service stays together; if that takes too many documents, in
 * smaller pieces, the largest first.
 */
export function packBlocks(
  blocks: readonly StatementBlock[],
  types: ResourceTypes,
  characters: number,
  documents: number,
): StatementBlock[][] | undefined {
  const room = characters - EMPTY_POLICY_SIZE;
  if (textSize(blocks) > room * documents) return undefined;
  const inOrder = packInOrder(cutAll(blocks, types, room), room);
  if (inOrder === undefined || inOrder.length <= documents) return inOrder;
  const pieces = cutAll(blocks, types, room / PIECES_A_DOCUMENT);
  if (pieces === undefined) return undefined;
  const bySize = [...pieces].sort((a, b) => b.size - a.size || compareBlocks(a.block, b.block));
  const tight = packFirstFit(bySize, room);
  return tight.length <= documents ? tight : undefined;
}

/** Each resource and action has to be written once at least: no division takes fewer characters. */
function textSize(blocks: readonly StatementBlock[]): number {
  let size = 0;
  for (const text of new Set(blocks.flatMap((b) => [...b.actions, ...b.resources]))) size += text.length + 2;
  return size;
}

/** Small enough to fill what is left of a document, large enough not to repeat actions without end. */
const PIECES_A_DOCUMENT = 5;

interface Piece {
  block: StatementBlock;
  size: number;
}

/** The blocks cut until each is at most `room`; `undefined` if one action on one resource is more than that. */
function cutAll(blocks: readonly StatementBlock[], types: ResourceTypes, room: number): Piece[] | undefined {
  const pieces: Piece[] = [];
  const waiting = [...blocks].reverse();
  for (let block = waiting.pop(); block !== undefined; block = waiting.pop()) {
    const size = blockSize(block, types);
    if (size <= room) pieces.push({ block, size });
    else {
      const parts = divide(block, Math.max(2, Math.ceil(size / room)));
      if (parts === undefined) return undefined;
      for (const part of parts.reverse()) waiting.push(part);
    }
  }
  return pieces;
}

/** The block in about that many equal parts, by whichever of its lists is longer in characters. */
function divide(block: StatementBlock, parts: number): StatementBlock[] | undefined {
  const { actions, resources } = block;
  if (actions.length === 1 && resources.length === 1) return undefined;
  const byResources =
    actions.length === 1 || (resources.length > 1 && resources.join('').length >= actions.join('').length);
  const list = byResources ? resources : actions;
  const step = Math.ceil(list.length / Math.min(parts, list.length));
  const result: StatementBlock[] = [];
  for (let from = 0; from < list.length; from += step) {
    const part = list.slice(from, from + step);
    result.push(byResources ? { ...block, resources: part } : { ...block, actions: part });
  }
  return result;
}

function packInOrder(pieces: readonly Piece[] | undefined, room: number): StatementBlock[][] | undefined {
  if (pieces === undefined) return undefined;
  const documents: StatementBlock[][] = [];
  let left = 0;
  for (const { block, size } of pieces) {
    if (size > left) {
      documents.push([]);
      left = room;
    }
    documents.at(-1)?.push(block);
    left -= size;
  }
  return documents;
}

function packFirstFit(pieces: readonly Piece[], room: number): StatementBlock[][] {
  const documents: { left: number; blocks: StatementBlock[] }[] = [];
  for (const { block, size } of pieces) {
    let place = documents.find((document) => document.left >= size);
    if (place === undefined) {
      place = { left: room, blocks: [] };
      documents.push(place);
    }
    place.blocks.push(block);
    place.left -= size;
  }
  return documents
    .map(({ blocks }) => blocks.sort(compareBlocks))
    .sort((a, b) => compareBlocks(a[0] as StatementBlock, b[0] as StatementBlock));
}
