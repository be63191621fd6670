// A swap and its rollback as scripts of the AWS CLI, for any POSIX shell. What is new is attached before what it replaces
// goes; a script that was stopped can be run again. Texts that are not ours stand in single quotes.
// https://docs.aws.amazon.com/cli/latest/reference/iam/
import { MANAGED_POLICIES_PER_PRINCIPAL } from '../../policy/policy-quotas.js';
import { printPolicyCompact } from '../../policy/print-policy.js';
import { type Swap, swapAdvice } from './swap.js';

/** `undone`: the path of the rollback, for whoever reads the script. */
export function swapScript(swap: Swap, undone: string): string {
  const own = swap.attach.map(({ arn }) => arn);
  const held = swap.present.managed.map(({ arn }) => arn);
  return script(swap, swapAdvice(swap, `sh ${undone}`), [
    ...swap.attach.map(({ arn, name, document }) => putPolicy(arn, name, printPolicyCompact(document))),
    ...exchange(
      swap,
      own.filter((arn) => !held.includes(arn)),
      swap.detach,
      held.length,
    ),
    ...swap.remove.map(
      ({ name }) => `drop delete-${swap.target.kind}-policy ${entity(swap)} --policy-name ${quoted(name)}`,
    ),
  ]);
}

/** The policies that were there before, as the export has them; the new ones are deleted. */
export function rollbackScript(swap: Swap): string {
  const added = swap.attach.filter(({ before }) => before === undefined);
  const now = swap.present.managed.length - swap.detach.length + added.length;
  return script(
    swap,
    ['Brings back the policies that were there before the swap, and deletes the new ones.'],
    [
      ...swap.attach.flatMap(({ arn, name, before }) =>
        before === undefined ? [] : [putPolicy(arn, name, before)],
      ),
      ...swap.remove.map(
        ({ name, text }) =>
          `aws iam put-${swap.target.kind}-policy ${entity(swap)} --policy-name ${quoted(name)} ` +
          `--policy-document ${quoted(text)}`,
      ),
      ...exchange(
        swap,
        swap.detach,
        added.map(({ arn }) => arn),
        now,
      ),
      ...added.map(({ arn }) => `delete_policy ${quoted(arn)}`),
    ],
  );
}

/**
 * Attaches all and detaches all, in this order as far as the quota has room; beyond it one is detached for each that is
 * attached. `held`: managed policies that are attached when it begins.
 */
function exchange(swap: Swap, attach: readonly string[], detach: readonly string[], held: number): string[] {
  const lines: string[] = [];
  const waiting = [...detach];
  const detachNext = (): void => {
    const arn = waiting.shift();
    if (arn !== undefined)
      lines.push(`drop detach-${swap.target.kind}-policy ${entity(swap)} --policy-arn ${quoted(arn)}`);
  };
  let attached = held;
  for (const arn of attach) {
    if (attached >= MANAGED_POLICIES_PER_PRINCIPAL) detachNext();
    else attached++;
    lines.push(`aws iam attach-${swap.target.kind}-policy ${entity(swap)} --policy-arn ${quoted(arn)}`);
  }
  while (waiting.length > 0) detachNext();
  return lines;
}

function putPolicy(arn: string, name: string, document: string): string {
  return `put_policy ${quoted(arn)} ${quoted(name)} ${quoted(document)}`;
}

function entity({ target }: Swap): string {
  return `--${target.kind}-name ${quoted(target.name)}`;
}

function script(swap: Swap, about: readonly string[], lines: readonly string[]): string {
  return [
    '#!/bin/sh',
    ...about.map((line) => `# ${line}`),
    'set -eu',
    'export AWS_PAGER=',
    '',
    `account=${quoted(swap.account)}`,
    'if [ "$(aws sts get-caller-identity --query Account --output text)" != "$account" ]; then',
    '  echo "sign in to account $account first" >&2',
    '  exit 1',
    'fi',
    ...(lines.some((line) => line.startsWith('put_policy ')) ? PUT_POLICY : []),
    ...(lines.some((line) => line.startsWith('drop ')) ? DROP : []),
    ...(lines.some((line) => line.startsWith('delete_policy ')) ? DELETE_POLICY : []),
    '',
    ...lines,
    '',
  ].join('\n');
}

const PUT_POLICY = `
# A managed policy with that document: made, or given a new default version. IAM keeps five versions.
put_policy() {
  if aws iam get-policy --policy-arn "$1" >/dev/null 2>&1; then
    aws iam create-policy-version --policy-arn "$1" --set-as-default --policy-document "$3" >/dev/null
  else
    aws iam create-policy --policy-name "$2" --policy-document "$3" >/dev/null
  fi
}`.split('\n');

const DROP = `
# Takes away what may be gone already.
drop() {
  if ! said=$(aws iam "$@" 2>&1); then
    case $said in
      *NoSuchEntity*) ;;
      *) printf '%s\\n' "$said" >&2; exit 1 ;;
    esac
  fi
}`.split('\n');

const DELETE_POLICY = `
# A managed policy with all its versions.
delete_policy() {
  if ! aws iam get-policy --policy-arn "$1" >/dev/null 2>&1; then return; fi
  for version in $(aws iam list-policy-versions --policy-arn "$1" --output text \\
    --query 'Versions[?!IsDefaultVersion].VersionId'); do
    aws iam delete-policy-version --policy-arn "$1" --version-id "$version"
  done
  aws iam delete-policy --policy-arn "$1"
}`.split('\n');

/** As one word of the shell, whatever stands in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
