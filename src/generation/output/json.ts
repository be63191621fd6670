// The bare policy document, as IAM's console, CLI and API take it.
import type { PolicyDocument } from '../../policy/policy-document.js';
import { printPolicy } from '../../policy/print-policy.js';

/** Two spaces of indentation, a final line feed. */
export function renderJson(document: PolicyDocument): string {
  return printPolicy(document);
}
