// A request out of JSON: {principal, action, resource, resourceAccount?, context?}. What is no request is refused with
// one message; nothing is guessed, as a key that is misspelt would change the answer.
import { isAccountId, parseArn } from '../core/arn.js';
import { EngineError } from '../core/error.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../core/json.js';
import type { EvaluationRequest } from './evaluation-request.js';
import { type Principal, principalOfArn } from './principal.js';

const MEMBERS = ['principal', 'action', 'resource', 'resourceAccount', 'context'];
const ACTION = /^[a-z0-9-]+:[a-z0-9]+$/i;
const SERVICE_HOST = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;
const CANONICAL_ID = /^[0-9a-f]{64}$/;
const PRINCIPAL_HELP =
  'give the ARN of a user, role, session or root user, {"service": "lambda.amazonaws.com"} or "anonymous"';

/** Throws an EngineError (invalid-input) for what is no request. */
export function readRequest(value: JsonValue | undefined): EvaluationRequest {
  if (!isJsonObject(value)) throw refusal('no-request', 'the request is no JSON object', requestHelp());
  for (const key of Object.keys(value))
    if (!MEMBERS.includes(key))
      throw refusal('unknown-member', `the request has no member \`${key}\``, requestHelp());
  const { principal, action, resource = '*', resourceAccount } = value;
  if (principal === undefined || action === undefined)
    throw refusal(
      'incomplete-request',
      `the request has no ${principal === undefined ? 'principal' : 'action'}`,
      requestHelp(),
    );
  if (typeof action !== 'string' || !ACTION.test(action))
    throw refusal(
      'bad-action',
      `${shown('action', action)} is no action`,
      'give one action as in s3:GetObject',
    );
  if (typeof resource !== 'string' || (resource !== '*' && parseArn(resource) === undefined))
    throw refusal(
      'bad-resource',
      `${shown('resource', resource)} is no ARN`,
      'give one ARN, or "*" for an action that has no resource',
    );
  if (resourceAccount !== undefined && (typeof resourceAccount !== 'string' || !isAccountId(resourceAccount)))
    throw refusal(
      'bad-account',
      `${shown('resourceAccount', resourceAccount)} is no account id`,
      'give 12 digits as a string',
    );
  return {
    principal: readPrincipal(principal),
    action,
    resource,
    resourceAccount,
    context: readContext(value.context),
  };
}

function readPrincipal(value: JsonValue): Principal {
  const principal =
    typeof value === 'string'
      ? namedPrincipal(value)
      : isJsonObject(value)
        ? typedPrincipal(value)
        : undefined;
  if (principal === undefined)
    throw refusal('bad-principal', `${shown('principal', value)} is no principal`, PRINCIPAL_HELP);
  return principal;
}

function namedPrincipal(text: string): Principal | undefined {
  if (text === 'anonymous') return { kind: 'anonymous' };
  if (text.startsWith('arn:')) return principalOfArn(text);
  return SERVICE_HOST.test(text) ? { kind: 'service', service: text } : undefined;
}

/** One member: `service`, `federated` (a provider's ARN or domain) or `canonicalUser`. */
function typedPrincipal(value: JsonObject): Principal | undefined {
  const [[kind, name] = [], ...more] = Object.entries(value);
  if (more.length > 0 || typeof name !== 'string' || name === '') return undefined;
  if (kind === 'service') return SERVICE_HOST.test(name) ? { kind, service: name } : undefined;
  if (kind === 'federated') return { kind, provider: name };
  if (kind === 'canonicalUser' && CANONICAL_ID.test(name)) return { kind: 'canonical-user', id: name };
  return undefined;
}

function readContext(value: JsonValue | undefined): Map<string, readonly string[]> {
  const context = new Map<string, readonly string[]>();
  if (value === undefined) return context;
  if (!isJsonObject(value))
    throw refusal('bad-context', 'the context is no JSON object', 'give {"key": "value" or ["value"]}');
  const seen = new Set<string>();
  for (const [key, values] of Object.entries(value)) {
    const list = Array.isArray(values) ? values : [values];
    if (!list.every((item) => typeof item === 'string'))
      throw refusal(
        'bad-context',
        `${shown('context key', key)} has a value that is no string`,
        'write numbers, dates and booleans as strings: "true"',
      );
    if (seen.has(key.toLowerCase()))
      throw refusal(
        'bad-context',
        `${shown('context key', key)} stands twice`,
        'case does not count in keys',
      );
    seen.add(key.toLowerCase());
    context.set(key, list);
  }
  return context;
}

function shown(what: string, value: JsonValue): string {
  return `the ${what} \`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

function requestHelp(): string {
  return `give {"principal": "arn:…", "action": "s3:GetObject", "resource": "arn:…", "context": {}}`;
}

function refusal(code: string, message: string, help: string): EngineError {
  return new EngineError('invalid-input', code, message, { help });
}
