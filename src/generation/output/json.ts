// The bare policy document, as IAM's console, CLI and API take it.
import type { IdentityPolicy } from '../../policy/identity-policy.js';
import { printPolicy } from '../../policy/print-policy.js';

/** Two spaces of indentation, a final line feed. */
export function renderJson(document: IdentityPolicy): string {
  return printPolicy(document);
}
