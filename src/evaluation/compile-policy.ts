// A policy document made ready to be asked about many requests.
import { EngineError } from '../core/error.js';
import type { PolicyDocument } from '../policy/policy-document.js';
import { type CompiledStatement, compileStatement } from './compile-statement.js';
import type { Layer } from './layer.js';
import { policyFault } from './policy-fault.js';
import { StatementIndex } from './statement-index.js';

export interface CompiledPolicy {
  readonly document: PolicyDocument;
  /** What the caller knows it by: a file's name. */
  readonly name: string;
  readonly statements: readonly CompiledStatement[];
  readonly index: StatementIndex;
}

/**
 * Throws an EngineError (invalid-input) that names `name`, line and column (both from 1) where the document has syntax
 * errors or a statement that cannot be evaluated. Linear in the document.
 */
export function compilePolicy(document: PolicyDocument, layer: Layer, name = ''): CompiledPolicy {
  const fault = policyFault(document, layer);
  if (fault !== undefined) {
    const { line, column } = document.spanOf(fault.at).start;
    const place = `${line}:${column + 1}`;
    throw new EngineError('invalid-input', 'malformed-policy', fault.message, {
      location: name === '' ? place : `${name}:${place}`,
      help: 'AWS would not store this policy; `trailwright validate-policy` tells all that is wrong with one',
    });
  }
  const statements = document.statements.map((source) => compileStatement(document, source, layer));
  return { document, name, statements, index: new StatementIndex(statements) };
}
