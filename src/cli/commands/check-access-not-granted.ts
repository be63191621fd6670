// `trailwright check-access-not-granted`: does a policy allow some access that it must not?
import { type Command, Option } from 'commander';
import { EngineError } from '../../core/error.js';
import type { JsonValue } from '../../core/json.js';
import type { NamedPolicy } from '../policy-pairs.js';
import type { CheckFlags } from '../run-check.js';

interface AccessNotGrantedFlags extends CheckFlags {
  policyDocument?: string;
  access?: string[];
  policyType?: string;
}

export function addCheckAccessNotGranted(program: Command): void {
  program
    .command('check-access-not-granted')
    .description('tell whether a policy allows some actions, on some resources')
    .option('--policy-document <policy>', 'FILE, file://FILE, -, the text itself, or a folder')
    .option('--access <access...>', 'actions=A,B,resources=R,S as the AWS CLI has it, or JSON')
    .addOption(
      new Option('--policy-type <type>', 'what it is').choices(['IDENTITY_POLICY', 'RESOURCE_POLICY']),
    )
    .option('--batch <file>', "requests of AWS's API, a JSON line each (- for standard input)")
    .option('--json', "print AWS's response")
    .option('--witness', 'show a request for each statement that fails')
    .option('--smtlib <file>', 'write the question as SMT-LIB, for any solver')
    .addHelpText(
      'after',
      `
Folders, CloudFormation templates, Terraform plans and exports of an account are
looked at policy by policy.
Actions alone: on any resource. Resources alone: any action on one of them.
Exit code: 0 PASS, 1 FAIL, 3 could not be decided, 2 could not run.

Examples:
  $ trailwright check-access-not-granted --policy-type IDENTITY_POLICY \\
      --policy-document role.json --access actions=iam:CreateUser,iam:PassRole
  $ trailwright check-access-not-granted --policy-type RESOURCE_POLICY \\
      --policy-document bucket.json --access '[{"resources":["arn:aws:s3:::b/*"]}]'
`,
    )
    .action(run);
}

async function run(flags: AccessNotGrantedFlags): Promise<void> {
  const {
    checkBatch,
    kindOf,
    lineFinder,
    needed,
    policyText,
    questionPolicy,
    tellChecked,
    tellSeveral,
    writeSmtlib,
  } = await import('../run-check.js');
  const { checkAccessNotGranted, grantedAccessQuestion, readAccess, readAccessNotGrantedRequest } =
    await import('../../custom-checks/check-access-not-granted.js');
  const options = { withWitness: flags.witness ?? false };
  if (flags.batch !== undefined)
    return await checkBatch(flags.batch, readAccessNotGrantedRequest, (question) =>
      checkAccessNotGranted(question, options),
    );
  const name = needed(flags.policyDocument, '--policy-document');
  needed(flags.access?.[0], '--access');
  const access = readAccess(await accessValue(flags.access ?? []));
  if ('error' in access)
    throw new EngineError('invalid-input', 'bad-access', access.error, {
      help: 'give actions=s3:GetObject,resources=arn:… or [{"actions": […], "resources": […]}]',
    });
  const { mayHoldSeveral, namedPolicies } = await import('../policy-pairs.js');
  if (await mayHoldSeveral(name)) {
    const { policies, ...told } = await namedPolicies(
      name,
      flags.policyType === undefined ? undefined : kindOf(flags.policyType),
    );
    const check = ({ document: policy, kind }: NamedPolicy) =>
      checkAccessNotGranted({ policy, kind, access }, options);
    const count = `${policies.size} ${policies.size === 1 ? 'policy' : 'policies'} looked at`;
    return tellSeveral({ policies, ...told }, check, flags, count);
  }
  const kind = kindOf(needed(flags.policyType, '--policy-type'));
  const given = policyText(name);
  const policy = questionPolicy(given.text, given.file, kind);
  const question = { policy, kind, access };
  await writeSmtlib(flags.smtlib, grantedAccessQuestion(question));
  const response = checkAccessNotGranted(question, options);
  tellChecked([{ file: given.file, response, lineOf: lineFinder(policy) }], flags, true);
}

/** The AWS CLI's shorthand, JSON, or a file of JSON; several values are several objects of the list. */
async function accessValue(texts: readonly string[]): Promise<JsonValue> {
  const { parseJsonText, readTextFile } = await import('../read-json-file.js');
  const values = texts.map((text): JsonValue => {
    if (text.startsWith('file://')) return parseJsonText(readTextFile(text), text);
    return /^\s*[[{]/.test(text) ? parseJsonText(text, '--access') : shorthand(text);
  });
  return values.length === 1 && Array.isArray(values[0]) ? values[0] : values;
}

/** `actions=a,b,resources=c`: each `name=` begins a list. */
function shorthand(text: string): JsonValue {
  const lists: Record<string, string[]> = {};
  let current: string[] | undefined;
  for (const piece of text.split(',')) {
    const start = /^\s*(actions|resources)=(.*)$/.exec(piece);
    if (start !== null) {
      current = lists[start[1] as string] ?? [];
      lists[start[1] as string] = current;
    }
    if (current === undefined)
      throw new EngineError('invalid-input', 'bad-access', `\`${text}\` is no access`, {
        help: 'give actions=s3:GetObject,resources=arn:…',
      });
    const value = (start?.[2] ?? piece).trim();
    if (value !== '') current.push(value);
  }
  return lists;
}
