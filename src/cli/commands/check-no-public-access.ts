// `trailwright check-no-public-access`: does the policy of a resource let anyone in?
import { type Command, Option } from 'commander';
import type { CheckFlags } from '../run-check.js';

interface NoPublicAccessFlags extends CheckFlags {
  policyDocument?: string;
  resourceType?: string;
}

export function addCheckNoPublicAccess(program: Command): void {
  program
    .command('check-no-public-access')
    .description('tell whether the policy of a resource lets anyone in')
    .option('--policy-document <policy>', 'the policy: FILE, file://FILE, - or its text')
    .addOption(new Option('--resource-type <type>', 'what it is attached to, as AWS::S3::Bucket'))
    .option('--batch <file>', "requests of AWS's API, a JSON line each (- for standard input)")
    .option('--json', "print AWS's response")
    .option('--witness', 'show a request for each statement that fails')
    .option('--smtlib <file>', 'write the question as SMT-LIB, for any solver')
    .addHelpText(
      'after',
      `
Exit code: 0 PASS, 1 FAIL, 3 could not be decided, 2 could not run.

Example:
  $ trailwright check-no-public-access --resource-type AWS::S3::Bucket \\
      --policy-document bucket-policy.json --witness
`,
    )
    .action(run);
}

async function run(flags: NoPublicAccessFlags): Promise<void> {
  const { checkBatch, lineFinder, needed, policyText, questionPolicy, tellChecked, writeSmtlib } =
    await import('../run-check.js');
  const { checkNoPublicAccess, publicAccessQuestion, readNoPublicAccessRequest } = await import(
    '../../custom-checks/check-no-public-access.js'
  );
  const options = { withWitness: flags.witness ?? false };
  if (flags.batch !== undefined)
    return await checkBatch(flags.batch, readNoPublicAccessRequest, (question) =>
      checkNoPublicAccess(question, options),
    );
  const given = policyText(needed(flags.policyDocument, '--policy-document'));
  const resourceType = await readResourceType(needed(flags.resourceType, '--resource-type'));
  const policy = questionPolicy(given.text, given.file, 'resource');
  const question = { policy, resourceType };
  await writeSmtlib(flags.smtlib, publicAccessQuestion(question));
  const response = checkNoPublicAccess(question, options);
  tellChecked([{ file: given.file, response, lineOf: lineFinder(policy) }], flags, true);
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
