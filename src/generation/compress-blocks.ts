// The same permissions in fewer characters: blocks are rectangles of a matrix of actions × resources, and the
// matrix can be cut into rectangles in other ways. Nothing is widened: each cell stays, none is added.
import { compareText } from '../policy/compare-text.js';
import { groupBy } from './grant.js';
import { compareBlocks, type StatementBlock } from './statement-block.js';

/** The blocks, or others that allow exactly the same, whichever takes fewer characters. Pure, deterministic. */
export function compressBlocks(blocks: readonly StatementBlock[]): StatementBlock[] {
  const groups = groupBy(blocks, (block) => block.conditionKey);
  return [...groups.values()].flatMap(compressSameConditions).sort(compareBlocks);
}

/** Characters of a statement besides its lists: keys, brackets, a Sid of middle length. */
const STATEMENT_OVERHEAD = 90;
/** `"",` around each entry of a list. */
const ENTRY_OVERHEAD = 3;
/** Past this many steps a round, the pairwise search takes longer than it is worth. */
const STEPS_PER_ROUND = 1_000_000;

/** Actions that have the same resources, or resources that have the same actions: they stay together. */
interface Bundle {
  members: readonly string[];
  cost: number;
}

/** Indices of action bundles × indices of resource bundles. */
interface Rectangle {
  actions: ReadonlySet<number>;
  resources: ReadonlySet<number>;
}

interface Matrix {
  actions: readonly Bundle[];
  resources: readonly Bundle[];
  /** For each action bundle the resource bundles that it is allowed on. */
  cells: readonly ReadonlySet<number>[];
  /** Of the condition block, once in each statement. */
  conditionCost: number;
}

function compressSameConditions(blocks: StatementBlock[]): StatementBlock[] {
  const [{ conditions, conditionKey }] = blocks as [StatementBlock];
  const matrix = toMatrix(blocks, conditionKey === '{}' ? 0 : conditionKey.length + 13);
  const byAction = matrix.actions.map((_, a) => ({
    actions: new Set([a]),
    resources: matrix.cells[a] as ReadonlySet<number>,
  }));
  const byResource = matrix.resources.map((_, r) => ({
    actions: new Set(matrix.actions.flatMap((_, a) => (matrix.cells[a]?.has(r) ? [a] : []))),
    resources: new Set([r]),
  }));
  const plans = [byAction, byResource].map((plan) => improve(plan, matrix));
  const [first, second] = plans as [Rectangle[], Rectangle[]];
  const best = costOfAll(second, matrix) < costOfAll(first, matrix) ? second : first;
  return best.map((rectangle) => ({
    actions: membersOf(rectangle.actions, matrix.actions),
    resources: membersOf(rectangle.resources, matrix.resources),
    conditions,
    conditionKey,
  }));
}

function toMatrix(blocks: readonly StatementBlock[], conditionCost: number): Matrix {
  const allowed = new Map<string, Set<string>>();
  for (const { actions, resources } of blocks) {
    for (const action of actions) {
      const set = allowed.get(action) ?? new Set();
      for (const resource of resources) set.add(resource);
      allowed.set(action, set);
    }
  }
  const actionBundles = bundle(allowed);
  const resourceActions = new Map<string, Set<string>>();
  for (const [a, { members }] of actionBundles.entries()) {
    for (const resource of allowed.get(members[0] as string) ?? []) {
      const set = resourceActions.get(resource) ?? new Set();
      resourceActions.set(resource, set.add(String(a)));
    }
  }
  const resourceBundles = bundle(resourceActions);
  const cells = actionBundles.map(({ members }) => {
    const resources = allowed.get(members[0] as string);
    return new Set(
      resourceBundles.flatMap((b, r) => (resources?.has(b.members[0] as string) ? [r] : [])),
    ) as ReadonlySet<number>;
  });
  return { actions: actionBundles, resources: resourceBundles, cells, conditionCost };
}

/** Keys with equal sets, sorted within and among each other. */
function bundle(sets: ReadonlyMap<string, ReadonlySet<string>>): Bundle[] {
  const keys = [...sets.keys()].sort(compareText);
  const groups = groupBy(keys, (key) => JSON.stringify([...(sets.get(key) ?? [])].sort(compareText)));
  return [...groups.values()].map((members) => ({
    members,
    cost: members.reduce((sum, member) => sum + JSON.stringify(member).length + ENTRY_OVERHEAD - 2, 0),
  }));
}

/** Merges pairs of rectangles along what they share, the best pair first, as long as characters are saved. */
function improve(start: Rectangle[], matrix: Matrix): Rectangle[] {
  const width = matrix.actions.length + matrix.resources.length;
  let plan = start;
  while (plan.length ** 2 * width <= STEPS_PER_ROUND) {
    let best: { saved: number; i: number; j: number; replacement: Rectangle[] } | undefined;
    for (let i = 0; i < plan.length; i++) {
      for (let j = i + 1; j < plan.length; j++) {
        const [a, b] = [plan[i] as Rectangle, plan[j] as Rectangle];
        for (const replacement of [shareResources(a, b), shareActions(a, b)]) {
          if (replacement === undefined) continue;
          const saved = costOfAll([a, b], matrix) - costOfAll(replacement, matrix);
          if (saved > (best?.saved ?? 0)) best = { saved, i, j, replacement };
        }
      }
    }
    if (best === undefined) return plan;
    const { i, j, replacement } = best;
    plan = [...plan.filter((_, k) => k !== i && k !== j), ...replacement];
  }
  return plan;
}

/** Both blocks' actions on the resources that both have, and what is left of each. */
function shareResources(a: Rectangle, b: Rectangle): Rectangle[] | undefined {
  const shared = intersect(a.resources, b.resources);
  if (shared.size === 0) return undefined;
  return [
    { actions: union(a.actions, b.actions), resources: shared },
    { actions: a.actions, resources: minus(a.resources, shared) },
    { actions: b.actions, resources: minus(b.resources, shared) },
  ].filter((rectangle) => rectangle.resources.size > 0);
}

/** The actions that both blocks have on both blocks' resources, and what is left of each. */
function shareActions(a: Rectangle, b: Rectangle): Rectangle[] | undefined {
  const shared = intersect(a.actions, b.actions);
  if (shared.size === 0) return undefined;
  return [
    { actions: shared, resources: union(a.resources, b.resources) },
    { actions: minus(a.actions, shared), resources: a.resources },
    { actions: minus(b.actions, shared), resources: b.resources },
  ].filter((rectangle) => rectangle.actions.size > 0);
}

function costOfAll(rectangles: readonly Rectangle[], matrix: Matrix): number {
  let cost = 0;
  for (const { actions, resources } of rectangles) {
    cost += STATEMENT_OVERHEAD + matrix.conditionCost;
    for (const a of actions) cost += matrix.actions[a]?.cost ?? 0;
    for (const r of resources) cost += matrix.resources[r]?.cost ?? 0;
  }
  return cost;
}

function membersOf(indices: ReadonlySet<number>, bundles: readonly Bundle[]): string[] {
  return [...indices].flatMap((i) => bundles[i]?.members ?? []).sort(compareText);
}

function union(a: ReadonlySet<number>, b: ReadonlySet<number>): Set<number> {
  return new Set([...a, ...b]);
}

function intersect(a: ReadonlySet<number>, b: ReadonlySet<number>): Set<number> {
  return new Set([...a].filter((value) => b.has(value)));
}

function minus(a: ReadonlySet<number>, b: ReadonlySet<number>): Set<number> {
  return new Set([...a].filter((value) => !b.has(value)));
}
