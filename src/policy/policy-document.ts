// A policy document as it was read: immutable, every part with its token, as written beside what it means. Elements
// of a wrong type stay visible (`members`), and are absent where a well-formed one is asked for.
import { type Extent, LineMap, type Span } from '../core/span.js';
import type { PrincipalKey } from './elements.js';
import type { JsonMember, JsonNode, JsonObjectNode, JsonStringNode } from './json-node.js';
import type { DuplicateKey, JsonSyntaxError } from './json-reader.js';
import { type PathElement, pathTo } from './node-path.js';
import type { OperatorReading } from './operators.js';

/** A scalar of the policy. */
export interface PolicyText {
  /** As written, escapes undone; numbers and booleans as their text. */
  readonly text: string;
  /** What AWS compares: in lower case where case does not count (actions), else `text`. */
  readonly normal: string;
  readonly node: JsonNode;
}

/** An element that is one text or a list of them. */
export interface TextList {
  readonly member: JsonMember;
  /** The scalars, in written order; what is no scalar is left out. */
  readonly values: readonly PolicyText[];
}

export interface PrincipalEntry {
  /** The key's token; the value's where the principal is a bare `"*"`. */
  readonly keyNode: JsonStringNode;
  /** Undefined for a key that the grammar does not have. A bare `"*"` and the key `*` are `AWS`. */
  readonly kind: PrincipalKey | undefined;
  readonly values: readonly PolicyText[];
  readonly valueNode: JsonNode;
}

export interface PrincipalElement {
  readonly member: JsonMember;
  /** True for `"Principal": "*"`. */
  readonly isBareStar: boolean;
  /** Empty where the element is neither `"*"` nor an object. */
  readonly entries: readonly PrincipalEntry[];
}

/** One condition key under one operator. */
export interface ConditionEntry {
  /** The operator's token: `text` as written. */
  readonly operatorNode: JsonStringNode;
  readonly operator: OperatorReading;
  readonly keyNode: JsonStringNode;
  /** In lower case, as keys' names are compared. */
  readonly key: string;
  readonly values: readonly PolicyText[];
  readonly valueNode: JsonNode;
}

export interface Statement {
  /** Its place in the document, from 0. */
  readonly index: number;
  readonly node: JsonObjectNode;
  /** Undefined where absent or no string. */
  readonly sid: JsonStringNode | undefined;
  /** Undefined where absent or none of the two; case counts. */
  readonly effect: 'Allow' | 'Deny' | undefined;
  readonly principal: PrincipalElement | undefined;
  readonly notPrincipal: PrincipalElement | undefined;
  readonly action: TextList | undefined;
  readonly notAction: TextList | undefined;
  readonly resource: TextList | undefined;
  readonly notResource: TextList | undefined;
  /** Undefined where absent. */
  readonly condition: JsonMember | undefined;
  readonly conditions: readonly ConditionEntry[];
}

export class PolicyDocument {
  readonly text: string;
  readonly root: JsonNode | undefined;
  readonly syntaxErrors: readonly JsonSyntaxError[];
  readonly duplicateKeys: readonly DuplicateKey[];
  /** As written; undefined where absent or no string. */
  readonly version: JsonStringNode | undefined;
  readonly id: JsonStringNode | undefined;
  /** The Statement element: a list, a lone object, or something that is neither. */
  readonly statementMember: JsonMember | undefined;
  readonly statements: readonly Statement[];
  /** True if `${...}` is a variable: Version is 2012-10-17. */
  readonly hasVariables: boolean;
  readonly lines: LineMap;

  constructor(parts: {
    text: string;
    root: JsonNode | undefined;
    syntaxErrors: readonly JsonSyntaxError[];
    duplicateKeys: readonly DuplicateKey[];
    version: JsonStringNode | undefined;
    id: JsonStringNode | undefined;
    statementMember: JsonMember | undefined;
    statements: readonly Statement[];
    hasVariables: boolean;
  }) {
    this.text = parts.text;
    this.root = parts.root;
    this.syntaxErrors = parts.syntaxErrors;
    this.duplicateKeys = parts.duplicateKeys;
    this.version = parts.version;
    this.id = parts.id;
    this.statementMember = parts.statementMember;
    this.statements = parts.statements;
    this.hasVariables = parts.hasVariables;
    this.lines = new LineMap(parts.text);
  }

  /** Lines and columns of a token. */
  spanOf(extent: Extent): Span {
    return this.lines.span(extent);
  }

  /** Access Analyzer's path to a token of this document. */
  pathOf(extent: Extent): PathElement[] {
    return pathTo(this.root, extent);
  }
}
