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
    .option('--new-policy-document <policy>', 'FILE, file://FILE, -, the text itself, or a folder')
    .option('--existing-policy-document <policy>', 'the existing policy, likewise')
    .addOption(
      new Option('--policy-type <type>', 'what both are').choices(['IDENTITY_POLICY', 'RESOURCE_POLICY']),
    )
    .option('--batch <file>', "requests of AWS's API, a JSON line each (- for standard input)")
    .option('--json', "print AWS's response")
    .option('--witness', 'show a request for each statement that fails')
    .option('--smtlib <file>', 'write the question as SMT-LIB, for any solver')
    .addHelpText(
      'after',
      `
Folders, CloudFormation templates, Terraform plans and exports of an account are
compared policy by policy, by name; what was not there before is all new.
Exit code: 0 PASS, 1 FAIL, 3 could not be decided, 2 could not run.

Examples:
  $ trailwright check-no-new-access --policy-type IDENTITY_POLICY --witness \\
      --new-policy-document new.json --existing-policy-document old.json
  $ trailwright check-no-new-access --new-policy-document plan.json \\
      --existing-policy-document plan-of-main.json
  $ trailwright check-no-new-access --batch requests.jsonl > answers.jsonl
`,
    )
    .action(run);
}

async function run(flags: NoNewAccessFlags): Promise<void> {
  const { checkBatch, kindOf, lineFinder, needed, policyText, questionPolicy, tellChecked, writeSmtlib } =
    await import('../run-check.js');
  const { checkNoNewAccess, newAccessQuestion, readNoNewAccessRequest } = await import(
    '../../custom-checks/check-no-new-access.js'
  );
  const options = { withWitness: flags.witness ?? false };
  if (flags.batch !== undefined)
    return await checkBatch(flags.batch, readNoNewAccessRequest, (question) =>
      checkNoNewAccess(question, options),
    );
  const newName = needed(flags.newPolicyDocument, '--new-policy-document');
  const oldName = needed(flags.existingPolicyDocument, '--existing-policy-document');
  const { mayHoldSeveral } = await import('../policy-pairs.js');
  if ((await mayHoldSeveral(newName)) || (await mayHoldSeveral(oldName)))
    return await comparePairs(newName, oldName, flags);
  const newer = policyText(newName);
  const older = policyText(oldName);
  const kind = kindOf(needed(flags.policyType, '--policy-type'));
  const newPolicy = questionPolicy(newer.text, newer.file, kind);
  const existingPolicy = questionPolicy(older.text, older.file, kind);
  const question = { newPolicy, existingPolicy, kind };
  await writeSmtlib(flags.smtlib, newAccessQuestion(question));
  const response = checkNoNewAccess(question, options);
  tellChecked([{ file: newer.file, response, lineOf: lineFinder(newPolicy) }], flags, true);
}

/** Folders, templates and plans: policies of one name, before and after. */
async function comparePairs(newName: string, oldName: string, flags: NoNewAccessFlags): Promise<void> {
  const { NO_POLICY, pairPolicies } = await import('../policy-pairs.js');
  const { assertAskable, kindOf, tellSeveral } = await import('../run-check.js');
  const { checkNoNewAccess } = await import('../../custom-checks/check-no-new-access.js');
  const kind = flags.policyType === undefined ? undefined : kindOf(flags.policyType);
  const { pairs, notes, isPartial } = await pairPolicies(newName, oldName, kind);
  const older = new Map(pairs.map((pair) => [pair.newer, pair.older]));
  const policies = new Map(pairs.map(({ newer }, i) => [String(i), newer]));
  const added = pairs.filter((pair) => pair.older === undefined).length;
  const looked = `${pairs.length} ${pairs.length === 1 ? 'policy' : 'policies'} compared, ${added} of them new`;
  tellSeveral(
    { policies, notes, isPartial },
    (newer) => {
      const before = older.get(newer);
      if (before !== undefined) assertAskable(before);
      const existingPolicy = before?.document ?? NO_POLICY;
      const question = { newPolicy: newer.document, existingPolicy, kind: newer.kind };
      return checkNoNewAccess(question, { withWitness: flags.witness ?? false });
    },
    flags,
    looked,
  );
}
