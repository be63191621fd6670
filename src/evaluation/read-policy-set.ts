// All policies of one request out of JSON, as a batch has them: documents as objects or as JSON text. What is absent or
// null is not attached. Documents that are seen again are not compiled again.
import { EngineError } from '../core/error.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../core/json.js';
import { parsePolicy } from '../policy/parse-policy.js';
import { type CompiledPolicy, compilePolicy } from './compile-policy.js';
import type { PolicySet } from './evaluate-request.js';
import type { Layer } from './layer.js';

/** Members of a line that say what is attached. */
export const POLICY_MEMBERS = [
  'identityPolicies',
  'resourcePolicy',
  'permissionsBoundary',
  'sessionPolicy',
  'serviceControlPolicies',
  'resourceControlPolicies',
  'vpcEndpointPolicy',
] as const;
type PolicyMember = (typeof POLICY_MEMBERS)[number];

/** Documents whose compiled form is kept, and how long their text may be in all. */
const MOST_DOCUMENTS = 1_000;
const MOST_CHARACTERS = 32 * 2 ** 20;

export class PolicySetReader {
  readonly #known = new Map<string, CompiledPolicy>();
  #characters = 0;

  /** Throws an EngineError (invalid-input) that names the member, line and column where a policy is malformed. */
  read(members: JsonObject): PolicySet {
    const one = (member: PolicyMember, layer: Layer): CompiledPolicy | undefined =>
      isNothing(members[member]) ? undefined : this.#document(members[member], layer, member);
    const levels = (member: PolicyMember, layer: Layer): CompiledPolicy[][] =>
      listOf(members[member], member).map((level, i) =>
        listOf(level, `${member}[${i}]`).map((document, j) =>
          this.#document(document, layer, `${member}[${i}][${j}]`),
        ),
      );
    const session = members.sessionPolicy;
    return {
      identityPolicies: listOf(members.identityPolicies, 'identityPolicies').map((document, i) =>
        this.#document(document, 'identity-based-policy', `identityPolicies[${i}]`),
      ),
      resourcePolicy: one('resourcePolicy', 'resource-based-policy'),
      permissionsBoundary: one('permissionsBoundary', 'permissions-boundary'),
      sessionPolicies: (Array.isArray(session) ? session : isNothing(session) ? [] : [session]).map(
        (document) => this.#document(document, 'session-policy', 'sessionPolicy'),
      ),
      serviceControlPolicies: levels('serviceControlPolicies', 'service-control-policy'),
      resourceControlPolicies: levels('resourceControlPolicies', 'resource-control-policy'),
      vpcEndpointPolicy: one('vpcEndpointPolicy', 'vpc-endpoint-policy'),
    };
  }

  #document(value: JsonValue | undefined, layer: Layer, name: string): CompiledPolicy {
    if (typeof value !== 'string' && !isJsonObject(value))
      throw new EngineError('invalid-input', 'bad-policy', 'a policy is neither an object nor JSON text', {
        location: name,
      });
    const text = typeof value === 'string' ? value : textOf(value, name);
    const key = `${layer}\n${name}\n${text}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const compiled = compilePolicy(parsePolicy(text), layer, name);
    this.#characters += key.length;
    if (this.#known.size >= MOST_DOCUMENTS || this.#characters > MOST_CHARACTERS) {
      this.#known.clear();
      this.#characters = key.length;
    }
    this.#known.set(key, compiled);
    return compiled;
  }
}

function textOf(value: JsonObject, name: string): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new EngineError('invalid-input', 'bad-policy', 'the policy is nested too deeply', {
      location: name,
    });
  }
}

function isNothing(value: JsonValue | undefined): value is null | undefined {
  return value === undefined || value === null;
}

function listOf(value: JsonValue | undefined, name: string): JsonValue[] {
  if (isNothing(value)) return [];
  if (Array.isArray(value)) return value;
  throw new EngineError('invalid-input', 'bad-policy', 'policies are no list', { location: name });
}
