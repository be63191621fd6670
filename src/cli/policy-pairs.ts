// The policies of two files or folders, before and after, by name: plain policies, templates, plans, exports.
import { relative } from 'node:path';
import { parsePolicy } from '../policy/parse-policy.js';
import type { PolicyDocument } from '../policy/policy-document.js';
import type { PolicyKind } from '../reasoning/encode-statement.js';
import { findPolicies } from '../templates/find-policies.js';
import type { FoundPolicy } from '../templates/found-policy.js';
import { readPolicyInputs } from './policy-inputs.js';

export interface NamedPolicy {
  readonly file: string;
  /** Within a file of several. */
  readonly name: string | undefined;
  readonly document: PolicyDocument;
  readonly kind: PolicyKind;
  /** What holds it; undefined for a policy that is a file of its own. */
  readonly place: FoundPolicy['place'];
  /** By its own elements, or by its place. */
  readonly isTrustPolicy: boolean;
  /** False where the document's offsets are not those of the file. */
  readonly isPlaced: boolean;
}

export interface PolicyPair {
  readonly newer: NamedPolicy;
  /** Undefined for a policy that was not there before. */
  readonly older: NamedPolicy | undefined;
}

export interface PolicyPairs {
  readonly pairs: readonly PolicyPair[];
  /** What a reader must know: policies that are of no type that is compared, texts that could not be resolved. */
  readonly notes: readonly string[];
  /** True where something was left out that should have been compared. */
  readonly isPartial: boolean;
}

/** Stands for the policy that was not there. */
export const NO_POLICY: PolicyDocument = parsePolicy('{"Version": "2012-10-17", "Statement": []}');

/** `kind`: of plain policies; undefined where the files say it. */
export async function pairPolicies(
  newer: string,
  older: string,
  kind: PolicyKind | undefined,
): Promise<PolicyPairs> {
  const [after, before] = [await namedPolicies(newer, kind), await namedPolicies(older, kind)];
  return {
    pairs: [...after.policies].map(([key, policy]) => ({ newer: policy, older: before.policies.get(key) })),
    notes: [...after.notes, ...before.notes],
    isPartial: after.isPartial || before.isPartial,
  };
}

/** True for a folder, a pattern, or a file that holds policies within something else. */
export async function mayHoldSeveral(named: string): Promise<boolean> {
  if (named === '-' || named.trimStart().startsWith('{')) return false;
  const inputs = await readPolicyInputs([named]);
  const [only] = inputs;
  if (only === undefined || only.isFound) return true;
  if (only.text === undefined) return false;
  const { form } = await findPolicies(only.text, only.file);
  return form !== 'policy' && form !== 'none';
}

export interface NamedPolicies extends Omit<PolicyPairs, 'pairs'> {
  /** By place and name. */
  readonly policies: ReadonlyMap<string, NamedPolicy>;
}

/** The policies of a file or folder. `kind`: of plain policies; undefined where the files say it. */
export async function namedPolicies(named: string, kind: PolicyKind | undefined): Promise<NamedPolicies> {
  const policies = new Map<string, NamedPolicy>();
  const notes: string[] = [];
  let isPartial = false;
  for (const { file, text, isFound } of await readPolicyInputs([named])) {
    if (text === undefined) {
      notes.push(`${file}: cannot be read`);
      isPartial = true;
      continue;
    }
    const { form, policies: found, unresolved } = await findPolicies(text, file);
    if (form === 'none') {
      if (isFound) continue;
      notes.push(`${file}: no policy in it`);
      isPartial = true;
    }
    const place = isFound ? relative(named.replace(/^file:\/\//, ''), file) : '';
    for (const { name, document, policyType, resourceType, isAwsManaged, within, place: held } of found) {
      if (isAwsManaged) continue;
      const ofFile = form === 'policy' ? kind : undefined;
      const own =
        ofFile ??
        (policyType === 'IDENTITY_POLICY'
          ? 'identity'
          : policyType === 'RESOURCE_POLICY'
            ? 'resource'
            : undefined);
      if (own === undefined) {
        notes.push(`${file}: ${name}: a ${policyType} is not compared`);
        continue;
      }
      const inFile = form === 'policy' ? undefined : name;
      policies.set(`${place}\n${inFile ?? ''}`, {
        file,
        name: inFile,
        document,
        kind: own,
        place: held,
        isTrustPolicy: resourceType === 'AWS::IAM::AssumeRolePolicyDocument',
        isPlaced: within === undefined,
      });
    }
    for (const { name, reason, outcome } of unresolved) {
      notes.push(`${file}: ${name}: ${reason}`);
      if (outcome === 'left-out') isPartial = true;
    }
  }
  return { policies, notes, isPartial };
}
