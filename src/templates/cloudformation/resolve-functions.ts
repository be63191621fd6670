// A policy of a template with its functions resolved: each text that can be told, at the place of its function; what
// cannot be told leaves the policy, with as little around it as leaves the rest true, and is said.
import type { Extent } from '../../core/span.js';
import { type JsonMember, type JsonNode, type JsonStringNode, scalarText } from '../../policy/json-node.js';
import { mapOfString, type OffsetMap } from '../embedded-text.js';
import type { Unresolved } from '../found-policy.js';
import { type FunctionCall, functionCallOf, isFunctionName } from './function-call.js';
import type { TemplateValue, TemplateValues } from './template-values.js';
import { mapOfPieces, type Piece, standInAfter } from './text-pieces.js';

/** Texts that stand for functions, in characters of one template: past it nothing is filled in. */
const MAX_STAND_INS = 4_000_000;
/** Elements that hold one text: two branches cannot stand in them side by side. */
const SINGLE = new Set(['Effect', 'Sid', 'Version', 'Id']);

/** As much of a text's beginning as says what it is. */
const HEAD = 256;

export type Outcome =
  | { readonly kind: 'node'; readonly node: JsonNode; readonly map?: () => OffsetMap | undefined }
  /** `AWS::NoValue`. */
  | { readonly kind: 'none' }
  /** `Fn::If`: either may be. */
  | { readonly kind: 'branches'; readonly branches: readonly Outcome[]; readonly place: Extent }
  | { readonly kind: 'unknown'; readonly place: Extent; readonly reason: string };

/** What a template's policies share: its text, its names, and how much was filled in. */
export interface TemplateContext {
  readonly text: string;
  readonly values: TemplateValues;
  spent: number;
}

/** Resolves one policy; `unresolved` receives what is to be said. */
export class FunctionResolver {
  readonly #context: TemplateContext;
  readonly #name: string;
  readonly #unresolved: Unresolved[];
  readonly #said = new Set<string>();

  constructor(context: TemplateContext, name: string, unresolved: Unresolved[]) {
    this.#context = context;
    this.#name = name;
    this.#unresolved = unresolved;
  }

  /** `key` is the member that the node is the value of, or an item of. */
  resolve(node: JsonNode, key: string): Outcome {
    const call = functionCallOf(node);
    if (call !== undefined) return this.#call(call, node);
    if (node.kind === 'array') return this.#array(node, node.items, key);
    if (node.kind === 'object') return this.#object(node, node.members);
    if (node.kind === 'string' && node.value.includes('{{resolve:')) return this.#dynamic(node);
    return { kind: 'node', node };
  }

  leaveOut(place: Extent, reason: string, what: string): void {
    this.#say(place, `${reason}: ${what} is left out of the checks`, 'left-out');
  }

  #array(node: Extent, items: readonly JsonNode[], key: string): Outcome {
    const kept: JsonNode[] = [];
    const lost: Extract<Outcome, { kind: 'unknown' }>[] = [];
    const take = (outcome: Outcome): void => {
      if (outcome.kind === 'node') kept.push(outcome.node);
      else if (outcome.kind === 'unknown') lost.push(outcome);
      else if (outcome.kind === 'branches') {
        this.#say(outcome.place, 'both branches of `Fn::If` are checked', 'replaced');
        outcome.branches.forEach(take);
      }
    };
    for (const item of items) take(this.resolve(item, key));
    if (kept.length === 0 && lost[0] !== undefined) return lost[0];
    for (const { place, reason } of lost) {
      this.leaveOut(place, reason, key === 'Statement' ? 'the statement' : 'the element');
    }
    return { kind: 'node', node: { kind: 'array', start: node.start, end: node.end, items: kept } };
  }

  #object(node: Extent, members: readonly JsonMember[]): Outcome {
    const kept: JsonMember[] = [];
    for (const { key, value } of members) {
      if (isFunctionName(key.value)) {
        return unknown(key, `what \`${key.value}\` puts here is known only to CloudFormation`);
      }
      let outcome = this.resolve(value, key.value);
      if (outcome.kind === 'branches') outcome = this.#merge(outcome.branches, outcome.place, key.value);
      if (outcome.kind === 'unknown') return outcome;
      if (outcome.kind === 'node') kept.push({ key, value: outcome.node });
    }
    return { kind: 'node', node: { kind: 'object', start: node.start, end: node.end, members: kept } };
  }

  /** The branches of a member's value: side by side where the element takes a list, else the first. */
  #merge(branches: readonly Outcome[], place: Extent, key: string): Outcome {
    const settled = branches.map((branch) =>
      branch.kind === 'branches' ? this.#merge(branch.branches, branch.place, key) : branch,
    );
    const nodes = settled.flatMap((branch) => (branch.kind === 'node' ? [branch.node] : []));
    const lost = settled.find((branch) => branch.kind === 'unknown');
    const [first, ...others] = nodes;
    if (first === undefined) return lost ?? { kind: 'none' };
    if (lost !== undefined) this.leaveOut(lost.place, lost.reason, 'that branch of `Fn::If`');
    if (others.length === 0) {
      if (lost === undefined)
        this.#say(place, 'checked with the branch of `Fn::If` that has a value', 'replaced');
      return { kind: 'node', node: first };
    }
    const items = nodes.flatMap((node) => (node.kind === 'array' ? node.items : [node]));
    if (key === 'Statement' || (!SINGLE.has(key) && items.every((item) => scalarText(item) !== undefined))) {
      this.#say(place, 'both branches of `Fn::If` are checked', 'replaced');
      return { kind: 'node', node: { kind: 'array', start: place.start, end: place.end, items } };
    }
    for (const other of others) this.leaveOut(other, 'the first branch of `Fn::If` is checked', 'the other');
    return { kind: 'node', node: first };
  }

  #call({ name, argument }: FunctionCall, node: JsonNode): Outcome {
    switch (name) {
      case 'Ref':
        return this.#value(this.#ref(argument), node, `Ref ${scalarText(argument) ?? ''}`);
      case 'Fn::GetAtt':
        return this.#value(
          this.#attribute(argument),
          node,
          `Fn::GetAtt ${attributeName(argument).join('.')}`,
        );
      case 'Fn::Sub':
        return this.#sub(argument, node);
      case 'Fn::Join':
        return this.#join(argument, node);
      case 'Fn::If':
        return this.#if(argument, node);
      case 'Fn::FindInMap':
        return this.#findInMap(argument, node);
      case 'Fn::Select':
        return this.#select(argument, node);
      case 'Fn::Split':
        return this.#split(argument, node);
      default:
        return unknown(node, `what \`${name}\` returns is known only to CloudFormation`);
    }
  }

  #ref(argument: JsonNode): TemplateValue {
    const name = scalarText(argument);
    if (name === undefined) return { kind: 'unknown', reason: '`Ref` has no name' };
    return this.#context.values.ref(name);
  }

  #attribute(argument: JsonNode): TemplateValue {
    const [name, ...attribute] = attributeName(argument);
    if (name === undefined || attribute.length === 0) {
      return { kind: 'unknown', reason: '`Fn::GetAtt` has no resource and attribute' };
    }
    return this.#context.values.attribute(name, attribute.join('.'));
  }

  #value(value: TemplateValue, place: Extent, subject: string): Outcome {
    if (value.kind === 'none') return value;
    if (value.kind === 'unknown') return unknown(place, value.reason);
    const texts = value.texts.map(
      (text): JsonStringNode => ({ kind: 'string', ...extentOf(place), value: text }),
    );
    const [only] = texts;
    if (!this.#spend(value.texts.reduce((sum, text) => sum + text.length + 1, 0)) || only === undefined) {
      return unknown(place, 'the template fills in too much text');
    }
    this.#replaced(place, subject, value.texts.join(','), value.from);
    return { kind: 'node', node: value.isList ? { kind: 'array', ...extentOf(place), items: texts } : only };
  }

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-sub.html */
  #sub(argument: JsonNode, place: Extent): Outcome {
    const source = argument.kind === 'array' ? argument.items[0] : argument;
    if (source?.kind !== 'string') return unknown(place, '`Fn::Sub` has no text');
    const locals = new Map<string, Outcome>();
    const given = argument.kind === 'array' ? argument.items[1] : undefined;
    for (const { key, value } of given?.kind === 'object' ? given.members : []) {
      locals.set(key.value, this.#first(this.resolve(value, '')));
    }
    const raw = source.value;
    const pieces: Piece[] = [];
    let length = 0;
    let head = '';
    const add = (text: string, at: number, isWritten: boolean): void => {
      pieces.push({ text, at, isWritten });
      length += text.length;
      if (head.length < HEAD) head += text.slice(0, HEAD);
    };
    let from = 0;
    for (let open = raw.indexOf('${'); open >= 0; open = raw.indexOf('${', from)) {
      const close = raw.indexOf('}', open);
      if (close < 0) break;
      add(raw.slice(from, open), from, true);
      from = close + 1;
      const name = raw.slice(open + 2, close).trim();
      if (name.startsWith('!')) {
        add(`\${${name.slice(1)}}`, open, false);
        continue;
      }
      const outcome = locals.get(name) ?? this.#variable(name, place);
      const text = this.#inText(outcome, name, head);
      if (text === undefined) return outcome;
      if (!this.#spend(text.length)) return unknown(place, 'the template fills in too much text');
      add(text, open, false);
    }
    add(raw.slice(from), from, true);
    const value = pieces.map((piece) => piece.text).join('');
    const { text } = this.#context;
    return {
      kind: 'node',
      node: { kind: 'string', ...extentOf(place), value },
      map: () => mapOfPieces(pieces, length, mapOfString(text, source, raw)),
    };
  }

  #variable(name: string, place: Extent): Outcome {
    const dot = name.indexOf('.');
    const value =
      dot < 0
        ? this.#context.values.ref(name)
        : this.#context.values.attribute(name.slice(0, dot), name.slice(dot + 1));
    return this.#value(value, place, `\${${name}}`);
  }

  #join(argument: JsonNode, place: Extent): Outcome {
    const [delimiterNode, listNode] = argument.kind === 'array' ? argument.items : [];
    const delimiter = delimiterNode && scalarText(delimiterNode);
    if (delimiter === undefined || listNode === undefined) return unknown(place, '`Fn::Join` has no list');
    const outcomes =
      listNode.kind === 'array'
        ? listNode.items.map((item) => this.#first(this.resolve(item, '')))
        : [this.#first(this.resolve(listNode, ''))];
    const texts: string[] = [];
    let length = 0;
    let head = '';
    for (const outcome of outcomes) {
      if (outcome.kind === 'none') continue;
      if (texts.length > 0 && head.length < HEAD) head += delimiter;
      const text = this.#inText(outcome, 'Value', head, delimiter);
      if (text === undefined) return outcome;
      texts.push(text);
      length += text.length;
      if (head.length < HEAD) head += text.slice(0, HEAD);
    }
    if (!this.#spend(length + texts.length * delimiter.length)) {
      return unknown(place, 'the template fills in too much text');
    }
    return { kind: 'node', node: { kind: 'string', ...extentOf(place), value: texts.join(delimiter) } };
  }

  /**
   * The text of a part of a larger text. What is not known is named in the text's middle; at its head it would decide
   * what the whole text is, and so the whole is not known: undefined.
   */
  #inText(outcome: Outcome, name: string, head: string, delimiter = ','): string | undefined {
    if (outcome.kind === 'none') return '';
    if (outcome.kind === 'node') {
      const nodes = outcome.node.kind === 'array' ? outcome.node.items : [outcome.node];
      return nodes.map((node) => scalarText(node) ?? '').join(delimiter);
    }
    if (head === '' || outcome.kind === 'branches') return undefined;
    const text = standInAfter(head) ?? (name.slice(0, 64).replace(/[^A-Za-z0-9]/g, '') || 'Value');
    this.#say(outcome.place, `${outcome.reason}: \`${text}\` stands for it in a text`, 'replaced');
    return text;
  }

  /** The first branch that has a value. */
  #first(outcome: Outcome): Outcome {
    if (outcome.kind !== 'branches') return outcome;
    const settled = outcome.branches.map((branch) => this.#first(branch));
    const chosen = settled.find((branch) => branch.kind === 'node') ?? settled[0] ?? { kind: 'none' };
    this.leaveOut(outcome.place, 'one branch of `Fn::If` is checked in a text', 'the other');
    return chosen;
  }

  #if(argument: JsonNode, place: Extent): Outcome {
    const [, whenTrue, whenFalse] = argument.kind === 'array' ? argument.items : [];
    if (whenTrue === undefined) return unknown(place, '`Fn::If` has no branches');
    const branches = [whenTrue, ...(whenFalse ? [whenFalse] : [])].map((branch) => this.resolve(branch, ''));
    return { kind: 'branches', branches, place: extentOf(place) };
  }

  #findInMap(argument: JsonNode, place: Extent): Outcome {
    const nodes = argument.kind === 'array' ? argument.items.slice(0, 3) : [];
    const keys = nodes.map((node) => {
      const outcome = this.#first(this.resolve(node, ''));
      return outcome.kind === 'node' ? scalarText(outcome.node) : undefined;
    });
    const [map, top, second] = keys;
    if (map === undefined || top === undefined || second === undefined) {
      return unknown(place, 'a key of `Fn::FindInMap` is not known');
    }
    const isKeyGiven = nodes[1] !== undefined && functionCallOf(nodes[1]) === undefined;
    const found = this.#context.values.found(map, top, second, isKeyGiven);
    if (found === undefined) return unknown(place, `the mapping \`${map}\` has no \`${top}\`, \`${second}\``);
    const items = found.kind === 'array' ? found.items : [found];
    const texts = items.map((item) => scalarText(item) ?? '');
    const from = isKeyGiven ? 'as the mapping says' : 'as the mapping says for its first or the assumed key';
    return this.#value(
      { kind: 'texts', texts, isList: found.kind === 'array', from },
      place,
      `Fn::FindInMap ${map}`,
    );
  }

  #select(argument: JsonNode, place: Extent): Outcome {
    const [indexNode, listNode] = argument.kind === 'array' ? argument.items : [];
    const index = Number(indexNode && scalarText(indexNode));
    if (listNode === undefined) return unknown(place, '`Fn::Select` has no list');
    const list = this.#first(this.resolve(listNode, ''));
    if (list.kind !== 'node') return list;
    const chosen = list.node.kind === 'array' ? list.node.items[index] : undefined;
    const text = chosen && scalarText(chosen);
    if (text === undefined) return unknown(place, '`Fn::Select` selects nothing');
    return { kind: 'node', node: { kind: 'string', ...extentOf(place), value: text } };
  }

  #split(argument: JsonNode, place: Extent): Outcome {
    const [delimiterNode, textNode] = argument.kind === 'array' ? argument.items : [];
    const delimiter = delimiterNode && scalarText(delimiterNode);
    if (delimiter === undefined || textNode === undefined) return unknown(place, '`Fn::Split` has no text');
    const outcome = this.#first(this.resolve(textNode, ''));
    if (outcome.kind !== 'node') return outcome;
    const items = (scalarText(outcome.node) ?? '')
      .split(delimiter)
      .map((value): JsonStringNode => ({ kind: 'string', ...extentOf(place), value }));
    return { kind: 'node', node: { kind: 'array', ...extentOf(place), items } };
  }

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html */
  #dynamic(node: JsonStringNode): Outcome {
    if (node.value.startsWith('{{resolve:'))
      return unknown(node, 'a dynamic reference is known only when deployed');
    this.#say(
      node,
      'a dynamic reference is known only when deployed: `Value` stands for it in a text',
      'replaced',
    );
    let value = '';
    let from = 0;
    for (
      let open = node.value.indexOf('{{resolve:');
      open >= 0;
      open = node.value.indexOf('{{resolve:', from)
    ) {
      const close = node.value.indexOf('}}', open);
      if (close < 0) break;
      value += `${node.value.slice(from, open)}Value`;
      from = close + 2;
    }
    return { kind: 'node', node: { ...node, value: value + node.value.slice(from) } };
  }

  #spend(characters: number): boolean {
    this.#context.spent += characters;
    return this.#context.spent <= MAX_STAND_INS;
  }

  #replaced(place: Extent, subject: string, text: string, from: string): void {
    const shown = text.length > 100 ? `${text.slice(0, 100)}...` : text;
    this.#say(place, `\`${subject}\` is taken as \`${shown}\` (${from})`, 'replaced');
  }

  /** Once a policy: what a name stands for is the same at each place. */
  #say(place: Extent, reason: string, outcome: Unresolved['outcome']): void {
    const key = outcome === 'replaced' ? reason : `${reason} ${place.start}`;
    if (this.#said.has(key)) return;
    this.#said.add(key);
    this.#unresolved.push({ name: this.#name, extent: extentOf(place), reason, outcome });
  }
}

function attributeName(argument: JsonNode): string[] {
  if (argument.kind === 'array') return argument.items.map((item) => scalarText(item) ?? '');
  const text = scalarText(argument) ?? '';
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}

function unknown(place: Extent, reason: string): Outcome {
  return { kind: 'unknown', place: extentOf(place), reason };
}

function extentOf({ start, end }: Extent): Extent {
  return { start, end };
}
