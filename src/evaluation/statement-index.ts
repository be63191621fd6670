// Which statements may match an action and a resource, without asking each. Statements are found by action (exact, or by
// service for those with wildcards); what was found for an action is kept, and told apart by resource: exact ARNs, and
// what patterns begin with, cut at the last `/` or `:`. It may find too many, never too few.
import type { ArnPattern } from './arn-pattern.js';
import { type CompiledStatement, isActionPattern } from './compile-statement.js';
import { SEGMENTS } from './segments.js';

/** Fewer statements than this are asked one by one. */
const WORTH_AN_INDEX = 16;
/** Statements kept by action, over all actions, for each statement of the policy. */
const MOST_KEPT = 8;

interface ByResource {
  readonly exact: ReadonlyMap<string, readonly CompiledStatement[]>;
  readonly byPrefix: ReadonlyMap<string, readonly CompiledStatement[]>;
  /** Statements that any resource may match. */
  readonly rest: readonly CompiledStatement[];
}

export class StatementIndex {
  readonly #statements: readonly CompiledStatement[];
  readonly #byAction = new Map<string, CompiledStatement[]>();
  readonly #byService = new Map<string, CompiledStatement[]>();
  readonly #anyService: CompiledStatement[] = [];
  readonly #known = new Map<string, ByResource>();
  /** Of statements that are alone with some action; most have several such. */
  readonly #alone = new Map<CompiledStatement, ByResource>();
  #kept = 0;
  /** Of few statements, those of the action that was asked about last: one action is often asked of many resources. */
  #last: { readonly action: string; readonly statements: readonly CompiledStatement[] } | undefined;

  constructor(statements: readonly CompiledStatement[]) {
    this.#statements = statements;
    if (statements.length < WORTH_AN_INDEX) return;
    for (const statement of statements) {
      const places = new Set(statement.actions?.map((action) => this.#placeOf(action)) ?? [this.#anyService]);
      for (const place of places) place.push(statement);
    }
  }

  /** Calls `visit` for every statement whose action and resource may match, some of them twice, in no order. */
  visitCandidates(action: string, resource: string, visit: (statement: CompiledStatement) => void): void {
    if (this.#statements.length < WORTH_AN_INDEX) {
      if (this.#last?.action !== action)
        this.#last = { action, statements: this.#statements.filter((s) => s.matchesAction(action)) };
      for (const statement of this.#last.statements) visit(statement);
      return;
    }
    const { exact, byPrefix, rest } = this.#knownOf(action);
    for (const statement of rest) visit(statement);
    for (const statement of exact.get(resource) ?? []) visit(statement);
    if (byPrefix.size === 0) return;
    for (let end = afterFifthColon(resource); end > 0; end = nextCut(resource, end))
      for (const statement of byPrefix.get(resource.slice(0, end)) ?? []) visit(statement);
  }

  #toldApart(found: ReadonlySet<CompiledStatement>): ByResource {
    const [only] = found;
    if (only === undefined || found.size > 1) return byResource(found);
    let made = this.#alone.get(only);
    if (made === undefined) {
      made = byResource(found);
      this.#alone.set(only, made);
    }
    return made;
  }

  #placeOf(action: string): CompiledStatement[] {
    if (!isActionPattern(action)) return placeIn(this.#byAction, action);
    const service = action.slice(0, Math.max(0, action.indexOf(':')));
    return service === '' || isActionPattern(service) ? this.#anyService : placeIn(this.#byService, service);
  }

  #knownOf(action: string): ByResource {
    const known = this.#known.get(action);
    if (known !== undefined) return known;
    const service = action.slice(0, action.indexOf(':'));
    const found = new Set(this.#byAction.get(action));
    for (const place of [this.#byService.get(service) ?? [], this.#anyService])
      for (const statement of place) if (statement.matchesAction(action)) found.add(statement);
    const made = this.#toldApart(found);
    this.#kept += found.size + 1;
    if (this.#kept > MOST_KEPT * this.#statements.length) {
      this.#known.clear();
      this.#kept = found.size + 1;
    }
    this.#known.set(action, made);
    return made;
  }
}

function byResource(statements: Iterable<CompiledStatement>): ByResource {
  const exact = new Map<string, CompiledStatement[]>();
  const byPrefix = new Map<string, CompiledStatement[]>();
  const rest: CompiledStatement[] = [];
  for (const statement of statements) {
    const { resources } = statement;
    if (resources === undefined || resources.some((pattern) => keyOf(pattern) === '')) {
      rest.push(statement);
      continue;
    }
    for (const pattern of resources)
      placeIn(pattern.isExact ? exact : byPrefix, keyOf(pattern)).push(statement);
  }
  return { exact, byPrefix, rest };
}

/** What is looked up for a pattern; empty where the pattern's first five parts are not plain. */
function keyOf({ prefix, isExact }: ArnPattern): string {
  if (isExact) return prefix;
  const first = afterFifthColon(prefix);
  if (first < 0) return '';
  return prefix.slice(0, Math.max(first, prefix.lastIndexOf('/') + 1, prefix.lastIndexOf(':') + 1));
}

/** Where the sixth part begins; -1 for a text of fewer parts. */
function afterFifthColon(text: string): number {
  let at = 0;
  for (let i = 1; i < SEGMENTS; i++) {
    at = text.indexOf(':', at) + 1;
    if (at === 0) return -1;
  }
  return at;
}

/** Behind the next `/` or `:`; 0 where there is none. */
function nextCut(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const c = text[i];
    if (c === '/' || c === ':') return i + 1;
  }
  return 0;
}

function placeIn(map: Map<string, CompiledStatement[]>, key: string): CompiledStatement[] {
  let place = map.get(key);
  if (place === undefined) {
    place = [];
    map.set(key, place);
  }
  return place;
}
