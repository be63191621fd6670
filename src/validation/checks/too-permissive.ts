// Wildcards and variables in keys that draw a line around accounts, organizations and networks, in the subject of
// GitHub's tokens, and in user ids. Both count under Like operators, where what a variable brings acts as a pattern.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sensitive
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-wildcard-usage-too-permissive
import { readConditionKey } from '../../catalog/condition-keys.js';
import { ALL_POLICY_TYPES, defineCheck, type Visit } from '../check.js';
import { isLike } from '../condition-values.js';
import { isEscapedSign, partsOfVariable, variableUses } from '../variable-uses.js';

const USER_ID = 'aws:userid';
/** The key of which it is known that AWS wants fixed signs before a wildcard. */
const NEEDS_LITERALS = 'token.actions.githubusercontent.com:sub';
const LEAST_LITERALS = 6;

const [FEW_LITERALS, SENSITIVE_KEY, LEFT_OF_COLON] = [0, 1, 2];
const UNPROVEN =
  'AWS does not list the keys that need six signs before a wildcard: the subject of GitHub tokens alone is reported. ' +
  'Under other operators than Like nothing is reported, as AWS had no finding for StringEquals with the variable of one sensitive key in another; nor are such variables.';

export const wildcardUsageTooPermissive = defineCheck({
  issueCode: 'WILDCARD_USAGE_TOO_PERMISSIVE',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'Overly permissive use of wildcard for the {{key}} condition key. Use the wildcard preceded by 6 consecutive characters.',
    'The wildcard is not allowed in the condition key {{key}}. We consider the key to be sensitive and wildcards are not allowed to be used with sensitive keys. Refer to https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html for the list of sensitive keys.',
    'Overly permissive use of wildcard with aws:userID. Use the wildcard on the right side of colon or as the only character on the left side of a colon.',
  ],
  why: 'The key keeps strangers out; a wildcard in it lets accounts, organizations or networks in that nobody meant.',
  fix: 'Write the values out.',
  proof: 'inferred',
  unproven: UNPROVEN,
  visit: tooPermissive('wildcard'),
});

export const variableUsageTooPermissive = defineCheck({
  issueCode: 'VARIABLE_USAGE_TOO_PERMISSIVE',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'Overly permissive use of policy variable for the {{key}} condition key. Use the policy variable preceded by 6 consecutive characters.',
    'The policy variable is not allowed in the condition key {{key}}. We consider the key to be sensitive and policy variables can be evaluated as effective wildcards. Therefore policy variables are not allowed to be used with sensitive keys. Refer to https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html for the list of sensitive keys.',
    'Overly permissive use of policy variable with aws:userID. Use the policy variable on the right side of colon or as the only character on the left side of a colon.',
  ],
  why: 'The key keeps strangers out; what a variable brings may be the choice of the caller, and act as a wildcard.',
  fix: 'Write the values out.',
  proof: 'inferred',
  unproven: UNPROVEN,
  visit: tooPermissive('variable'),
});

type Sign = 'wildcard' | 'variable';
/** A sign that stands for many texts, or undefined for a character that is itself. */
type Part = Sign | undefined;

function tooPermissive(sign: Sign): Visit {
  return {
    condition({ entry }, report, { document }) {
      if (!isLike(entry) || entry.operator.facts?.family !== 'String') return;
      const variant = variantOf(entry.key);
      if (variant === undefined) return;
      for (const { text, node } of entry.values) {
        const parts = partsOf(text, document.hasVariables);
        const isTold =
          variant === SENSITIVE_KEY
            ? parts.some((part) => part.sign === sign)
            : variant === FEW_LITERALS
              ? hasSignAfterFew(parts, sign)
              : standsLeftOfColon(parts, sign);
        if (isTold) report(node, { key: entry.keyNode.value }, variant);
      }
    },
  };
}

function variantOf(key: string): number | undefined {
  if (key === USER_ID) return LEFT_OF_COLON;
  if (key === NEEDS_LITERALS) return FEW_LITERALS;
  return isSensitive(key) ? SENSITIVE_KEY : undefined;
}

function isSensitive(key: string): boolean {
  const reading = readConditionKey(key);
  return reading.standing === 'known' && reading.facts.isSensitive;
}

interface TextPart {
  readonly sign: Part;
  /** The character; empty for a variable. */
  readonly text: string;
}

/**
 * Character by character, a variable as one part. `${*}` is a character; and of the variables only those count that a
 * caller may have a say in: not those that are sensitive keys themselves, as `${aws:PrincipalAccount}`.
 */
function partsOf(text: string, withVariables: boolean): TextPart[] {
  const parts: TextPart[] = [];
  const uses = withVariables ? variableUses(text).filter(({ isClosed }) => isClosed) : [];
  let from = 0;
  const addPlain = (to: number): void => {
    for (const c of text.slice(from, to))
      parts.push({ sign: c === '*' || c === '?' ? 'wildcard' : undefined, text: c });
  };
  for (const use of uses) {
    addPlain(use.start);
    if (isEscapedSign(use)) parts.push({ sign: undefined, text: use.inside });
    else
      parts.push({ sign: isSensitive(partsOfVariable(use.inside).name) ? undefined : 'variable', text: '' });
    from = use.end;
  }
  addPlain(text.length);
  return parts;
}

/** True if the sign stands somewhere with fewer fixed characters right before it than AWS asks for. */
function hasSignAfterFew(parts: readonly TextPart[], sign: Sign): boolean {
  let literals = 0;
  for (const part of parts) {
    if (part.sign === sign && literals < LEAST_LITERALS) return true;
    literals = part.sign === undefined ? literals + 1 : 0;
  }
  return false;
}

/** True if the sign stands left of the colon beside other characters, or where there is no colon. */
function standsLeftOfColon(parts: readonly TextPart[], sign: Sign): boolean {
  const colon = parts.findIndex(({ text }) => text === ':');
  const left = parts.slice(0, colon < 0 ? parts.length : colon);
  return left.some((part) => part.sign === sign) && (colon < 0 || left.length > 1);
}
