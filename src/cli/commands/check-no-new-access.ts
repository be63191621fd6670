// `trailwright check-no-new-access`: does a new policy allow anything that the existing one does not?
import { type Command, Option } from 'commander';
import type { CheckFlags } from '../run-check.js';

interface NoNewAccessFlags extends CheckFlags {
  newPolicyDocument?: string;
  existingPolicyDocument?: string;
  policyType?: string;
}

export function addCheckNoNewAccess(program: Command): void {
  program
    .command('check-no-new-access')
    .description('tell whether a new policy allows anything that the existing one does not')
    .option('--new-policy-document <policy>', 'the new policy: FILE, file://FILE, - or its text')
    .option('--existing-policy-document <policy>', 'the existing policy, likewise')
    .addOption(
      new Option('--policy-type <type>', 'what both are').choices(['IDENTITY_POLICY', 'RESOURCE_POLICY']),
    )
    .option('--batch <file>', "requests of AWS's API, a JSON line each (- for standard input)")
    .option('--json', "print AWS's response")
    .option('--witness', 'show a request for each statement that fails')
    .addHelpText(
      'after',
      `
Exit code: 0 PASS, 1 FAIL, 3 could not be decided, 2 could not run.

Examples:
  $ trailwright check-no-new-access --policy-type IDENTITY_POLICY --witness \\
      --new-policy-document new.json --existing-policy-document old.json
  $ trailwright check-no-new-access --batch requests.jsonl > answers.jsonl
`,
    )
    .action(run);
}

async function run(flags: NoNewAccessFlags): Promise<void> {
  const { checkBatch, kindOf, lineFinder, needed, policyText, questionPolicy, tellChecked } = await import(
    '../run-check.js'
  );
  const { checkNoNewAccess, readNoNewAccessRequest } = await import(
    '../../custom-checks/check-no-new-access.js'
  );
  const options = { withWitness: flags.witness ?? false };
  if (flags.batch !== undefined)
    return await checkBatch(flags.batch, readNoNewAccessRequest, (question) =>
      checkNoNewAccess(question, options),
    );
  const newer = policyText(needed(flags.newPolicyDocument, '--new-policy-document'));
  const older = policyText(needed(flags.existingPolicyDocument, '--existing-policy-document'));
  const kind = kindOf(needed(flags.policyType, '--policy-type'));
  const newPolicy = questionPolicy(newer.text, newer.file, kind);
  const existingPolicy = questionPolicy(older.text, older.file, kind);
  const response = checkNoNewAccess({ newPolicy, existingPolicy, kind }, options);
  tellChecked([{ file: newer.file, response, lineOf: lineFinder(newPolicy) }], flags, true);
}
