// A policy as it stands in a file: a part of the file's own tree, or text in a string of it.
import type { Extent } from '../core/span.js';
import type { JsonNode } from '../policy/json-node.js';
import type { JsonReading } from '../policy/json-reader.js';
import { parsePolicy, policyOfReading } from '../policy/parse-policy.js';
import { EmbeddedText, mapOfString, type OffsetMap } from './embedded-text.js';
import type { FoundPolicy } from './found-policy.js';

/** A file that was read: its text, its tree, what is wrong with it. */
export interface FileReading extends JsonReading {
  readonly text: string;
}

/**
 * The document at a node: of its own text where the node is a string. `map` overrides where the string's text lies in
 * the file.
 */
export function policyAt(
  file: FileReading,
  node: JsonNode,
  map?: () => OffsetMap | undefined,
): Pick<FoundPolicy, 'document' | 'extent' | 'within'> {
  const extent = { start: node.start, end: node.end };
  if (node.kind !== 'string') return { document: documentOf(file, node), extent };
  const within = new EmbeddedText(extent, map ?? (() => mapOfString(file.text, extent, node.value)));
  return { document: parsePolicy(node.value), extent, within };
}

function documentOf({ text, errors, duplicates }: FileReading, root: JsonNode) {
  return policyOfReading(text, {
    root,
    errors: inside(root, errors, (error) => error.start),
    duplicates: inside(root, duplicates, (duplicate) => duplicate.second.start),
  });
}

/** What lies inside of an extent, of a list in text order. */
function inside<T>({ start, end }: Extent, list: readonly T[], placeOf: (item: T) => number): readonly T[] {
  return list.slice(firstFrom(start), firstFrom(end));

  function firstFrom(offset: number): number {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (placeOf(list[middle] as T) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
