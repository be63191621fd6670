// A parsed document as bytes again: one canonical form, so that documents that say the same are the same text.
// Elements in the grammar's order, unknown ones after them, condition operators and keys sorted; lists and scalars
// stay as they are written, a lone value included. Of an element that stands twice the last is printed.
import { compareText } from './compare-text.js';
import { DOCUMENT_ELEMENTS, STATEMENT_ELEMENTS } from './elements.js';
import type { JsonMember, JsonNode } from './json-node.js';
import type { PolicyDocument } from './policy-document.js';

/** The document indented by two spaces, with a final line feed; empty for a text without a value. */
export function printDocument(document: PolicyDocument): string {
  return document.root === undefined ? '' : `${print(document.root, 'document', '\n')}\n`;
}

/** The same on one line, without white space between tokens. */
export function printDocumentCompact(document: PolicyDocument): string {
  return document.root === undefined ? '' : print(document.root, 'document', '');
}

/** What an object is in the policy: it decides the order of its members. */
type Place = 'document' | 'statement' | 'sorted' | 'as-written';

function print(node: JsonNode, place: Place, newline: string): string {
  const inner = newline === '' ? '' : `${newline}  `;
  switch (node.kind) {
    case 'object': {
      const colon = newline === '' ? ':' : ': ';
      const members = ordered(lastOfEach(node.members), place).map(
        ({ key, value }) =>
          JSON.stringify(key.value) + colon + print(value, placeOf(place, key.value), inner),
      );
      return bracketed('{', members, '}', inner, newline);
    }
    case 'array': {
      const items = node.items.map((item) => print(item, place, inner));
      return bracketed('[', items, ']', inner, newline);
    }
    case 'string':
      return JSON.stringify(node.value);
    case 'number':
      return node.text;
    case 'boolean':
      return String(node.value);
    case 'null':
      return 'null';
  }
}

function bracketed(open: string, parts: string[], close: string, inner: string, newline: string): string {
  return parts.length === 0 ? open + close : open + inner + parts.join(`,${inner}`) + newline + close;
}

function lastOfEach(members: readonly JsonMember[]): JsonMember[] {
  return [...new Map(members.map((member) => [member.key.value, member])).values()];
}

function ordered(members: JsonMember[], place: Place): JsonMember[] {
  if (place === 'as-written') return members;
  const order: readonly string[] =
    place === 'document' ? DOCUMENT_ELEMENTS : place === 'statement' ? STATEMENT_ELEMENTS : [];
  const rank = ({ key }: JsonMember): number =>
    order.includes(key.value) ? order.indexOf(key.value) : order.length;
  return members.sort((a, b) => rank(a) - rank(b) || compareText(a.key.value, b.key.value));
}

function placeOf(place: Place, key: string): Place {
  if (place === 'document' && key === 'Statement') return 'statement';
  if (place === 'statement' && (key === 'Condition' || key === 'Principal' || key === 'NotPrincipal'))
    return 'sorted';
  return place === 'sorted' ? 'sorted' : 'as-written';
}
