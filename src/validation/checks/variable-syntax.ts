// Policy variables that are not well written. Looked for where variables count: in Resource and Condition of documents of
// version 2012-10-17.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
import { mayHaveVariable } from '../../policy/variables.js';
import { ALL_POLICY_TYPES, defineCheck, type Visit } from '../check.js';
import { partsOfVariable, type VariableUse, variableUses } from '../variable-uses.js';

const ONE_A_TEXT = 'That a text with the fault twice is reported once is inferred.';

export const emptyVariable = defineCheck({
  issueCode: 'EMPTY_VARIABLE',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'Empty policy variable. Remove the ${ } variable structure or provide a variable within the structure.',
  ],
  why: 'Without a name nothing is put in, and the text matches nothing.',
  fix: 'Name a condition key between the braces, or remove them.',
  proof: 'guide',
  unproven: ONE_A_TEXT,
  visit: faults(({ inside, isClosed }) => isClosed && inside.trim() === ''),
});

export const missingBraceInVariable = defineCheck({
  issueCode: 'MISSING_BRACE_IN_VARIABLE',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['The policy variable is missing a closing curly brace. Add } after the variable text.'],
  why: 'An open variable is plain text, and matches itself alone.',
  fix: 'Close it with `}`.',
  proof: 'guide',
  unproven: ONE_A_TEXT,
  visit: faults(({ isClosed }) => !isClosed),
});

export const missingQuoteInVariable = defineCheck({
  issueCode: 'MISSING_QUOTE_IN_VARIABLE',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'The policy variable default value must begin and end with a single quote. Add the missing quote.',
  ],
  why: 'Without its quotes the default value is not read, and the variable stays unresolved.',
  fix: "Write the default value in single quotes: `${aws:PrincipalTag/team, 'none'}`.",
  proof: 'guide',
  unproven: ONE_A_TEXT,
  visit: faults(({ inside, isClosed }) => {
    const value = partsOfVariable(inside).defaultValue?.trim();
    return isClosed && value !== undefined && !/^'.*'$/s.test(value);
  }),
});

export const unsupportedSpaceInVariable = defineCheck({
  issueCode: 'UNSUPPORTED_SPACE_IN_VARIABLE',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: ['A space is not supported within the policy variable text. Remove the space.'],
  why: 'With a space in its name the variable is not recognised.',
  fix: 'Remove the space.',
  proof: 'guide',
  unproven: ONE_A_TEXT,
  visit: faults(({ inside, isClosed }) => {
    const { name } = partsOfVariable(inside);
    return isClosed && name.trim() !== '' && /\s/.test(name);
  }),
});

/** Reports each text of Resource, NotResource and Condition that has such a variable. */
function faults(isFault: (use: VariableUse) => boolean): Visit {
  const hasFault = (text: string): boolean => mayHaveVariable(text) && variableUses(text).some(isFault);
  return {
    resource({ value }, report, { document }) {
      if (document.hasVariables && hasFault(value.text)) report(value.node);
    },
    condition({ entry: { values } }, report, { document }) {
      if (!document.hasVariables) return;
      for (const { text, node } of values) if (hasFault(text)) report(node);
    },
  };
}
