// How a literal name is written in a policy's Resource so that it matches itself and nothing else.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html (${*}, ${?}, ${$})
// Characters that IAM refuses (outside U+0009, U+000A, U+000D, U+0020 to U+00FF) become `?`:
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html (PolicyDocument, pattern)

// biome-ignore lint/suspicious/noControlCharactersInRegex: the set is IAM's own
const SPECIAL = /[*?$]|[^\u0009\u000A\u000D\u0020-\u00FF]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const ANY_SPECIAL = /[*?$]|[^\u0009\u000A\u000D\u0020-\u00FF]/;

/** `text` as a policy would write it: `*`, `?`, `$` escaped, characters that IAM refuses replaced by `?`. */
export function escapePolicyText(text: string): string {
  if (isPlainPolicyText(text)) return text;
  return text.replace(SPECIAL, (c) => (c === '*' || c === '?' || c === '$' ? `\${${c}}` : '?'));
}

/** True if `text` is written as it is. */
export function isPlainPolicyText(text: string): boolean {
  return !ANY_SPECIAL.test(text);
}
