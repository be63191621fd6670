// `trailwright validate-policy`: AWS's policy checks on files, folders, templates and batches, offline.
import { type Command, Option } from 'commander';
import { EngineError } from '../../core/error.js';
import { POLICY_TYPES, VALIDATE_POLICY_RESOURCE_TYPES } from '../../policy/policy-type.js';
import { FAIL_ON_LEVELS, VALIDATION_FORMATS, type ValidationFlags } from '../validation-flags.js';

interface ValidateFlags extends ValidationFlags {
  policyDocument?: string;
  batch?: string;
  explain?: string;
  catalogDate?: boolean;
}

export function addValidatePolicy(program: Command): void {
  program
    .command('validate-policy')
    .description("check policies as IAM Access Analyzer's ValidatePolicy does")
    .argument('[files...]', 'policies, templates, plans, exports; folders; patterns in quotes; -')
    .option(
      '--policy-document <file>',
      'a policy: FILE, file://FILE, - for standard input, or the text itself',
    )
    .addOption(new Option('--policy-type <type>', 'what a policy file is').choices(POLICY_TYPES))
    .addOption(
      new Option(
        '--validate-policy-resource-type <type>',
        'the resource that a resource policy is for: more checks run',
      ).choices(VALIDATE_POLICY_RESOURCE_TYPES),
    )
    .option('--batch <file>', "requests of AWS's API, a JSON line each (- for standard input)")
    .option('--json', "print AWS's response; an array of them for several policies")
    .addOption(
      new Option('--format <format>', 'how to print findings').choices(VALIDATION_FORMATS).default('text'),
    )
    .addOption(
      new Option('--fail-on <level>', 'exit code 1 from this kind of finding on')
        .choices(FAIL_ON_LEVELS)
        .default('error'),
    )
    .option('--baseline <file>', 'accepted findings, each with a reason and a day on which that ends')
    .option('--explain <code>', 'say what a check looks at, why, and how to fix what it finds')
    .option('--catalog-date', 'print the date of the catalog of actions and condition keys')
    .option('--quiet', 'no summary on standard error')
    .addHelpText(
      'after',
      `
Examples:
  $ trailwright validate-policy --policy-type IDENTITY_POLICY --policy-document file://policy.json
  $ trailwright validate-policy --policy-type IDENTITY_POLICY policies/ --format sarif > findings.sarif
  $ trailwright validate-policy template.yaml plan.json --fail-on security-warning
  $ trailwright validate-policy --explain PASS_ROLE_WITH_STAR_IN_RESOURCE
`,
    )
    .action(validate);
}

async function validate(files: string[], flags: ValidateFlags): Promise<void> {
  if (flags.explain !== undefined) {
    const { CHECKS } = await import('../../validation/checks.js');
    const { explainedCheckJson, explainedCheckText } = await import('../../report/explained-check.js');
    const code = flags.explain.toUpperCase().replaceAll('-', '_');
    const check = CHECKS.find(({ issueCode }) => issueCode === code);
    if (check === undefined) {
      throw new EngineError('not-found', 'no-such-check', `there is no check \`${flags.explain}\``, {
        help: `the ${CHECKS.length} codes are AWS's own: ${CHECKS[0]?.learnMoreLink.split('#')[0]}`,
      });
    }
    const text = flags.json ? explainedCheckJson(check) : `${explainedCheckText(check).join('\n')}\n`;
    process.stdout.write(text);
    return;
  }
  if (flags.catalogDate) {
    const { catalogDate } = await import('../../catalog/actions.js');
    process.stdout.write(`${catalogDate()}\n`);
    return;
  }
  const { validateBatch, validateFiles } = await import('../validate-files.js');
  if (flags.batch !== undefined) return validateBatch(flags.batch, flags.failOn);
  const names = flags.policyDocument === undefined ? files : [flags.policyDocument, ...files];
  if (names.length === 0) {
    throw new EngineError('invalid-input', 'no-policy', 'there is no policy to validate', {
      help: 'name files or folders, or give --policy-document FILE or --batch FILE',
    });
  }
  await validateFiles(names, flags);
}
