// A witness put before the evaluator of single requests: what a search found must hold there too.
import { type CompiledPolicy, compilePolicy } from '../evaluation/compile-policy.js';
import { evaluateLayer } from '../evaluation/evaluate-layer.js';
import type { EvaluationRequest } from '../evaluation/evaluation-request.js';
import type { Layer } from '../evaluation/layer.js';
import { prepareRequest } from '../evaluation/prepare-request.js';
import type { Principal } from '../evaluation/principal.js';
import type { PolicyDocument } from '../policy/policy-document.js';
import type { PolicyKind } from './encode-statement.js';
import { KEYS_OF_PRINCIPAL } from './links.js';
import { keysThatMatter } from './variable-values.js';
import type { WitnessRequest } from './witness.js';

const SOMEONE: Principal = {
  kind: 'role-session',
  arn: 'arn:aws:iam::111122223333:role/ExampleRole',
  partition: 'aws',
  account: '111122223333',
  roleName: 'ExampleRole',
  roleArn: 'arn:aws:iam::111122223333:role/ExampleRole',
  isPathKnown: true,
  sessionArn: undefined,
};

/** Who asks where the policies do not say: a user where there is a user's name, else a role. */
function someoneNamed(names: readonly string[] | undefined): Principal {
  const [name] = names ?? [];
  if (name === undefined || !/^[\w+=,.@-]+$/.test(name)) return SOMEONE;
  const { partition, account } = { partition: 'aws', account: '111122223333' };
  return { kind: 'user', arn: `arn:${partition}:iam::${account}:user/${name}`, partition, account, name };
}

/** Keys that the evaluator derives from who asks; a witness says of each key that matters what it is. */
export function evaluationRequest(
  { principal, action, resource, context }: WitnessRequest,
  keys: Iterable<string>,
): EvaluationRequest {
  const given = new Map<string, readonly string[]>();
  for (const key of keys) given.set(key, []);
  for (const [key, values] of context) given.set(key, values ?? []);
  const [kind, id] = principal?.split('|') ?? [];
  if (kind === 'Id' && id !== undefined)
    given.set('aws:userid', [id.startsWith('AIDA') ? id : `${id}:example`]);
  return {
    principal: principal === undefined ? someoneNamed(given.get('aws:username')) : principalOf(principal),
    action,
    resource,
    resourceAccount: undefined,
    context: given,
  };
}

/** The principal of universe.ts, as the evaluator has it. */
export function principalOf(text: string): Principal {
  const [kind, partition = '', service = '', account = '', resource = '', session = ''] = text.split('|');
  switch (kind) {
    case 'Service':
      return { kind: 'service', service: partition };
    case 'Federated':
      return { kind: 'federated', provider: partition };
    case 'CanonicalUser':
      return { kind: 'canonical-user', id: partition };
    case 'Anonymous':
      return { kind: 'anonymous' };
    case 'Id':
      return partition.startsWith('AIDA')
        ? {
            kind: 'user',
            arn: 'arn:aws:iam::111122223333:user/ExampleUser',
            partition: 'aws',
            account: '111122223333',
            name: 'ExampleUser',
          }
        : SOMEONE;
    default:
      break;
  }
  const arn = `arn:${partition}:${service}::${account}:${resource}`;
  const name = resource.slice(resource.lastIndexOf('/') + 1);
  if (resource === 'root') return { kind: 'root', arn, partition, account };
  if (resource.startsWith('user/')) return { kind: 'user', arn, partition, account, name };
  if (resource.startsWith('federated-user/'))
    return { kind: 'federated-user', arn, partition, account, name };
  const sessionArn = `arn:${partition}:sts::${account}:assumed-role/${name}/${session}`;
  return {
    kind: 'role-session',
    arn: sessionArn,
    partition,
    account,
    roleName: name,
    roleArn: arn,
    isPathKnown: true,
    sessionArn,
  };
}

/** Policies made ready to be asked about witnesses. */
export class Replay {
  readonly #layer: Layer;
  readonly #policies: readonly CompiledPolicy[];
  readonly #keys: readonly string[];

  /** `isLinked`: keys that follow from the principal are the evaluator's to tell. */
  constructor(kind: PolicyKind, documents: readonly PolicyDocument[], isLinked = false) {
    this.#layer = kind === 'identity' ? 'identity-based-policy' : 'resource-based-policy';
    this.#policies = documents.map((document) => compilePolicy(document, this.#layer));
    this.#keys = [...keysThatMatter(documents)].filter((key) => !isLinked || !KEYS_OF_PRINCIPAL.has(key));
  }

  /** For each policy whether it allows the request, and by which statements. */
  decide(witness: WitnessRequest): { readonly isAllowed: boolean; readonly allowedBy: readonly number[] }[] {
    const request = prepareRequest(evaluationRequest(witness, this.#keys));
    return this.#policies.map((policy) => {
      const { allows, denies } = evaluateLayer(this.#layer, [policy], request, false);
      return {
        isAllowed: allows.length > 0 && denies.length === 0,
        allowedBy: allows.map(({ statement }) => statement.source.index),
      };
    });
  }
}
