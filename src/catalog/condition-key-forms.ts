// Names of condition keys with placeholders: `aws:ResourceTag/${TagKey}`, `s3:ExistingObjectTag/<key>`,
// `ssm:resourceTag/tag-key`. A table of such names, asked with a key of a policy.

/** Finds the value of the name that a lower-case key has the form of; plain names before those with placeholders. */
export interface KeyForms<Value> {
  find(lowerKey: string): Value | undefined;
}

const PLACEHOLDER = /\$\{[^}]*\}|<[^>]*>|(?<=\/)tag-?key$|(?<=\/)\*$/gi;

/** True if the name has a placeholder. */
export function hasPlaceholder(name: string): boolean {
  return name.search(PLACEHOLDER) >= 0;
}

/** A table of names in any case; of two that fit, the one with the longer text before its placeholder counts. */
export function keyForms<Value>(
  entries: readonly (readonly [name: string, value: Value])[],
): KeyForms<Value> {
  const plain = new Map<string, Value>();
  const open: { before: string; parts: readonly string[]; value: Value }[] = [];
  for (const [name, value] of entries) {
    const parts = name.toLowerCase().split(PLACEHOLDER);
    if (parts.length === 1) plain.set(name.toLowerCase(), value);
    else open.push({ before: parts[0] ?? '', parts, value });
  }
  open.sort((a, b) => b.before.length - a.before.length);
  return {
    find: (key) => plain.get(key) ?? open.find(({ parts }) => fits(key, parts))?.value,
  };
}

/** True if the key is the parts in order, each gap at least one character long. */
function fits(key: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts;
  const last = rest.pop() ?? '';
  if (!key.startsWith(first) || !key.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = key.indexOf(part, at + 1);
    if (found < 0) return false;
    at = found + part.length;
  }
  return key.length - last.length > at;
}
