// Sentences about a generated policy for the people who are to attach it.
import type { IdentityPolicy } from '../policy/identity-policy.js';
import { MANAGED_POLICIES_PER_PRINCIPAL, PERMISSION_SET_INLINE_CHARACTERS } from '../policy/policy-quotas.js';
import { printPolicy } from '../policy/print-policy.js';
import type { PrincipalUsage } from '../store/usage.js';
import type { GrantDecision } from './decide-grants.js';
import type { Fit, GenerationOptions, NoPolicyReason } from './generation-options.js';

const NO_POLICY: Readonly<Record<NoPolicyReason, string>> = {
  'service-linked-role': 'no policy: only its service can change the permissions of a service-linked role',
  'not-a-role-or-user': 'no policy: only roles and users get one',
  'nothing-to-grant': 'no policy: no call in the logs needs a permission',
  'no-authorized-calls': 'no policy: no call in the logs shows that it was authorised',
  'no-mapped-calls': 'no policy: none of its calls is of an action in the catalog',
  'over-quota': 'no policy: what it needs is past the quota',
};

/** Why there is no policy, in a sentence. */
export function noPolicyNote(reason: NoPolicyReason): string {
  return NO_POLICY[reason];
}

/** Lower case, no final period; the same order every time. */
export function notesOf(
  usage: PrincipalUsage,
  decision: GrantDecision,
  documents: readonly IdentityPolicy[],
  fit: Fit,
  options: GenerationOptions,
): string[] {
  const notes: string[] = [];
  for (const { uniqueId, events } of usage.earlier) {
    notes.push(`${count(events, 'event')} of an earlier holder of this ARN, \`${uniqueId}\`, left out`);
  }
  if (decision.denied.some((use) => use.crossAccount)) {
    notes.push('a denial across accounts may blame the wrong side: check the policies of both');
  }
  if (documents.length === 0) return notes;
  notes.push(...FIT_NOTES[fit]);
  if (documents.length > 1) {
    notes.push(
      `${documents.length} documents: ${MANAGED_POLICIES_PER_PRINCIPAL} managed policies can be attached by default, ` +
        'those attached already included',
    );
  }
  if (options.placeholders)
    notes.push('placeholders (`$` and a name in braces) are to be filled in before use');
  if (usage.permissionSet !== undefined) {
    notes.push('the role belongs to Identity Center: change the permission set, not the role');
    const [document] = documents;
    if (document !== undefined && printPolicy(document).length > PERMISSION_SET_INLINE_CHARACTERS) {
      notes.push('within the quota only without white space: remove it before use');
    }
  }
  return notes;
}

const FIT_NOTES: Readonly<Record<Fit, readonly string[]>> = {
  exact: [],
  compressed: ['statements merged to fit the quota, without allowing more'],
  split: ['split over several documents to fit the quota, without allowing more'],
  generalised: ['names that vary generalised to fit the quota: see `widened`'],
};

function count(n: number, noun: string): string {
  return `${n.toLocaleString('en-US')} ${noun}${n === 1 ? '' : 's'}`;
}
