// Condition keys that AWS puts into every request: "This key is always included in the request context".

/** In lower case, each with the section that says so. */
export const ALWAYS_PRESENT_KEYS: ReadonlyMap<string, string> = new Map(
  [
    ['aws:currenttime', 'condition-keys-currenttime'],
    ['aws:epochtime', 'condition-keys-epochtime'],
    ['aws:principaltype', 'condition-keys-principaltype'],
    ['aws:requestedregion', 'condition-keys-requestedregion'],
    ['aws:securetransport', 'condition-keys-securetransport'],
    ['aws:useragent', 'condition-keys-useragent'],
    ['aws:viaawsservice', 'condition-keys-viaawsservice'],
  ].map(([key = '', section]) => [
    key,
    `https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#${section}`,
  ]),
);
