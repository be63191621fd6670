// Statement blocks → a policy document with Sids, in stable order.
import type { IdentityPolicy, IdentityStatement } from '../policy/identity-policy.js';
import { policySize } from '../policy/print-policy.js';
import { compareBlocks, type StatementBlock } from './statement-block.js';
import { type ResourceTypes, statementIds } from './statement-id.js';

/** The document that allows just what the blocks say; the same for any order of `blocks`. */
export function policyOfBlocks(blocks: readonly StatementBlock[], types: ResourceTypes): IdentityPolicy {
  const sorted = [...blocks].sort(compareBlocks);
  const sids = statementIds(sorted, types);
  return {
    Version: '2012-10-17',
    Statement: sorted.map((block, i): IdentityStatement => {
      const { actions, resources, conditions } = block;
      return {
        Sid: sids[i] as string,
        Effect: 'Allow',
        Action: actions,
        Resource: resources,
        ...(Object.keys(conditions).length === 0 ? {} : { Condition: conditions }),
      };
    }),
  };
}

/** Characters of a document without statements. */
export const EMPTY_POLICY_SIZE = policySize({ Version: '2012-10-17', Statement: [] });

/** The most characters that the block can add to a document: its comma and the number of its Sid included. */
export function blockSize(block: StatementBlock, types: ResourceTypes): number {
  return policySize(policyOfBlocks([block], types)) - EMPTY_POLICY_SIZE + SEPARATOR_AND_NUMBER;
}

/** `,` and up to five characters that make a Sid unique (`No`, three digits). */
const SEPARATOR_AND_NUMBER = 6;
