// The text is no JSON, or says one thing twice, where a reader would have to choose.
// Where an object has a key twice: reference_policies_grammar.html ("Individual elements must not contain multiple
// instances of the same key").
import { ALL_POLICY_TYPES, defineCheck } from '../check.js';

export const jsonSyntaxError = defineCheck({
  issueCode: 'JSON_SYNTAX_ERROR',
  findingType: 'ERROR',
  policyTypes: ALL_POLICY_TYPES,
  messages: [
    'Fix the JSON syntax error at index {{index}} line {{line}} column {{column}}.',
    'Fix the JSON syntax error.',
  ],
  why: 'AWS cannot read the policy, so none of it has an effect. The other checks run once the text is JSON.',
  fix: 'Mend the text at the place that is named: a missing comma, bracket or quote, or a key that stands twice.',
  proof: 'inferred',
  unproven:
    'AWS is not known to tell more than the first error, nor to report a key that stands twice by this code.',
  visit: {
    text(document, report) {
      const errors = [...document.syntaxErrors, ...document.duplicateKeys.map(({ second }) => second)];
      for (const { start, end } of errors) {
        const { offset, line, column } = document.spanOf({ start, end }).start;
        report({ start, end }, { index: offset, line, column });
      }
    },
  },
});
