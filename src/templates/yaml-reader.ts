// YAML to the tree that JSON has, places and all: short forms (`!Sub x`) become the members they stand for, an alias a copy
// that lies where the alias stands, a merge key the members it brings. Loaded only for a text that is YAML.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
import {
  type Alias,
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  Parser,
  type YAMLMap,
} from 'yaml';
import type { Extent } from '../core/span.js';
import type { JsonMember, JsonNode, JsonStringNode } from '../policy/json-node.js';
import {
  type DuplicateKey,
  type JsonReading,
  type JsonSyntaxError,
  MAX_JSON_DEPTH,
} from '../policy/json-reader.js';
import { moved } from './moved.js';

/** What aliases may add to a text, in nodes: "a billion laughs" stops here. */
export const MAX_ALIAS_NODES = 100_000;

/** With so many errors a text is something else: what follows would repeat them. */
const MAX_ERRORS = 100;
const JSON_NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
const SHORT_FORM = /^![A-Z][A-Za-z0-9:]*$/;

export interface YamlReading extends JsonReading {
  /** Nodes that an alias put where they stand, with the nodes of their anchor, whose offsets are the written ones. */
  readonly anchored: ReadonlyMap<JsonNode, JsonNode>;
}

/** Reads the first document of a YAML text. Never throws. */
export function readYaml(text: string): YamlReading {
  try {
    return new Reader(text).read();
  } catch (error) {
    // The parser's own failure is the text's: there is no tree to go on with.
    const message = `the text cannot be read as YAML: ${error instanceof Error ? error.message : String(error)}`;
    return {
      root: undefined,
      errors: [{ start: 0, end: Math.min(1, text.length), message }],
      duplicates: [],
      anchored: new Map(),
    };
  }
}

interface Converted {
  readonly node: JsonNode;
  /** Nodes of the tree below, aliases' copies included. */
  readonly size: number;
  /** Maps and lists within each other, this one included. */
  readonly height: number;
}

class Reader {
  readonly #text: string;
  readonly #errors: JsonSyntaxError[] = [];
  readonly #duplicates: DuplicateKey[] = [];
  readonly #anchored = new Map<JsonNode, JsonNode>();
  /** By the anchor's node of the parser; undefined while it is being converted. */
  readonly #byAnchor = new Map<Node, Converted | undefined>();
  readonly #anchors = new Map<string, Node>();
  #aliasNodes = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): YamlReading {
    const tokens = [...new Parser().parse(this.#text)];
    const deep = tooDeepAt(tokens);
    let root: JsonNode | undefined;
    if (deep !== undefined) {
      this.#fail(deep, deep + 1, `maps and lists lie more than ${MAX_JSON_DEPTH} deep`);
    } else {
      const options = { schema: 'core', logLevel: 'silent', uniqueKeys: false, prettyErrors: false } as const;
      const documents = [...new Composer(options).compose(tokens, true, this.#text.length)];
      root = this.#document(documents);
    }
    this.#errors.sort((a, b) => a.start - b.start);
    return { root, errors: this.#errors, duplicates: this.#duplicates, anchored: this.#anchored };
  }

  #document([first, second]: Document.Parsed[]): JsonNode | undefined {
    for (const { pos, message } of (first?.errors ?? []).slice(0, MAX_ERRORS)) {
      this.#fail(pos[0], pos[1], message.charAt(0).toLowerCase() + message.slice(1).replace(/[.:]$/, ''));
    }
    if (second !== undefined) {
      const [start] = second.range;
      this.#fail(start, start + 1, 'a second document begins here; only the first is read');
    }
    if (!first?.contents) return undefined;
    return this.#convert(first.contents, 0, 0).node;
  }

  #convert(node: Node, at: number, depth: number): Converted {
    if (isAlias(node)) return this.#alias(node, at, depth);
    const anchor = (node as { anchor?: string }).anchor;
    if (anchor !== undefined) {
      this.#anchors.set(anchor, node);
      this.#byAnchor.set(node, undefined);
    }
    const plain = this.#untagged(node, at, depth);
    const tagged = this.#shortForm(node, plain);
    if (anchor !== undefined) this.#byAnchor.set(node, tagged);
    return tagged;
  }

  #untagged(node: Node, at: number, depth: number): Converted {
    const extent = extentOf(node, at);
    if (isMap(node)) return this.#map(node, extent, depth + 1);
    if (isSeq(node)) {
      const items: JsonNode[] = [];
      let size = 1;
      let height = 0;
      let from = extent.start;
      for (const item of node.items) {
        const converted = isNode(item) ? this.#convert(item, from, depth + 1) : emptyAt(from);
        items.push(converted.node);
        size += converted.size;
        height = Math.max(height, converted.height);
        from = Math.max(from, converted.node.end);
      }
      return {
        node: { kind: 'array', start: extent.start, end: Math.max(extent.end, from), items },
        size,
        height: height + 1,
      };
    }
    return { node: this.#scalar(node, extent), size: 1, height: 0 };
  }

  #map(map: YAMLMap, extent: Extent, depth: number): Converted {
    const members: JsonMember[] = [];
    const merged: JsonMember[] = [];
    const seen = new Map<string, JsonStringNode>();
    let size = 1;
    let height = 0;
    let from = extent.start;
    for (const pair of map.items) {
      const keyNode = isNode(pair.key) ? this.#convert(pair.key, from, depth).node : emptyAt(from).node;
      const isMerge = isScalar(pair.key) && pair.key.value === '<<' && pair.key.type === 'PLAIN';
      const key = this.#key(keyNode);
      const value = isNode(pair.value) ? this.#convert(pair.value, keyNode.end, depth) : emptyAt(keyNode.end);
      size += value.size + 1;
      height = Math.max(height, value.height);
      from = Math.max(from, value.node.end);
      if (isMerge) {
        merged.push(...this.#merged(value.node, keyNode));
      } else if (key !== undefined) {
        const first = seen.get(key.value);
        if (first === undefined) seen.set(key.value, key);
        else this.#duplicates.push({ first, second: key });
        members.push({ key, value: value.node });
      }
    }
    const brought = new Map<string, JsonMember>();
    for (const member of merged) {
      const name = member.key.value;
      if (!seen.has(name) && !brought.has(name)) brought.set(name, member);
    }
    const all = brought.size === 0 ? members : [...members, ...brought.values()].sort(byPlace);
    return {
      node: { kind: 'object', start: extent.start, end: Math.max(extent.end, from), members: all },
      size,
      height: height + 1,
    };
  }

  /** What `<<` brings: the members of a map, or of each map of a list, all at the place of the `<<`. */
  #merged(value: JsonNode, place: Extent): JsonMember[] {
    const maps = value.kind === 'array' ? value.items : [value];
    return maps.flatMap((map) => {
      if (map.kind !== 'object') {
        this.#fail(value.start, value.end, 'only maps can be merged');
        return [];
      }
      return map.members.map((member) => ({
        key: moved(member.key, place) as JsonStringNode,
        value: moved(member.value, place),
      }));
    });
  }

  #key(node: JsonNode): JsonStringNode | undefined {
    if (node.kind === 'string') return node;
    const value =
      node.kind === 'number' ? node.text : node.kind === 'boolean' ? String(node.value) : undefined;
    if (value !== undefined) return { kind: 'string', start: node.start, end: node.end, value };
    this.#fail(node.start, node.end, 'a key must be a text');
    return undefined;
  }

  #scalar(node: Node, extent: Extent): JsonNode {
    const { start, end } = extent;
    const scalar = node as { value?: unknown; source?: string; type?: string };
    const { value } = scalar;
    if (typeof value === 'boolean') return { kind: 'boolean', start, end, value };
    if (value === null || value === undefined) return { kind: 'null', start, end };
    if (typeof value === 'number' || typeof value === 'bigint') {
      const source = scalar.source ?? String(value);
      // An account's id that begins with 0 is no number of JSON: it stays the text that it is.
      if (JSON_NUMBER.test(source)) return { kind: 'number', start, end, text: source };
      return { kind: 'string', start, end, value: source };
    }
    return { kind: 'string', start, end, value: typeof value === 'string' ? value : (scalar.source ?? '') };
  }

  /** `!Sub x` as `{"Fn::Sub": x}`. */
  #shortForm(node: Node, { node: value, size, height }: Converted): Converted {
    const tag = (node as { tag?: string }).tag;
    if (tag === undefined || !SHORT_FORM.test(tag)) return { node: value, size, height };
    const name = tag.slice(1);
    const start = this.#tagStart(tag, value.start);
    const key: JsonStringNode = {
      kind: 'string',
      start,
      end: Math.min(start + tag.length, value.start),
      value: name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`,
    };
    return {
      node: { kind: 'object', start, end: value.end, members: [{ key, value }] },
      size: size + 2,
      height: height + 1,
    };
  }

  /** Where the tag before a value begins; the value's own start where something stands between. */
  #tagStart(tag: string, valueStart: number): number {
    let end = valueStart;
    while (end > 0 && /\s/.test(this.#text.charAt(end - 1))) end--;
    return this.#text.startsWith(tag, end - tag.length) ? end - tag.length : valueStart;
  }

  #alias(alias: Alias, at: number, depth: number): Converted {
    const extent = extentOf(alias, at);
    const anchorNode = this.#anchors.get(alias.source);
    const target = anchorNode && this.#byAnchor.get(anchorNode);
    if (target === undefined) {
      this.#fail(extent.start, extent.end, `the alias \`${alias.source}\` stands for nothing before it`);
      return emptyAt(extent.start);
    }
    if (depth + target.height > MAX_JSON_DEPTH) {
      this.#fail(extent.start, extent.end, `maps and lists lie more than ${MAX_JSON_DEPTH} deep`);
      return emptyAt(extent.start);
    }
    this.#aliasNodes += target.size;
    if (this.#aliasNodes > MAX_ALIAS_NODES) {
      this.#fail(extent.start, extent.end, 'the aliases of this text stand for too much');
      return emptyAt(extent.start);
    }
    const node = moved(target.node, extent);
    this.#anchored.set(node, this.#anchored.get(target.node) ?? target.node);
    return { node, size: target.size, height: target.height };
  }

  #fail(start: number, end: number, message: string): void {
    if (this.#errors.length < MAX_ERRORS)
      this.#errors.push({ start, end: Math.min(end, this.#text.length), message });
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}

function emptyAt(at: number): Converted {
  return { node: { kind: 'null', start: at, end: at }, size: 1, height: 0 };
}

/** Without the spaces after it, and not before `at`: what follows in a text follows in the tree. */
function extentOf(node: Node, at: number): Extent {
  const [from, to] = node.range ?? [at, at];
  const start = Math.max(from, at);
  return { start, end: Math.max(start, to) };
}

function byPlace(a: JsonMember, b: JsonMember): number {
  return a.key.start - b.key.start;
}

/** Where the first node lies that has more than `MAX_JSON_DEPTH` around it. Asked without recursion. */
function tooDeepAt(tokens: readonly CST.Token[]): number | undefined {
  const left: { token: CST.Token; depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let entry = left.pop(); entry !== undefined; entry = left.pop()) {
    const { token, depth } = entry;
    if (depth > MAX_JSON_DEPTH) return token.offset;
    if (token.type === 'document') {
      if (token.value) left.push({ token: token.value, depth });
    } else if ('items' in token) {
      for (const { key, value } of token.items as { key?: CST.Token | null; value?: CST.Token }[]) {
        if (key) left.push({ token: key, depth: depth + 1 });
        if (value) left.push({ token: value, depth: depth + 1 });
      }
    }
  }
  return undefined;
}
