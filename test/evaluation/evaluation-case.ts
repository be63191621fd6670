// The case tables of test/cases/evaluation: what a case writes, and the line of a batch that it stands for.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { JsonObject, JsonValue } from '../../src/core/json.js';
import { POLICY_MEMBERS } from '../../src/evaluation/read-policy-set.js';

export interface EvaluationCase {
  name: string;
  /** AWS's page that says so; the table's where absent. */
  source?: string;
  /** AWS's pages do not say so: what this program does. */
  unverified?: boolean;
  /** Goes over the table's request, member by member; null takes a member away. */
  request?: JsonObject;
  /** The Condition of an identity policy that allows everything else. */
  condition?: JsonObject;
  /** Goes over the one statement, which allows everything, of an identity policy. */
  statement?: JsonObject;
  /** Goes over the one statement, which allows everything to everyone, of the resource policy. */
  resourceStatement?: JsonObject;
  /** Of those policies; null: without the element. */
  version?: string | null;
  expect: {
    decision: 'allowed' | 'implicitDeny' | 'explicitDeny';
    decidedBy?: string;
    reason?: string;
    level?: number;
    /** Of the one condition. */
    cause?: string;
    /** Keys of why the one statement does not apply. */
    why?: string[];
    /** Sids of the statements that the decision rests on. */
    matched?: string[];
  };
  [policies: string]: unknown;
}

interface Table {
  about: string;
  source: string;
  base: { request: JsonObject };
  cases: EvaluationCase[];
}

const folder = fileURLToPath(new URL('../cases/evaluation/', import.meta.url));

export function evaluationTables(): { file: string; table: Table }[] {
  return readdirSync(folder).map((file) => ({
    file,
    table: JSON.parse(readFileSync(`${folder}${file}`, 'utf8')) as Table,
  }));
}

/** As `simulate --batch` takes it. */
export function lineOfCase(c: EvaluationCase, base: { request: JsonObject }): JsonObject {
  const line: JsonObject = { request: over(base.request, c.request ?? {}) };
  const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
  const document = (statement: JsonObject): JsonObject => ({
    ...(c.version === null ? {} : { Version: c.version ?? '2012-10-17' }),
    Statement: [over(everything, statement)],
  });
  if (c.condition !== undefined) line.identityPolicies = [document({ Condition: c.condition })];
  if (c.statement !== undefined) line.identityPolicies = [document(replaced(c.statement))];
  if (c.resourceStatement !== undefined)
    line.resourcePolicy = document({ Principal: '*', ...c.resourceStatement });
  for (const member of POLICY_MEMBERS) if (member in c) line[member] = c[member] as JsonValue;
  return over(line, {});
}

/** NotAction takes the place of Action, NotResource that of Resource. */
function replaced(statement: JsonObject): JsonObject {
  return {
    ...('NotAction' in statement ? { Action: null } : {}),
    ...('NotResource' in statement ? { Resource: null } : {}),
    ...statement,
  };
}

function over(base: JsonObject, more: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries({ ...base, ...more }).filter(([, value]) => value !== null));
}
