// `trailwright simulate`: would this request be allowed, by which statement, and why not by the others.
import type { Command } from 'commander';
import { EngineError } from '../../core/error.js';
import type { CompiledPolicy } from '../../evaluation/compile-policy.js';
import type { PolicySet } from '../../evaluation/evaluate-request.js';
import type { Layer } from '../../evaluation/layer.js';
import { EXIT } from '../exit-code.js';

interface SimulateFlags {
  request?: string;
  identityPolicy?: string[];
  resourcePolicy?: string;
  permissionsBoundary?: string;
  sessionPolicy?: string;
  scp?: string[];
  rcp?: string[];
  vpcEndpointPolicy?: string;
  batch?: string;
  json?: boolean;
}

export function addSimulate(program: Command): void {
  program
    .command('simulate')
    .description('tell whether policies allow a request, by which statement, and why the others do not')
    .option('--request <file>', 'the request, as JSON; - for standard input')
    .option('--identity-policy <file...>', 'policies of the user and its groups, or of the role')
    .option('--resource-policy <file>', 'the policy of the resource; the trust policy of a role')
    .option('--permissions-boundary <file>', 'the permissions boundary of the user or role')
    .option('--session-policy <file>', 'the session policy that was passed for the session')
    .option('--scp <file...>', 'service control policies, a level of the organisation each, the root first')
    .option('--rcp <file...>', 'resource control policies, likewise; RCPFullAWSAccess may be left out')
    .option('--vpc-endpoint-policy <file>', 'the policy of the VPC endpoint that the request goes through')
    .option('--batch <file>', 'answer JSON lines instead, a line each; - for standard input')
    .option('--json', 'answer in the shape of aws iam simulate-custom-policy')
    .addHelpText(
      'after',
      `
A request is {"principal": …, "action": "s3:GetObject", "resource": "arn:…",
"resourceAccount": "111122223333", "context": {"aws:SourceIp": "203.0.113.1"}}; the principal
an ARN, {"service": "lambda.amazonaws.com"} or "anonymous". What is not given is not attached.
A file of --scp that only denies belongs to the level of the file before it.
A line of --batch is {request, identityPolicies: [document…], resourcePolicy, permissionsBoundary,
sessionPolicy, serviceControlPolicies: [[document…] per level], resourceControlPolicies: likewise,
vpcEndpointPolicy}.

Exit code: 0 whatever the decision, 2 if it could not run, 3 if lines of --batch had no answer.

Examples:
  $ trailwright simulate --request request.json --identity-policy role.json --resource-policy bucket.json
  $ trailwright simulate --request request.json --identity-policy role.json --scp root.json ou.json --json
  $ trailwright simulate --batch requests.jsonl > decisions.jsonl
`,
    )
    .action(simulate);
}

async function simulate(flags: SimulateFlags): Promise<void> {
  if (flags.batch !== undefined) return await batch(flags.batch, flags);
  if (flags.request === undefined)
    throw new EngineError('invalid-input', 'no-request', 'no request to simulate', {
      help: 'give --request FILE, or --batch FILE for many',
    });
  const { parseJsonText, readTextFile } = await import('../read-json-file.js');
  const { evaluateRequest } = await import('../../evaluation/evaluate-request.js');
  const { readRequest } = await import('../../evaluation/read-request.js');
  const value = parseJsonText(readTextFile(flags.request), flags.request);
  const request = withLocation(flags.request, () => readRequest(value));
  const evaluation = evaluateRequest(request, await policiesOf(flags));
  if (flags.json) {
    const { simulationAnswer } = await import('../../report/evaluation-result.js');
    process.stdout.write(`${JSON.stringify(simulationAnswer(evaluation, request.action), null, 2)}\n`);
    return;
  }
  const { simulationText } = await import('../../report/simulation-text.js');
  process.stdout.write(`${simulationText(evaluation, request.action).join('\n')}\n`);
}

async function batch(file: string, { batch: _, json: __, ...others }: SimulateFlags): Promise<void> {
  const [other] = Object.keys(others);
  if (other !== undefined)
    throw new EngineError(
      'invalid-input',
      'batch-alone',
      '--batch takes no request and no policies beside it',
      {
        help: 'each line has its own: {"request": …, "identityPolicies": […]}',
      },
    );
  const { simulateBatch } = await import('../simulate-batch.js');
  const { lines, errors } = await simulateBatch(file);
  if (errors === 0) return;
  process.stderr.write(`trailwright: ${errors} of ${lines} lines had no answer\n`);
  process.exitCode = EXIT.skipped;
}

async function policiesOf(flags: SimulateFlags): Promise<PolicySet> {
  const { readTextFile } = await import('../read-json-file.js');
  const { parsePolicy } = await import('../../policy/parse-policy.js');
  const { compilePolicy } = await import('../../evaluation/compile-policy.js');
  const one = (file: string, layer: Layer) => compilePolicy(parsePolicy(readTextFile(file)), layer, file);
  const maybe = (file: string | undefined, layer: Layer) =>
    file === undefined ? undefined : one(file, layer);
  const all = (files: string[] | undefined, layer: Layer) => (files ?? []).map((file) => one(file, layer));
  return {
    identityPolicies: all(flags.identityPolicy, 'identity-based-policy'),
    resourcePolicy: maybe(flags.resourcePolicy, 'resource-based-policy'),
    permissionsBoundary: maybe(flags.permissionsBoundary, 'permissions-boundary'),
    sessionPolicies: flags.sessionPolicy === undefined ? [] : [one(flags.sessionPolicy, 'session-policy')],
    serviceControlPolicies: levelsOf(all(flags.scp, 'service-control-policy')),
    resourceControlPolicies: levelsOf(all(flags.rcp, 'resource-control-policy')),
    vpcEndpointPolicy: maybe(flags.vpcEndpointPolicy, 'vpc-endpoint-policy'),
  };
}

/** A level a file. One that only denies is attached beside another: alone at its level it would deny everything. */
function levelsOf(policies: readonly CompiledPolicy[]): CompiledPolicy[][] {
  const levels: CompiledPolicy[][] = [];
  for (const policy of policies) {
    const last = levels.at(-1);
    const isBeside = !allowsSomething(policy) || (last !== undefined && !last.some(allowsSomething));
    if (last !== undefined && isBeside) last.push(policy);
    else levels.push([policy]);
  }
  return levels;
}

function allowsSomething({ statements }: CompiledPolicy): boolean {
  return statements.some(({ effect }) => effect === 'Allow');
}

function withLocation<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof EngineError) || error.location !== undefined) throw error;
    const { kind, code, message, help } = error;
    throw new EngineError(kind, code, message, { location: file, ...(help === undefined ? {} : { help }) });
  }
}
