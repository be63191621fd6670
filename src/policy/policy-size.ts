// How large a policy is by IAM's own count: white space left out, wherever it stands.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
//   ("IAM does not count white space when calculating the size of a policy against these quotas")

/** Characters of the text that are no white space, in UTF-16 code units. */
export function charactersWithoutSpace(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== 0x20 && (code < 0x09 || code > 0x0d)) count++;
  }
  return count;
}
