// What is attached to a role or user itself: what a swap of its policies takes away, and what brings it back.

export interface Attachments {
  /** `text`: JSON of the default version; undefined where an export does not have it. */
  readonly managed: readonly { readonly arn: string; readonly text: string | undefined }[];
  readonly inline: readonly { readonly name: string; readonly text: string | undefined }[];
  /** Names of a user's groups. */
  readonly groups: readonly string[];
  /** Begins and ends with a slash. */
  readonly path: string;
  /** ARN. */
  readonly permissionsBoundary: string | undefined;
  /** JSON of a role's trust policy. */
  readonly trustPolicy: string | undefined;
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
}
