// The JSON documents of one text: a document, an array of them, one a line, or one after another as the CLI prints them.
import type { JsonValue } from '../core/json.js';

const BYTE_ORDER_MARK = '\uFEFF';

/** The documents in order; undefined for each part that is no JSON. */
export function jsonDocuments(text: string): (JsonValue | undefined)[] {
  const plain = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  const whole = parsed(plain);
  if (whole !== undefined) return Array.isArray(whole) ? whole : [whole];
  return topLevelParts(plain).flatMap((part) => {
    const value = parsed(part);
    return Array.isArray(value) ? value : [value];
  });
}

/** Cut after each bracket that closes what was opened outside all others; what is left at the end is a part too. */
function topLevelParts(text: string): string[] {
  const parts: string[] = [];
  let [depth, start, inString] = [0, 0, false];
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (inString) {
      if (char === '\\') i++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') depth++;
    else if ((char === '}' || char === ']') && --depth <= 0) {
      parts.push(text.slice(start, i + 1));
      [depth, start] = [0, i + 1];
    }
  }
  const rest = text.slice(start);
  return rest.trim() === '' ? parts : [...parts, rest];
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
