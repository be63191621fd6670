// `trailwright check-no-public-access`: does the policy of a resource let anyone in?
import { type Command, Option } from 'commander';
import type { PublicResourceType } from '../../custom-checks/public-resource-types.js';
import type { NamedPolicies, NamedPolicy } from '../policy-pairs.js';
import type { CheckFlags } from '../run-check.js';

interface NoPublicAccessFlags extends CheckFlags {
  policyDocument?: string;
  resourceType?: string;
}

export function addCheckNoPublicAccess(program: Command): void {
  program
    .command('check-no-public-access')
    .description('tell whether the policy of a resource lets anyone in')
    .option(
      '--policy-document <policy>',
      'the policy: FILE, file://FILE, - or its text; or a folder, template, plan or export',
    )
    .addOption(new Option('--resource-type <type>', 'what it is attached to, as AWS::S3::Bucket'))
    .option('--batch <file>', "requests of AWS's API, a JSON line each (- for standard input)")
    .option('--json', "print AWS's response")
    .option('--witness', 'show a request for each statement that fails')
    .option('--smtlib <file>', 'write the question as SMT-LIB, for any solver')
    .addHelpText(
      'after',
      `
Exit code: 0 PASS, 1 FAIL, 3 could not be decided, 2 could not run.

Examples:
  $ trailwright check-no-public-access --resource-type AWS::S3::Bucket \\
      --policy-document bucket-policy.json --witness
  $ trailwright check-no-public-access --policy-document plan.json
`,
    )
    .action(run);
}

async function run(flags: NoPublicAccessFlags): Promise<void> {
  const {
    checkBatch,
    lineFinder,
    needed,
    policyText,
    questionPolicy,
    tellChecked,
    tellSeveral,
    writeSmtlib,
  } = await import('../run-check.js');
  const { checkNoPublicAccess, publicAccessQuestion, readNoPublicAccessRequest } = await import(
    '../../custom-checks/check-no-public-access.js'
  );
  const options = { withWitness: flags.witness ?? false };
  if (flags.batch !== undefined)
    return await checkBatch(flags.batch, readNoPublicAccessRequest, (question) =>
      checkNoPublicAccess(question, options),
    );
  const name = needed(flags.policyDocument, '--policy-document');
  const { mayHoldSeveral, namedPolicies } = await import('../policy-pairs.js');
  if (await mayHoldSeveral(name)) {
    const type = flags.resourceType === undefined ? undefined : await readResourceType(flags.resourceType);
    const { askable, told, looked } = await policiesOfResources(await namedPolicies(name, undefined), type);
    return tellSeveral(
      told,
      (policy) => {
        const resourceType = askable.get(policy) as PublicResourceType;
        return checkNoPublicAccess({ policy: policy.document, resourceType }, options);
      },
      flags,
      looked,
    );
  }
  const given = policyText(name);
  const resourceType = await readResourceType(needed(flags.resourceType, '--resource-type'));
  const policy = questionPolicy(given.text, given.file, 'resource');
  const question = { policy, resourceType };
  await writeSmtlib(flags.smtlib, publicAccessQuestion(question));
  const response = checkNoPublicAccess(question, options);
  tellChecked([{ file: given.file, response, lineOf: lineFinder(policy) }], flags, true);
}

/** Those of resources that the check is about. `type`: of policies that are files of their own. */
async function policiesOfResources(
  { policies, notes, isPartial }: NamedPolicies,
  type: PublicResourceType | undefined,
): Promise<{ askable: ReadonlyMap<NamedPolicy, PublicResourceType>; told: NamedPolicies; looked: string }> {
  const { resourceTypeAt } = await import('../../custom-checks/placed-resource-types.js');
  const askable = new Map<NamedPolicy, PublicResourceType>();
  const asked = new Map<string, NamedPolicy>();
  const untyped: string[] = [];
  let others = 0;
  for (const [key, policy] of policies) {
    const { place, file, kind, isTrustPolicy } = policy;
    const own = isTrustPolicy ? 'AWS::IAM::AssumeRolePolicyDocument' : type;
    const found = place === undefined ? own : resourceTypeAt(place);
    if (kind === 'identity' || (place !== undefined && found === undefined)) others++;
    else if (found === undefined) untyped.push(`${file}: say by --resource-type what it is attached to`);
    else {
      askable.set(policy, found);
      asked.set(key, policy);
    }
  }
  const count = `${asked.size} ${asked.size === 1 ? 'policy' : 'policies'} looked at`;
  return {
    askable,
    told: { policies: asked, notes: [...notes, ...untyped], isPartial: isPartial || untyped.length > 0 },
    looked: others === 0 ? count : `${count}, ${others} of identities and other resources left out`,
  };
}

async function readResourceType(text: string) {
  const { EngineError } = await import('../../core/error.js');
  const { isPublicResourceType, PUBLIC_RESOURCE_TYPES } = await import(
    '../../custom-checks/public-resource-types.js'
  );
  if (isPublicResourceType(text)) return text;
  throw new EngineError('invalid-input', 'no-such-type', `\`${text}\` is no resource type of this check`, {
    help: `one of ${PUBLIC_RESOURCE_TYPES.join(', ')}`,
  });
}
